// Owners demand a meeting: begun, joined, left, ended.
import { expect, look, test } from "../support";
import { seat, signIn } from "./people";

test("a demand for a meeting is begun, joined and ended", async ({ browser }) => {
  const darya = await seat(browser);
  const { page } = darya;
  await signIn(page, "darya", "/cabinet");
  await page.getByRole("link", { name: /Идёт голосование/ }).first().click();
  await page.getByRole("link", { name: "Общие собрания" }).click();
  await page.getByRole("link", { name: "Требования о собрании" }).click();
  await expect(page.getByRole("heading", { name: "Требований пока нет" })).toBeVisible();
  await page.getByRole("button", { name: "Начать требование" }).click();
  await expect(page.getByRole("alert")).toContainText("вопрос");
  await look(page, "request-01-empty");
  await page.locator("#question").fill("Заменить входные двери подъездов");
  await page.locator("#question2").fill("Выбрать совет дома");
  await page.getByRole("button", { name: "Начать требование" }).click();
  await expect(page.getByText("Собираем голоса")).toBeVisible();
  await expect(page.getByText("Выбрать совет дома")).toBeVisible();

  const boris = await seat(browser);
  await signIn(boris.page, "boris", "/cabinet");
  await boris.page.goto(page.url());
  const card = boris.page.locator("li.card", { hasText: "входные двери" });
  await card.getByRole("button", { name: "Присоединиться" }).click();
  await expect(card.getByRole("button", { name: "Выйти" })).toBeVisible();
  await expect(card.getByText("2", { exact: true })).toBeVisible();
  await look(boris.page, "request-02-joined");
  await card.getByRole("button", { name: "Выйти" }).click();
  await expect(card.getByRole("button", { name: "Присоединиться" })).toBeVisible();
  await page.reload();
  await page.getByRole("button", { name: "Отозвать требование" }).click();
  await expect(page.getByText("Отозвано автором")).toBeVisible();
  await look(page, "request-03-ended");
  for (const own of [darya, boris]) await own.leave();
});
