// An address is found however it is typed; what is offered meanwhile is reached by keyboard.
import { alive, expect, look, test, withScripts } from "./support";

const anna = /наб\. Льняная, д\. 1$/;

const typed = ["льняная 1", "1 льняная", "льнянная 1", "лняная 1", "kmyzyfz 1", "наб.Льняная д.1", "верхнереченск набережная льняная, дом 1"];

for (const text of typed) {
  test(`«${text}» leads to the house`, async ({ page }) => {
    await page.goto("/");
    await page.locator("main input[name=q]").fill(text);
    await page.locator("main form:has(input[name=q]) button").first().click();
    await expect(page).toHaveURL(/\/(houses\/\d+|search\?q=)/);
    if (page.url().includes("/search")) await expect(page.locator("main .row__name").first()).toHaveText(anna);
    else await expect(page.getByRole("heading", { level: 1 })).toHaveText(anna);
  });
}

test("streets are found while no number is typed", async ({ page }) => {
  await page.goto("/search?q=льнян");
  await expect(page.getByRole("heading", { name: "Улицы" })).toBeVisible();
  await look(page, "search-streets");
  await page.getByRole("link", { name: "наб. Льняная", exact: true }).click();
  await expect(page).toHaveURL(/\/houses\?/);
  await expect(page.locator("main .row__name").first()).toHaveText(/Льняная/);
});

test("what is offered is reached by keyboard alone", async ({ page }) => {
  test.skip(!withScripts(), "offers need scripts");
  await page.goto("/");
  await alive(page);
  const box = page.locator("main input[name=q]");
  await box.focus();
  await page.keyboard.type("льняная 1");
  const first = page.getByRole("option").first();
  await expect(first).toHaveText(anna);
  await look(page, "search-offers");
  await page.keyboard.press("ArrowDown");
  await expect(first).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Escape");
  await expect(first).toBeHidden();
  await page.keyboard.type(" ");
  await expect(first).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(anna);
});

test("the nearest come first, when somebody presses for it", async ({ page, context }) => {
  test.skip(!withScripts(), "the place comes from the browser");
  await context.grantPermissions(["geolocation"]);
  await context.setGeolocation({ latitude: 59.21987, longitude: 39.89123 });
  await page.goto("/search?q=льнян");
  await alive(page);
  await page.getByRole("button", { name: "Сначала ближайшие ко мне" }).click();
  await expect(page).toHaveURL(/near=59\.22(%2C|,)39\.89$/);
  await expect(page.getByText("Сначала ближайшие к вам.")).toBeVisible();
  await expect(page.locator("main a.row__name[href^='/houses/']").first()).toHaveText(/Льняная/);
  await look(page, "search-near");
});
