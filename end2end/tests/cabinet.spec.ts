// Signing in as people of the demo town, and the cabinet's own pages, in every project.
import { expect, look, test } from "./support";
import type { Page } from "@playwright/test";

async function signIn(page: Page, name: string, back: string): Promise<void> {
  await page.goto(`/login?back=${back}`);
  await expect(page.getByRole("heading", { name: "Кем войти" })).toBeVisible();
  await page.getByRole("button", { name }).click();
}

test("the demo provider says what it is and can be refused", async ({ page }) => {
  await page.goto("/login");
  await expect(page.getByText("Это демонстрация")).toBeVisible();
  await look(page, "demo-choice");
});

test("a first visit begins with looking over one's data", async ({ page }) => {
  await signIn(page, "Кирилл", "/cabinet");
  await expect(page.getByRole("heading", { name: "Проверьте, пожалуйста, ваши данные" })).toBeVisible();
  await expect(page.getByText("Шаров")).toBeVisible();
  await look(page, "welcome-check");
});

test("somebody whose identity is not confirmed learns what to do", async ({ page }) => {
  await signIn(page, "Кирилл", "/cabinet/accounts/link");
  const check = page.getByRole("button", { name: "Всё верно, дальше" });
  if (await check.isVisible()) await check.click();
  await page.locator("#accept").check();
  await page.getByRole("button", { name: "Принять и продолжить" }).click();
  // Only once it is accepted: going elsewhere would cut the answer off.
  await expect(page.getByRole("heading", { name: "Пользовательское соглашение" })).toBeHidden();
  await page.goto("/cabinet/accounts/link");
  await expect(page.getByRole("heading", { name: "Сначала подтвердите личность" })).toBeVisible();
  await look(page, "link-unconfirmed");
});

test("a resident's home, accounts and profile", async ({ page }) => {
  await signIn(page, "Борис", "/cabinet");
  await expect(page.getByRole("heading", { level: 1, name: "Мой дом" })).toBeVisible();
  await expect(page.getByText("срок поверки истёк")).toBeVisible();
  await look(page, "cabinet");

  await page.locator(".home-card__address a").first().click();
  await expect(page.getByRole("heading", { name: "Лицевые счета" })).toBeVisible();
  await look(page, "premises");

  await page.goto("/cabinet/accounts");
  await expect(page.getByText("Кто подключён").first()).toBeVisible();
  await look(page, "accounts");

  await page.goto("/cabinet/accounts/link");
  await page.getByLabel("Адрес дома").fill("Северный");
  await page.getByRole("button", { name: "Найти дом" }).click();
  await expect(page.getByRole("heading", { name: "Выберите дом" })).toBeVisible();
  await look(page, "link-house");
  await page.locator(".house-choice").first().click();
  await page.getByLabel("Номер лицевого счёта").fill("1");
  await look(page, "link-number");

  await page.goto("/cabinet/profile");
  await expect(page.getByText("это вы сейчас")).toBeVisible();
  await look(page, "profile");
  await page.getByRole("button", { name: "Выйти здесь" }).click();
  await expect(page.getByRole("link", { name: "Войти" })).toBeVisible();
});

test("the operator finds the desk of addresses, and nothing to decide", async ({ page }) => {
  await page.goto("/login?back=/cabinet");
  await page.locator("button[value=operator]").click();
  await page.getByRole("navigation", { name: "Моя работа" }).getByRole("link", { name: "Адреса домов" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Адреса домов" })).toBeVisible();
  await expect(page.getByText("Решать нечего")).toBeVisible();
  await look(page, "desk-addresses");
});
