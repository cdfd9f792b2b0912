// What every journey shares: a browser that must stay silent, and a look at each page.
import { AxeBuilder } from "@axe-core/playwright";
import { type BrowserContext, type Page, test as base, expect } from "@playwright/test";
import { join } from "node:path";
import { output } from "../playwright.config";

export { expect };

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

/** Chromium says aloud that a form was refused (422). A refusal is an answer of ours, not a fault. */
export const refusal = /Failed to load resource: the server responded with a status of 422/;

type Fixtures = {
  /** Allows console messages and answers that this test provokes, for example `allow(/404/)`. */
  allow: (expected: RegExp) => void;
};

/** A test fails on console errors and warnings, script errors, failed requests and foreign hosts. */
export const test = base.extend<Fixtures & { silence: { expected: RegExp[] } }>({
  baseURL: async ({}, use) => use(process.env.E2E_BASE_URL),
  silence: [
    async ({ context }, use) => {
      const expected = [refusal];
      const faults = listen(context);
      await use({ expected });
      const left = faults.filter((fault) => !expected.some((pattern) => pattern.test(fault)));
      expect(left, "the browser must have nothing to say").toEqual([]);
    },
    { auto: true },
  ],
  allow: async ({ silence }, use) => use((expected) => void silence.expected.push(expected)),
});

export function listen(context: BrowserContext): string[] {
  const faults: string[] = [];
  const home = new URL(process.env.E2E_BASE_URL ?? "http://127.0.0.1").hostname;
  context.on("console", (message) => {
    const { url } = message.location();
    if (["error", "warning"].includes(message.type())) faults.push(`${message.type()}: ${message.text()} (${url})`);
  });
  context.on("weberror", (error) => faults.push(`script: ${error.error().stack ?? error.error().message}`));
  context.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith("http") && hostname !== home) faults.push(`another host: ${request.url()}`);
  });
  context.on("requestfailed", (request) => {
    // Aborted by the browser itself: a prefetch not needed any more, a download, a page left.
    const reason = request.failure()?.errorText;
    if (reason !== "net::ERR_ABORTED") faults.push(`request: ${reason} ${request.url()}`);
  });
  context.on("response", (response) => {
    if (response.status() >= 500) faults.push(`answer: ${response.status()} ${response.url()}`);
  });
  return faults;
}

/** Does this project run scripts? */
export function withScripts(): boolean {
  return test.info().project.name.startsWith("js-");
}

/** Waits until the page's islands are alive; without scripts there is nothing to wait for. */
export async function alive(page: Page): Promise<void> {
  if (withScripts()) await page.locator("html[data-islands=ready]").waitFor({ state: "attached" });
}

/** Looks at a page: axe reports nothing (plain checks without scripts), and a picture is kept. */
export async function look(page: Page, name: string): Promise<void> {
  await alive(page);
  if (withScripts()) {
    const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
    const said = violations.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.map((node) => node.html).join("\n")}`);
    expect(said, `axe on ${name}`).toEqual([]);
  } else {
    expect(await basics(page), `plain HTML of ${name}`).toEqual([]);
  }
  expect(await beyond(page), `${name} must not scroll sideways`).toEqual([]);
  expect(await missingIcons(page), `icons of ${name} that public/icons.txt lacks`).toEqual([]);
  await page.screenshot({ path: join(output, test.info().project.name, `${name}.png`), fullPage: true });
}

/** What makes a page scroll sideways: elements that end beyond its edge, and do not scroll by themselves. */
async function beyond(page: Page): Promise<string[]> {
  return page.locator("html").evaluate((root) => {
    if (root.scrollWidth <= root.clientWidth) return [];
    const ends = [...root.querySelectorAll("body *")].filter((some) => some.getBoundingClientRect().right > root.clientWidth);
    const said = ends.map((some) => `${some.tagName}.${some.getAttribute("class")} ${Math.round(some.getBoundingClientRect().right)}`);
    return [`${root.scrollWidth} of ${root.clientWidth}`, ...said];
  });
}

/** Icons that the sprite does not have: the browser would draw nothing and say nothing. */
async function missingIcons(page: Page): Promise<string[]> {
  const used = await page.locator("svg use").evaluateAll((uses) => uses.map((use) => use.getAttribute("href") ?? ""));
  const missing: string[] = [];
  for (const href of new Set(used)) {
    const [sprite, id] = href.split("#");
    const answer = await page.request.get(sprite || "/");
    if (!(await answer.text()).includes(`id="${id}"`)) missing.push(href);
  }
  return missing;
}

/** What plain HTML owes everybody: a language, a title, one heading, labels, no id twice. */
async function basics(page: Page): Promise<string[]> {
  return page.locator("html").evaluate((root) => {
    const faults: string[] = [];
    if (!root.lang) faults.push("no lang");
    if (!root.ownerDocument.title) faults.push("no title");
    const headings = root.querySelectorAll("h1").length;
    if (headings !== 1) faults.push(`${headings} h1`);
    const fields = root.querySelectorAll<HTMLInputElement>("input:not([type=hidden], [type=submit]), select, textarea");
    for (const field of fields) {
      const named = field.labels?.length || field.ariaLabel || field.getAttribute("aria-labelledby");
      if (!named) faults.push(`no label: ${field.outerHTML}`);
    }
    for (const image of root.querySelectorAll("img:not([alt])")) faults.push(`no alt: ${image.outerHTML}`);
    const ids = [...root.querySelectorAll("[id]")].map((element) => element.id);
    for (const id of new Set(ids)) if (ids.indexOf(id) !== ids.lastIndexOf(id)) faults.push(`id twice: ${id}`);
    return faults;
  });
}
