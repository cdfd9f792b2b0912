// What the rules say of a reading, said alike while one types and by the server after sending.
import type { Locator, Page } from "@playwright/test";
import { alive, expect, look, test, withScripts } from "../support";

async function meters(page: Page, name: string): Promise<void> {
  await page.goto("/login?back=/cabinet/meters");
  await page.getByRole("button", { name }).click();
  await expect(page).toHaveURL(/\/cabinet\/meters/);
  await alive(page);
}

/** Puts previous + more into each figure that is named, saves, and waits for what is said of it. With
 * scripts the browser says it by itself: nothing is sent. */
async function say(page: Page, resource: string, more: (number | undefined)[], text: string, day?: string): Promise<Locator> {
  await page.goto("/cabinet/meters");
  await alive(page);
  const card = page.locator(`.meter-card--${resource}`).first();
  for (const [place, step] of more.entries()) {
    if (step === undefined) continue;
    const shown = await card.locator(".figure").nth(place).locator(".figure__previous b").innerText();
    const before = Number(shown.replace(/\s/g, "").replace(",", "."));
    await card.locator(`input[name=t${place + 1}]`).fill(String(Math.round((before + step) * 1000) / 1000));
  }
  if (day) await card.locator("input[name=taken_on]").fill(day);
  const asked: string[] = [];
  page.on("request", (request) => request.method() === "POST" && asked.push(request.url()));
  await card.getByRole("button", { name: "Сохранить" }).click();
  const drawn = page.locator(`.meter-card--${resource}`).first();
  await expect(drawn.getByText(text).first(), text).toBeVisible();
  if (withScripts()) {
    await page.waitForLoadState("networkidle");
    expect(asked, "the browser knows without asking the server").toEqual([]);
  }
  return drawn;
}

/** The day it is in Moscow so many days from now, ISO. */
function moscow(days: number): string {
  const instant = new Date(Date.now() + days * 24 * 3600 * 1000);
  return instant.toLocaleDateString("sv-SE", { timeZone: "Europe/Moscow" });
}

test("stops are told with the same words on both sides", async ({ page }) => {
  await meters(page, "Глеб");
  await say(page, "cold_water", [3], "Эта дата ещё не наступила", moscow(2));
  await say(page, "cold_water", [-1], "Показание меньше прошлого");
  await say(page, "cold_water", [100_000], "Цифр больше, чем на счётчике");
  await say(page, "electricity", [30, undefined, undefined], "Введены не все показания");
  await look(page, "reading-stopped");
});

test("warnings are asked about with the same words on both sides", async ({ page }) => {
  await meters(page, "Борис");
  const check = async (resource: string, more: number[], text: string, day?: string) => {
    const card = await say(page, resource, more, text, day);
    await expect(card.locator("input[name=confirmed]")).toBeVisible();
  };
  await check("hot_water", [500], "Расход намного больше обычного");
  await check("cold_water", [1], "Срок поверки счётчика истёк");
  // No provider of the town takes readings on the first of a month.
  await check("hot_water", [1], "вне дней приёма", moscow(0).replace(/..$/, "01"));
  await look(page, "reading-asked");
});
