// The first journey: a house, its organisation, signing in, an account, two readings, their history.
import type { Locator, Page } from "@playwright/test";
import { alive, expect, look, test, withScripts } from "../support";

const account = "7500123456";
const code = "482-719-360";
/** The house of the demo town's Anna. */
const address = /наб\. Льняная, д\. 1$/;

test("a newcomer finds the house, links an account and sends readings", async ({ page }) => {
  await test.step("a house is found by its address", async () => {
    await page.goto("/");
    await look(page, "01-home");
    await page.locator("main input[name=q]").fill("льняная 1");
    await page.locator("main form:has(input[name=q]) button").first().click();
    await look(page, "02-search");
    // One house alone is shown at once; among several the right one is chosen.
    if (page.url().includes("/search")) await page.getByRole("link", { name: address }).first().click();
    await expect(page.getByRole("heading", { level: 1, name: /Льняная/ })).toBeVisible();
    await look(page, "03-house");
  });

  await test.step("the organisation lists every house it serves", async () => {
    await page.locator("main a[href^='/organisations/']").first().click();
    await expect(page).toHaveURL(/\/organisations\/\d+/);
    await expect(page.locator("main a[href^='/houses/']").first()).toBeVisible();
    await look(page, "04-organisation");
  });

  await test.step("signing in, checking the data, the agreement", async () => {
    await page.goto("/cabinet");
    await page.locator("button[value=anna]").click();
    await expect(page).toHaveURL(/\/welcome/);
    await look(page, "05-check");
    await page.getByRole("button", { name: "Всё верно, дальше" }).click();
    await expect(page.locator("#accept")).toBeVisible();
    await look(page, "06-agreement");
    await page.getByRole("button", { name: "Принять и продолжить" }).click();
    await expect(page.getByRole("alert")).toBeVisible();
    await page.locator("#accept").check();
    await page.getByRole("button", { name: "Принять и продолжить" }).click();
    // The address changes before the page does.
    await expect(page.locator("#accept")).toHaveCount(0);
    await expect(page).toHaveURL(/\/cabinet$/);
    await look(page, "07-cabinet-empty");
  });

  await test.step("the account is linked with the code from the bill", async () => {
    await page.goto("/cabinet/accounts/link");
    await look(page, "08-link-search");
    await page.locator("main input[name=q]").fill("льняная 1");
    await page.getByRole("button", { name: "Найти дом" }).click();
    await page.locator("a.house-choice", { hasText: address }).click();
    await page.locator("#number").fill(account);
    await page.locator("#proof").fill("000-000-000");
    await page.getByRole("button", { name: "Подключить", exact: true }).click();
    await expect(page.getByRole("alert")).toBeVisible();
    await expect(page.locator("#number")).toHaveValue(account);
    await look(page, "09-link-refused");
    await page.locator("#proof").fill(code);
    await page.getByRole("button", { name: "Подключить", exact: true }).click();
    await expect(page.getByText("Счёт подключён").first()).toBeVisible();
    await look(page, "10-accounts");
  });

  await test.step("two-tariff electricity", async () => {
    await page.goto("/cabinet/meters");
    await look(page, "11-meters");
    await send(page, card(page, "electricity"), [180, 90]);
  });

  await test.step("a water reading far above the usual is asked about, then kept", async () => {
    await page.goto("/cabinet/meters");
    await alive(page);
    const water = card(page, "cold_water");
    await fill(water, [90]);
    await save(water);
    await expect(card(page, "cold_water").getByText("Расход намного больше обычного").first()).toBeVisible();
    await look(page, "12-warning");
    await expect(figure(card(page, "cold_water"), 0)).not.toHaveValue("");
    await card(page, "cold_water").locator("input[name=confirmed]").check();
    await save(card(page, "cold_water"));
    await kept(page, card(page, "cold_water"));
    await look(page, "13-receipt");
  });

  await test.step("history and chart", async () => {
    await page.goto("/cabinet/meters");
    await look(page, "14-sent");
    await card(page, "cold_water").getByRole("link", { name: "История и график" }).click();
    await expect(page.locator("svg.bar-chart__drawing")).toBeVisible();
    await page.locator("details.bar-chart__twin summary").first().click();
    await look(page, "15-history");
    await page.goto("/cabinet");
    await look(page, "16-cabinet");
    await page.goto("/cabinet/profile");
    await look(page, "17-profile");
  });
});

function card(page: Page, resource: string): Locator {
  return page.locator(`.meter-card--${resource}`).first();
}

function figure(meter: Locator, place: number): Locator {
  return meter.locator(`input[name=t${place + 1}]`);
}

/** Types the previous figure plus what was used. */
async function fill(meter: Locator, used: number[]): Promise<void> {
  for (const [place, more] of used.entries()) {
    const text = await meter.locator(".figure").nth(place).locator(".figure__previous b").innerText();
    const before = Number(text.replace(/\s/g, "").replace(",", "."));
    await figure(meter, place).fill(String(Math.round((before + more) * 1000) / 1000).replace(".", ","));
  }
}

async function save(meter: Locator): Promise<void> {
  await meter.getByRole("button", { name: "Сохранить" }).click();
}

/** With scripts the card folds; without them the receipt's page opens. */
async function kept(page: Page, meter: Locator): Promise<void> {
  if (withScripts()) await expect(meter.getByText("Принято").first()).toBeVisible();
  else await expect(page).toHaveURL(/\/cabinet\/readings\/\d+/);
}

/** Sends an ordinary reading; a window that is closed today is confirmed. */
async function send(page: Page, meter: Locator, used: number[]): Promise<void> {
  await alive(page);
  await fill(meter, used);
  await save(meter);
  const asked = meter.locator("input[name=confirmed]");
  if (await asked.isVisible().catch(() => false)) {
    await asked.check();
    await save(meter);
  }
  await kept(page, meter);
}
