// Written decisions and representatives: what is not decided in the system by the owner.
import { type Browser, type Page } from "@playwright/test";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, look, test, withScripts } from "../support";
import { type Seat, mark, scan, seat, signIn, typed, verify } from "./people";

/** Signs in as somebody in a browser of their own. */
async function seated(browser: Browser, who: string, back: string): Promise<Seat> {
  const own = await seat(browser);
  await signIn(own.page, who, back);
  return own;
}

test("papers are read by two people, a representative votes, a third screen sees the count", async ({ page, browser }) => {
  await signIn(page, "boris", "/cabinet");
  await page.getByRole("link", { name: /Идёт голосование/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: /Собрание №/ })).toBeVisible();
  const meeting = new URL(page.url()).pathname;
  const [watcher, reader] = [await seat(browser), await seated(browser, "darya", meeting)];
  const [anybody, darya] = [watcher.page, reader.page];
  await anybody.goto(meeting);
  if (withScripts()) await anybody.locator("live-tally[data-live]").waitFor();
  const ballots = anybody.locator("[data-word=ballots]").first();
  const before = Number(await ballots.innerText());

  await test.step("the administrator names who checks", async () => {
    await page.getByRole("link", { name: "Внести письменные решения" }).click();
    await look(page, "meeting-20-papers");
    await page.locator("#reader").selectOption({ label: await optionOf(page, "#reader", "Ковалёва") });
    await page.getByRole("button", { name: "Включить в комиссию" }).click();
    await expect(page.getByRole("status")).toContainText("Счётная комиссия дополнена");
  });

  const share = page.locator("#share option", { hasText: /^(?!.*(уже голосовал|Ковалёва|Лапин|Волков)).*\(1\)/ }).first();
  const value = (await share.getAttribute("value")) ?? "";
  await test.step("a paper without a scan is refused, nothing typed is lost; with one it waits", async () => {
    await page.locator("#share").selectOption(value);
    await page.locator("#received").fill(typed(Date.now() - 300_000));
    for (const question of [1, 2, 3, 4]) await mark(page, question, question === 2 ? "Недействительно" : "Против");
    await page.getByRole("button", { name: "Внести решение" }).click();
    await expect(page.getByRole("alert")).toContainText("Выберите файл");
    await expect(page.locator("#share")).toHaveValue(value);
    await expect(page.locator("#q1").getByLabel("Против", { exact: true })).toBeChecked();
    await look(page, "meeting-21-no-scan");
    await page.locator("#file").setInputFiles(scan);
    await page.getByRole("button", { name: "Внести решение" }).click();
    await expect(page.getByRole("status")).toContainText("ждёт сверки");
    await expect(page.locator(".paper-row")).toHaveCount(1);
    await look(page, "meeting-22-waits");
  });

  await test.step("the second person reads the scan without seeing the first reading", async () => {
    await darya.reload();
    await darya.getByRole("link", { name: "Сверить письменные решения" }).click();
    await darya.locator(".paper-row").getByRole("link").click();
    await expect(darya.getByRole("link", { name: "Открыть скан" })).toBeVisible();
    await expect(darya.getByRole("radio", { checked: true })).toHaveCount(0);
    await look(darya, "meeting-23-second");
    for (const question of [1, 2, 3, 4]) await mark(darya, question, question === 2 ? "Недействительно" : "Против");
    await darya.getByRole("button", { name: "Готово" }).click();
    await expect(darya.getByRole("status")).toContainText("решение учтено");
    if (!withScripts()) await anybody.reload();
    await expect(ballots).toHaveText(String(before + 1));
  });

  await test.step("it is annulled with a reason, and stays in the log", async () => {
    await page.goto(`${meeting}/papers`);
    await page.locator(".paper-row").getByRole("link").click();
    await page.getByText("Аннулировать решение").click();
    await page.getByRole("button", { name: "Аннулировать" }).click();
    await expect(page.getByRole("alert")).toContainText("Укажите причину");
    await look(page, "meeting-24-annul");
    await page.locator("#reason").fill("Подпись не собственника");
    await page.getByRole("button", { name: "Аннулировать" }).click();
    await expect(page.locator(".paper-row")).toContainText("аннулировано");
    if (!withScripts()) await anybody.reload();
    await expect(ballots).toHaveText(String(before));
  });

  const representative = await seated(browser, "gleb", `${meeting}/powers`);
  const gleb = representative.page;
  await test.step("a representative sends a power of attorney", async () => {
    await look(gleb, "meeting-25-powers");
    const flat = await flatOf(browser, "egor", meeting);
    await gleb.locator("#premises").fill(flat);
    await gleb.locator("#owner").fill("Лапин Пётр");
    await gleb.locator("#document").fill("77 АА 1234567 от 01.02.2026, нотариус Иванова");
    await gleb.locator("#until").fill(new Date(Date.now() + 86_400_000 * 30).toISOString().slice(0, 10));
    await gleb.locator("#file").setInputFiles(scan);
    await gleb.getByRole("button", { name: "Отправить администратору" }).click();
    await expect(gleb.getByRole("alert")).toContainText("нет");
    await expect(gleb.locator("#document")).toHaveValue(/77 АА/);
    await gleb.locator("#owner").fill("лапин егор николаевич");
    await gleb.locator("#file").setInputFiles(scan);
    await gleb.getByRole("button", { name: "Отправить администратору" }).click();
    await expect(gleb.getByRole("status")).toBeVisible();
    await expect(gleb.getByText("ждёт администратора")).toBeVisible();
  });
  await test.step("the administrator accepts it, the representative votes", async () => {
    await page.goto(`${meeting}/powers`);
    await look(page, "meeting-26-accept");
    await page.getByRole("button", { name: "Принять", exact: true }).click();
    await expect(page.getByText("принята", { exact: true })).toBeVisible();
    await gleb.reload();
    await gleb.getByRole("link", { name: "Проголосовать" }).click();
    await expect(gleb.getByText("Вы голосуете по доверенности")).toBeVisible();
    for (const question of [1, 2, 3, 4]) await mark(gleb, question, "За");
    await gleb.getByRole("button", { name: "Отправить решение" }).click();
    await expect(gleb.getByRole("heading", { level: 1, name: "Голосование по доверенности" })).toBeVisible();
    if (!withScripts()) await anybody.reload();
    await expect(ballots).toHaveText(String(before + 1));
  });
  await test.step("the record holds all of it", async () => {
    const folder = mkdtempSync(join(tmpdir(), "domovoy-papers-"));
    const file = join(folder, "record.jsonl");
    writeFileSync(file, await (await page.request.get(`${meeting}/record.jsonl`)).body());
    const said = verify(file);
    expect(said.said).toContain("Всё сходится");
    expect(readFileSync(file, "utf8")).toContain('"act":"power"');
    rmSync(folder, { recursive: true });
  });
  for (const other of [watcher, reader, representative]) await other.leave();
});

/** The words of the option that names somebody. */
async function optionOf(page: Page, select: string, name: string): Promise<string> {
  return (await page.locator(`${select} option`, { hasText: name }).first().innerText()).trim();
}

/** The premises somebody owns in the house, as their own card names them. */
async function flatOf(browser: Browser, who: string, meeting: string): Promise<string> {
  const own = await seated(browser, who, meeting);
  const words = await own.page.getByText(/^кв\. \d+:/).first().innerText();
  await own.leave();
  return words.split(":")[0] ?? "";
}
