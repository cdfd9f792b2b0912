// The managing organisation loads a house's register of owners: looked at first, refused, mended, loaded.
import type { Page } from "@playwright/test";
import { expect, look, test } from "./support";
import { signIn } from "./resident/people";

const head = "Вид;Номер;Подъезд;Площадь;Собственник;Доля";

/** Chooses a file with these lines and asks what it would do. */
async function check(page: Page, lines: string[]): Promise<void> {
  const buffer = Buffer.from([head, ...lines].join("\r\n"));
  await page.locator("#file").setInputFiles({ name: "реестр.csv", mimeType: "text/csv", buffer });
  await page.getByRole("button", { name: "Проверить файл" }).click();
}

test("a register is looked at before it is loaded", async ({ page }) => {
  await signIn(page, "uo", "/cabinet");
  await page.getByRole("link", { name: "Реестры собственников" }).click();
  await look(page, "register-01-houses");
  // The last house: no other journey looks at its owners.
  await page.locator("main ul.rows a").last().click();
  await expect(page.getByRole("heading", { level: 1, name: "Реестр собственников" })).toBeVisible();
  const house = page.url();
  await look(page, "register-02-stands");
  await page.getByRole("button", { name: "Проверить файл" }).click();
  await expect(page.getByRole("alert")).toContainText("Выберите файл");

  await check(page, ["квартира;900;1;60,30;Иванов Иван Иванович;1/3", "квартира;900;1;;Иванова Анна;1/3", "чердак;1;;5;Кот;1"]);
  await expect(page.getByRole("heading", { level: 1, name: "Что изменит этот файл" })).toBeVisible();
  await expect(page.getByText("Доли вместе составляют 2/3, а не целое")).toBeVisible();
  await expect(page.getByText("Неизвестный вид помещения: чердак")).toBeVisible();
  await expect(page.getByRole("button", { name: "Загрузить", exact: true })).toHaveCount(0);
  await look(page, "register-03-faults");

  await page.getByRole("link", { name: "Выбрать другой файл" }).click();
  const good = ["квартира;900;1;60,30;Иванов Иван Иванович;1/3", "квартира;900;1;;Иванова Анна Петровна;2/3"];
  await check(page, good);
  await expect(page.getByText("больше, чем по паспорту дома")).toBeVisible();
  await look(page, "register-04-plan");
  await page.getByRole("button", { name: "Загрузить", exact: true }).click();
  await expect(page.getByRole("status")).toContainText("Реестр загружен");
  await expect(page).toHaveURL(new RegExp(house.split("/").pop() ?? "nothing"));
  await expect(page.getByText("реестр.csv")).toBeVisible();
  await look(page, "register-05-loaded");

  await check(page, good);
  await expect(page.getByText("загружать нечего")).toBeVisible();
  await page.getByRole("link", { name: "Выбрать другой файл" }).click();
  await check(page, ["квартира;900;1;60,30;Иванов Иван Иванович;"]);
  await expect(page.getByRole("cell", { name: "Иванов Иван Иванович — 1/3", exact: false })).toBeVisible();
  await look(page, "register-06-changes");

  await page.getByRole("button", { name: "Загрузить", exact: true }).click();
  await expect(page.getByRole("status")).toContainText("Реестр загружен");
  await page.getByRole("link", { name: "Что было в реестре раньше" }).click();
  await expect(page.getByRole("cell", { name: "Иванова Анна Петровна" })).toBeVisible();
  await look(page, "register-07-past");
});
