// Owners' meetings: a vote seen by somebody else as it happens, a receipt, a record anybody recounts; a
// message from its first word to its publication.
import { type Page } from "@playwright/test";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { alive, expect, look, test, withScripts } from "../support";
import { mark, scan, seat, signIn, verify } from "./people";

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
  const another = await seat(browser);
  const other = another.page;
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
    await another.leave();
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
});

test("the inspectorate sees what it has to check", async ({ page }) => {
  await signIn(page, "gzhi", "/cabinet");
  await page.getByRole("link", { name: "Жилищная инспекция: собрания" }).click();
  await expect(page.getByText("Проверять нечего")).toBeVisible();
  await expect(page.getByRole("link", { name: "Протокол собрания" }).first()).toBeVisible();
  await look(page, "meeting-30-inspection");
});

test("a message is written, refused, mended, published and cancelled", async ({ page }) => {
  await signIn(page, "boris", "/cabinet");
  await page.getByRole("link", { name: /Идёт голосование/ }).click();
  await page.getByRole("link", { name: "Общие собрания" }).click();
  await look(page, "meeting-10-archive");
  await test.step("a meeting that is over has its protocol", async () => {
    const archive = page.url();
    await page.locator(".meeting-row", { hasText: "завершено" }).getByRole("link").click();
    await expect(page.getByText("Решение принято").first()).toBeVisible();
    await look(page, "meeting-08-over");
    await recount(page);
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
    const others = page.locator(".agenda__item").nth(2).locator("details");
    await others.getByText("Слова вопроса подходят и к другим видам").click();
    await expect(others.locator("li").first()).toContainText("Нужно");
    await page.locator("#text").fill("Установить камеры во дворе");
    await page.locator("#kind").selectOption("3");
    await page.locator("#cost").fill("много");
    await page.getByRole("button", { name: "Добавить вопрос" }).click();
    await expect(page.getByRole("alert")).toContainText("Введите сумму");
    await page.locator("#cost").fill("350 000");
    await page.getByRole("button", { name: "Добавить вопрос" }).click();
    await expect(page.locator(".agenda__item").nth(3)).toContainText("с м²");
    await expect(page.locator(".agenda__item").nth(3)).toContainText("«за» должны проголосовать");
    await look(page, "meeting-12-agenda");
  });

  await test.step("a material is attached", async () => {
    await page.locator("#file").setInputFiles({ ...scan, name: "смета.html", buffer: Buffer.from("<html>") });
    await page.getByRole("button", { name: "Приложить" }).click();
    await expect(page.getByRole("alert")).toContainText("Нужен PDF");
    await page.locator("#file").setInputFiles({ ...scan, name: "смета.pdf" });
    await page.getByRole("button", { name: "Приложить" }).click();
    await expect(page.getByRole("link", { name: "смета.pdf" })).toBeVisible();
    await look(page, "meeting-12-material");
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

/** The reader's own browser recounts the record, and sees what was changed in it. */
async function recount(page: Page): Promise<void> {
  const meeting = page.url();
  await page.getByRole("link", { name: "Пересчитать самому" }).click();
  await expect(page.getByText("domovoy verify")).toBeVisible();
  if (!withScripts()) {
    await look(page, "meeting-16-recount");
    return void (await page.goto(meeting));
  }
  const check = page.locator("record-check");
  await page.getByRole("button", { name: "Пересчитать" }).click();
  await expect(check).toHaveAttribute("data-said", "good", { timeout: 30_000 });
  await expect(check.locator("output")).toContainText("Всё сходится");
  await expect(check.locator(".verdict").first()).toHaveText("Принято");
  await look(page, "meeting-16-recount");
  const record = await (await page.request.get(`${meeting}/record.jsonl`)).body();
  const lines = record.toString("utf8").split("\n");
  const dropped = [...lines.slice(0, -6), ...lines.slice(-5)].join("\n");
  const swapped = record.toString("utf8").replace('"for"', '"against"');
  for (const changed of [dropped, swapped, `${record}{}\n`, "что угодно"]) {
    const file = { name: "record.jsonl", mimeType: "application/jsonl", buffer: Buffer.from(changed) };
    await page.locator("#record").setInputFiles(file);
    await page.getByRole("button", { name: "Пересчитать" }).click();
    await expect(check).toHaveAttribute("data-said", "bad");
    await expect(check.locator("output")).toContainText(/Не сходится: строка \d+, байт \d+|Это не запись/);
  }
  await look(page, "meeting-17-tampered");
  await page.goto(meeting);
}

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
