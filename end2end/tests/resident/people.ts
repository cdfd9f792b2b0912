// People of a meeting, each in a browser of their own, and what several journeys do in their place.
import { type Browser, type Page } from "@playwright/test";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, listen, refusal, withScripts } from "../support";

const binary = process.env.E2E_SERVER ?? join(__dirname, "../../../target/debug/domovoy");

export const scan = { name: "решение.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4 скан") };

export async function signIn(page: Page, who: string, back: string): Promise<void> {
  await page.goto(`/login?back=${back}`);
  await page.locator(`button[value=${who}]`).click();
  await expect(page).toHaveURL(new RegExp(back));
}

/** A browser of somebody's own, which must stay silent; `leave` looks whether it did. */
export interface Seat {
  page: Page;
  leave: () => Promise<void>;
}

/** Somebody nobody knows, at a server. */
export async function seat(browser: Browser, url = process.env.E2E_BASE_URL): Promise<Seat> {
  const context = await browser.newContext({ baseURL: url, javaScriptEnabled: withScripts() });
  const faults = listen(context);
  const leave = async () => {
    await context.close();
    expect(faults.filter((fault) => !refusal.test(fault)), "the browser must have nothing to say").toEqual([]);
  };
  return { page: await context.newPage(), leave };
}

/** Waits for a meeting's protocol, and takes it away for print. */
export async function protocolOf(page: Page, meeting: string): Promise<Buffer> {
  await expect(async () => {
    await page.goto(`${meeting}/protocol`);
    await expect(page.getByRole("link", { name: /PDF/ }).first()).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 60_000 });
  const printed = await page.request.get(`${meeting}/protocol.pdf`);
  expect(printed.headers()["content-type"]).toBe("application/pdf");
  return printed.body();
}

/** Marks an answer of a question. */
export async function mark(page: Page, question: number, answer: string): Promise<void> {
  await page.locator(`#q${question}`).getByLabel(answer, { exact: true }).check();
}

/** What `domovoy verify` says of files: its exit code and words. */
export function verify(...files: string[]): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(binary, ["verify", ...files], { encoding: "utf8" });
  return { status, said: stdout + stderr };
}

/** An instant as a field of the house's clock takes it. */
export function typed(at: number): string {
  const parts = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "short", timeZone: "Europe/Moscow" });
  return parts.format(new Date(at)).replace(" ", "T");
}
