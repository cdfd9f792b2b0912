// In the basement: no network, readings kept on the phone, the browser killed; each arrives once.
import { AxeBuilder } from "@axe-core/playwright";
import { type BrowserContext, type Page, chromium } from "@playwright/test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { output } from "../../playwright.config";
import { Gate } from "../gate";
import { expect, test } from "../support";

test.describe.configure({ mode: "serial", timeout: 90_000 });

/** A browser whose profile outlives it, as a phone's does. */
async function phone(profile: string): Promise<BrowserContext> {
  const { launchOptions, viewport, locale, timezoneId } = test.info().project.use;
  const context = await chromium.launchPersistentContext(profile, { ...launchOptions, viewport, locale, timezoneId });
  context.setDefaultTimeout(15_000);
  return context;
}

async function signIn(page: Page, url: string, name: string): Promise<void> {
  await page.goto(`${url}/login?back=/cabinet/meters`);
  await page.getByRole("button", { name }).click();
  await expect(page).toHaveURL(/cabinet\/meters/);
}

/** The worker serves this page, the shell is kept, and the meters are remembered. */
async function ready(page: Page): Promise<void> {
  await page.waitForFunction(async () => {
    await navigator.serviceWorker.ready;
    return navigator.serviceWorker.controller && (await caches.match("/offline"));
  });
  await expect.poll(() => count(page, "kept")).toBe(1);
}

const box = (page: Page) => page.locator(".outbox");
const cards = (page: Page) => page.locator("#offline-meters .meter-card:has(form:not([hidden]))");

/** Writes down a figure one above the previous in the first card that is still open. */
async function write(page: Page): Promise<void> {
  const card = cards(page).first();
  await expect(card).toBeVisible();
  const inputs = await card.locator("input.figure__input").all();
  const previous = await card.locator("[data-part=previous]").allTextContents();
  for (const [place, input] of inputs.entries()) {
    const figure = Number(previous[place].replaceAll(/\s/g, "").replace(",", "."));
    await input.fill(String(Math.floor(figure) + 2).replace(".", ","));
  }
  await card.getByRole("button", { name: "Сохранить" }).click();
}

/** Readings of this month that the server has. */
async function kept(page: Page, url: string): Promise<number> {
  await page.goto(`${url}/cabinet/meters`);
  return page.locator(".sent-reading").count();
}

test("readings written without a network arrive once each", async () => {
  test.skip(!test.info().project.name.startsWith("js-360"), "one phone is enough");
  const gate = await Gate.open();
  const profile = mkdtempSync(join(tmpdir(), "domovoy-phone-"));
  try {
    let context = await phone(profile);
    let page = await context.newPage();
    await signIn(page, gate.url, "Глеб");
    const before = await kept(page, gate.url);
    await ready(page);

    await test.step("the cabinet's form opens without a network", async () => {
      gate.set("cut");
      await page.goto(`${gate.url}/cabinet/meters`);
      await expect(page.getByRole("heading", { level: 1, name: "Нет связи" })).toBeVisible();
      await expect(cards(page).first()).toBeVisible();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
      await page.screenshot({ path: join(output, test.info().project.name, "offline-01-shell.png"), fullPage: true });
    });

    await test.step("three readings wait, the browser is killed", async () => {
      for (let count = 1; count <= 3; count++) {
        await write(page);
        await expect(box(page)).toContainText(`Ещё не отправлено показаний: ${count}`);
      }
      await page.screenshot({ path: join(output, test.info().project.name, "offline-02-waiting.png"), fullPage: true });
      await context.close();
    });

    await test.step("the network returns", async () => {
      gate.set("open");
      context = await phone(profile);
      page = await context.newPage();
      await page.goto(gate.url);
      await expect(box(page)).toContainText("Ещё не отправлено показаний: 3");
      // The session ended with the browser: whoever wrote them down signs in again.
      await box(page).getByRole("link", { name: "Войти и отправить" }).click();
      await page.getByRole("button", { name: "Глеб" }).click();
      await expect.poll(() => waiting(page)).toBe(0);
    });

    await test.step("all three are there, each once", async () => {
      expect(await kept(page, gate.url)).toBe(before + 3);
      await expect(box(page)).toHaveCount(0);
    });
    await context.close();
  } finally {
    await gate.close();
    rmSync(profile, { recursive: true, force: true });
  }
});

/** Entries of a store of the device's database. */
async function count(page: Page, store: "queue" | "kept"): Promise<number> {
  return page.evaluate(
    (name) =>
      new Promise<number>((resolve) => {
        const asked = indexedDB.open("domovoy");
        // Looking must not make it: that is the page's own work.
        asked.onupgradeneeded = () => asked.transaction?.abort();
        asked.onerror = () => resolve(0);
        asked.onsuccess = () => {
          const { result } = asked;
          const done = (found: number) => {
            result.close();
            resolve(found);
          };
          if (!result.objectStoreNames.contains(name)) return done(0);
          const all = result.transaction(name).objectStore(name).count();
          all.onsuccess = () => done(all.result);
          return undefined;
        };
      }),
    store,
  );
}

const waiting = (page: Page) => count(page, "queue");

test("an answer lost on its way makes no second reading; a shared phone forgets", async () => {
  test.skip(!test.info().project.name.startsWith("js-360"), "one phone is enough");
  const gate = await Gate.open();
  const profile = mkdtempSync(join(tmpdir(), "domovoy-phone-"));
  try {
    const context = await phone(profile);
    const page = await context.newPage();
    await signIn(page, gate.url, "Вера");
    const before = await kept(page, gate.url);
    await ready(page);
    gate.set("cut");
    await page.goto(`${gate.url}/cabinet/meters`);
    await write(page);
    await expect(box(page)).toContainText("Ещё не отправлено показаний: 1");

    // The server takes it in and its answer is lost: it is sent again and is the same reading.
    gate.set("deaf");
    await box(page).getByRole("button", { name: "Отправить сейчас" }).click();
    await expect(box(page)).toContainText("Ещё не отправлено показаний: 1");
    gate.set("open");
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await expect.poll(() => waiting(page)).toBe(0);
    expect(await kept(page, gate.url)).toBe(before + 1);

    // What cannot be sent is asked about before it is lost; afterwards nothing is left.
    gate.set("cut");
    await page.goto(`${gate.url}/cabinet/meters`);
    await write(page);
    await expect.poll(() => waiting(page)).toBe(1);
    gate.set("mute");
    await page.goto(`${gate.url}/cabinet/profile`);
    const asked = page.waitForEvent("dialog");
    const pressed = page.locator("form[action='/sign-out'] button").first().click();
    const dialog = await asked;
    expect(dialog.message()).toContain("Неотправленных показаний: 1");
    await dialog.accept();
    await pressed;
    await expect(page).toHaveURL(`${gate.url}/`);
    expect(await waiting(page)).toBe(0);
    expect(await count(page, "kept")).toBe(0);
    const left = await page.evaluate(async () => ({
      local: localStorage.length,
      pages: (await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()))).flat()
        .map(({ url }) => new URL(url).pathname).filter((path) => path.startsWith("/cabinet")),
    }));
    expect(left).toEqual({ local: 0, pages: [] });
    await context.close();
  } finally {
    await gate.close();
    rmSync(profile, { recursive: true, force: true });
  }
});
