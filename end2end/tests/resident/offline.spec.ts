// In the basement: no network, readings kept on the phone, the browser killed; each arrives once.
import { AxeBuilder } from "@axe-core/playwright";
import { type BrowserContext, type Page, chromium } from "@playwright/test";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
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

/** The browser ends as a phone's does when its battery is empty: all its processes at once. */
function kill(profile: string): void {
  for (const entry of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      if (readFileSync(`/proc/${entry}/cmdline`, "utf8").includes(profile)) process.kill(Number(entry), "SIGKILL");
    } catch {
      // It has ended already.
    }
  }
}

/** Versions of this month's readings, meter by meter, replaced ones too: one each, when nothing came twice. */
async function versions(page: Page, url: string): Promise<number[]> {
  await page.goto(`${url}/cabinet/meters`);
  const meters = await page.locator(".meter-card:has(.sent-reading) a[href^='/cabinet/meters/']").evaluateAll((links) =>
    [...new Set(links.map((link) => new URL((link as HTMLAnchorElement).href).pathname))].filter((path) => /\/\d+$/.test(path)),
  );
  const counts: number[] = [];
  for (const meter of meters) {
    await page.goto(`${url}${meter}`);
    const months = await page.locator("tr:has(a[href^='/cabinet/readings/']) th[scope=row]").allTextContents();
    counts.push(months.filter((month) => month === months[0]).length);
  }
  return counts;
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
      kill(profile);
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
      expect(await versions(page, gate.url)).toEqual(Array(before + 3).fill(1));
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

/** The worker does it alone: no page of ours is open. */
async function syncInBackground(context: BrowserContext, page: Page, url: string): Promise<void> {
  const session = await context.newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const own = registrations.find(({ scopeURL }) => scopeURL.startsWith(url));
      if (own) resolve(own.registrationId);
    });
  });
  await session.send("ServiceWorker.enable");
  const registrationId = await registered;
  await session.send("ServiceWorker.dispatchSyncEvent", { origin: url, registrationId, tag: "readings", lastChance: false });
}

test("the page's own form is kept by the worker, which sends it alone; a killed server makes no second one", async () => {
  test.skip(!test.info().project.name.startsWith("js-360"), "one phone is enough");
  const gate = await Gate.open();
  const profile = mkdtempSync(join(tmpdir(), "domovoy-phone-"));
  try {
    const context = await phone(profile);
    const page = await context.newPage();
    await signIn(page, gate.url, "Глеб");
    const before = await kept(page, gate.url);
    await ready(page);

    await test.step("the island's form, open before the network went, is queued by the worker", async () => {
      await page.goto(`${gate.url}/cabinet/meters`);
      await page.locator("html[data-islands=ready]").waitFor({ state: "attached" });
      gate.set("cut");
      const form = page.locator("form.reading-entry__form").first();
      const previous = (await form.locator(".figure__previous, [data-part=previous]").first().textContent()) ?? "";
      const figure = Number(previous.replace(/[^\d,]/g, "").replace(",", "."));
      await form.locator("input[name=t1]").fill(String(Math.floor(figure) + 2));
      for (const other of await form.locator("input[name=t2], input[name=t3]").all()) await other.fill(String(Math.floor(figure) + 2));
      await form.getByRole("button", { name: /Сохранить|Отправить/ }).click();
      await expect.poll(() => waiting(page)).toBe(1);
      await expect(page.locator(".reading-entry__done").first()).toBeVisible();
      await expect(box(page)).toContainText("Ещё не отправлено показаний: 1");
    });

    await test.step("another person of the same phone does not send it", async () => {
      gate.set("open");
      await context.clearCookies();
      await signIn(page, gate.url, "Вера");
      await expect.poll(() => count(page, "kept")).toBe(1);
      await page.waitForTimeout(1_000);
      expect(await waiting(page)).toBe(1);
    });

    await test.step("whose it is comes back: the server is killed between taking it and answering", async () => {
      await context.clearCookies();
      gate.set("fatal");
      await page.goto(`${gate.url}/login?back=/cabinet/meters`);
      await page.getByRole("button", { name: "Глеб" }).click().catch(() => undefined);
      await expect.poll(() => gate.mode, { timeout: 20_000 }).toBe("cut");
      expect(await waiting(page)).toBe(1);
      await page.goto("about:blank");
      await gate.revive();
    });

    await test.step("the worker sends it again, with no page open, and it is the same reading", async () => {
      await syncInBackground(context, page, gate.url);
      await expect.poll(async () => {
        await page.goto(`${gate.url}/robots.txt`);
        return waiting(page);
      }).toBe(0);
      expect(await kept(page, gate.url)).toBe(before + 1);
      expect(await versions(page, gate.url)).toEqual(Array(before + 1).fill(1));
    });
    await context.close();
  } finally {
    await gate.close();
    rmSync(profile, { recursive: true, force: true });
  }
});
