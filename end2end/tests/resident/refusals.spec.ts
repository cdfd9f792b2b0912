// A house's first meeting in the system: refused by an owner, taken back, refused on paper.
import { expect, look, test } from "../support";
import { scan, seat, signIn, typed } from "./people";

const day = 86_400_000;

test.use({ actionTimeout: 15_000 });

test("a first meeting is refused, and the refusal taken back", async ({ browser }) => {
  const gleb = await seat(browser);
  const { page } = gleb;
  await signIn(page, "gleb", "/houses");
  // The only house that is found is shown at once.
  await page.goto("/search?q=Ткацкая 4");
  await expect(page.getByRole("heading", { level: 1, name: /Ткацкая, д. 4/ })).toBeVisible();
  await page.getByRole("link", { name: "Все собрания дома" }).click();
  await page.getByRole("button", { name: "Составить сообщение о собрании" }).click();
  await expect(page.getByText("на досках во всех подъездах")).toBeVisible();
  for (const text of ["Выбрать администратора общего собрания", "Порядок приёма решений и сообщений о собрании"]) {
    await page.locator("#text").fill(text);
    await page.getByRole("button", { name: "Добавить вопрос" }).click();
    await expect(page.locator(".agenda__item", { hasText: text })).toBeVisible();
  }
  await page.locator("#contacts").fill("8 (817) 555-01-18");
  await page.locator("#opens").fill(typed(Date.now() + 40 * day));
  await page.locator("#closes").fill(typed(Date.now() + 55 * day));
  await page.getByRole("button", { name: "Сохранить сообщение" }).click();
  await expect(page.getByText("Сроки по закону").first()).toBeVisible();
  await page.getByRole("button", { name: "Разместить" }).click();
  await expect(page.getByText("объявлено").first()).toBeVisible();
  const meeting = new URL(page.url()).pathname;

  const link = page.getByRole("link", { name: "Отказ от первого электронного собрания" });
  await link.click();
  await page.getByRole("button", { name: "Отказаться от собрания" }).click();
  await link.click();
  await expect(page.getByText("Вы отказались от этого собрания.")).toBeVisible();
  await look(page, "refusal-01-mine");
  await page.getByRole("button", { name: "Отозвать отказ" }).click();
  await link.click();
  await expect(page.getByRole("button", { name: "Отказаться от собрания" })).toBeVisible();

  const manager = await seat(browser);
  await signIn(manager.page, "uo", "/cabinet");
  await manager.page.goto(`${meeting}/refusals`);
  await manager.page.getByRole("button", { name: "Внести отказ" }).click();
  await expect(manager.page.getByRole("alert")).toContainText("Укажите день");
  await manager.page.locator("#share").selectOption({ index: 1 });
  await manager.page.locator("#received").fill(typed(Date.now()).slice(0, 10));
  await manager.page.locator("#file").setInputFiles(scan);
  await manager.page.getByRole("button", { name: "Внести отказ" }).click();
  await expect(manager.page.getByRole("status")).toContainText("Отказ внесён");
  await expect(manager.page.getByRole("link", { name: "скан отказа" })).toBeVisible();
  await look(manager.page, "refusal-02-entered");
  for (const own of [gleb, manager]) await own.leave();
});
