// The home page answers, in every project.
import { expect, look, test } from "./support";

test("the home page answers", async ({ page }) => {
  const answer = await page.goto("/");
  expect(answer?.status()).toBe(200);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await look(page, "home");
});
