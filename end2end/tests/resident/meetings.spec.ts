// Owners' meetings: a vote seen by somebody else as it happens, a receipt, a record anybody recounts; a
// message from its first word to its publication.
import { type Page } from "@playwright/test";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { alive, expect, look, test, withScripts } from "../support";

const binary = process.env.E2E_SERVER ?? join(__dirname, "../../../target/debug/domovoy");

async function signIn(page: Page, who: string, back: string): Promise<void> {
  await page.goto(`/login?back=${back}`);
  await page.locator(`button[value=${who}]`).click();
  await expect(page).toHaveURL(new RegExp(back));
}

/** What `domovoy verify` says of a file: its exit code and words. */
function verify(...files: string[]): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(binary, ["verify", ...files], { encoding: "utf8" });
  return { status, said: stdout + stderr };
}

/** Marks an answer of a question. */
async function mark(page: Page, question: number, answer: string): Promise<void> {
  await page.locator(`#q${question}`).getByLabel(answer, { exact: true }).check();
}

test("an owner votes, another screen sees it, anybody can recount", async ({ page, browser }) => {
  const folder = mkdtempSync(join(tmpdir(), "domovoy-meeting-"));
  await test.step("the cabinet says that voting goes on", async () => {
    await signIn(page, "boris", "/cabinet");
    await look(page, "meeting-01-cabinet");
    await page.getByRole("link", { name: /Идёт голосование/ }).click();
    await expect(page.getByRole("heading", { level: 1, name: /Собрание №/ })).toBeVisible();
    await look(page, "meeting-02-open");
  });
  const meeting = new URL(page.url()).pathname;
  const other = await (await browser.newContext({ baseURL: process.env.E2E_BASE_URL, javaScriptEnabled: withScripts() })).newPage();
  await other.goto(meeting);
  if (withScripts()) await other.locator("live-tally[data-live]").waitFor();
  const ballots = other.locator("[data-word=ballots]").first();
  const before = Number(await ballots.innerText());

  await test.step("a question without an answer is asked for, what was marked stays", async () => {
    await page.getByRole("link", { name: "Проголосовать" }).click();
    await look(page, "meeting-03-ballot");
    for (const question of [1, 2, 3]) await mark(page, question, "За");
    await page.getByRole("button", { name: "Отправить решение" }).click();
    await expect(page.getByRole("alert")).toContainText("Ответьте на вопрос 4");
    await expect(page.locator("#q3").getByLabel("За", { exact: true })).toBeChecked();
    await look(page, "meeting-04-refused");
    await mark(page, 4, "Воздержался");
    await page.getByRole("button", { name: "Отправить решение" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Квитанция о голосовании" })).toBeVisible();
    await look(page, "meeting-05-receipt");
  });

  await test.step("the other screen sees one decision more", async () => {
    if (!withScripts()) await other.reload();
    await expect(ballots).toHaveText(String(before + 1));
    await other.context().close();
  });

  await test.step("the record holds it, and any change of it shows", async () => {
    const receipt = await page.request.get(`${meeting}/receipt.json`);
    const record = await page.request.get(`${meeting}/record.jsonl`);
    const [own, all] = [join(folder, "receipt.jsonl"), join(folder, "record.jsonl")];
    writeFileSync(own, await receipt.body());
    writeFileSync(all, await record.body());
    const good = verify(all, "--receipt", own);
    expect(good.said).toContain("Решения из квитанции стоят в журнале: 1");
    expect(good.status).toBe(0);
    const bytes = readFileSync(all);
    bytes[Math.floor(bytes.length / 2)] ^= 1;
    writeFileSync(all, bytes);
    expect(verify(all).status).toBe(1);
    rmSync(folder, { recursive: true });
  });

  await test.step("a paper for a share that has voted is kept and does not count", async () => {
    await page.goto(meeting);
    await page.getByRole("link", { name: "Внести письменные решения" }).click();
    await look(page, "meeting-06-papers");
    const voted = page.locator("#share option", { hasText: "уже голосовал" }).first();
    await page.locator("#share").selectOption((await voted.getAttribute("value")) ?? "");
    for (const question of [1, 2, 3, 4]) await mark(page, question, question === 2 ? "Недействительно" : "Против");
    await page.getByRole("button", { name: "Внести решение" }).click();
    await expect(page.getByRole("status")).toContainText("учтено первое");
    await look(page, "meeting-07-conflict");
  });
});

test("a message is written, refused, mended, published and cancelled", async ({ page }) => {
  await signIn(page, "boris", "/cabinet");
  await page.getByRole("link", { name: /Идёт голосование/ }).click();
  await page.getByRole("link", { name: "Общие собрания собственников" }).click();
  await look(page, "meeting-10-archive");
  await test.step("a meeting that is over has its protocol", async () => {
    const archive = page.url();
    await page.locator(".meeting-row", { hasText: "завершено" }).getByRole("link").click();
    await expect(page.getByText("Решение принято").first()).toBeVisible();
    await look(page, "meeting-08-over");
    await page.getByRole("link", { name: "Протокол собрания" }).click();
    await expect(page.getByRole("heading", { level: 1, name: /Протокол №/ })).toBeVisible();
    await look(page, "meeting-09-protocol");
    await page.goto(archive);
  });
  await page.getByRole("button", { name: "Составить сообщение о собрании" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Черновик сообщения о собрании" })).toBeVisible();
  await look(page, "meeting-11-draft");
  const publish = page.getByRole("button", { name: "Разместить" });
  await publish.click();
  await expect(page.getByRole("alert")).toContainText("В повестке нет вопросов");

  await test.step("the kind is proposed by the wording, a stricter one is named", async () => {
    await ask(page, "О разном");
    await expect(page.getByRole("alert")).toContainText("вид не понять");
    await expect(page.locator("#text")).toHaveValue("О разном");
    await asked(page, "Выбрать администратора общего собрания");
    await asked(page, "Порядок приёма решений и сообщений о собрании");
    await asked(page, "Обустроить парковку во дворе");
    await expect(page.locator(".agenda__item")).toHaveCount(3);
    await expect(page.locator(".agenda__item").nth(2)).toContainText("Суды отменяли");
    await look(page, "meeting-12-agenda");
  });

  await test.step("too early and without contacts is refused, then published", async () => {
    await publish.click();
    await expect(page.getByRole("alert")).toContainText("как связаться с администратором");
    await page.locator("#contacts").fill("8 (817) 555-01-17");
    const lawful = await page.locator("#opens").inputValue();
    await page.locator("#opens").fill(`${new Date().toISOString().slice(0, 10)}T10:00`);
    await save(page);
    await publish.click();
    await expect(page.getByRole("alert")).toContainText("Так рано нельзя");
    await look(page, "meeting-13-too-early");
    await page.locator("#opens").fill(lawful);
    await save(page);
    await expect(page.getByText("Сроки по закону").first()).toBeVisible();
    await publish.click();
    await expect(page.getByText("объявлено").first()).toBeVisible();
    await look(page, "meeting-14-announced");
  });

  await test.step("cancelled with a reason", async () => {
    await page.getByText("Отменить собрание").first().click();
    const cancel = page.getByRole("button", { name: "Отменить собрание" });
    await cancel.click();
    await expect(page.getByRole("alert")).toContainText("Укажите причину");
    await page.locator("#reason").fill("Ошибка в повестке");
    await cancel.click();
    await expect(page.getByText("Собрание отменено: Ошибка в повестке")).toBeVisible();
    await look(page, "meeting-15-cancelled");
  });
});

/** Adds a question whose kind is proposed by its words. */
async function ask(page: Page, text: string): Promise<void> {
  await alive(page);
  await page.locator("#text").fill(text);
  await page.locator("#kind").selectOption("");
  await page.getByRole("button", { name: "Добавить вопрос" }).click();
}

/** The same, and the question stands on the agenda: the page has come back. */
async function asked(page: Page, text: string): Promise<void> {
  await ask(page, text);
  await expect(page.locator(".agenda__item", { hasText: text })).toBeVisible();
}

/** Saves the message; the page has come back when it complains of nothing any more. */
async function save(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Сохранить сообщение" }).click();
  await expect(page.getByRole("alert")).toHaveCount(0);
}
