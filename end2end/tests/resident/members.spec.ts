// A cooperative's meeting: its register of members is loaded, members vote a vote each, and until the end
// nobody is told how. Weeks pass by the server's clock.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { output } from "../../playwright.config";
import { type Town, town } from "../../server";
import { expect, look, test, withScripts } from "../support";
import { mark, protocolOf, seat, signIn, typed } from "./people";

const day = 86_400_000;

test.use({ actionTimeout: 15_000 });

let place: Town;
test.beforeAll(async () => void (place = await town("members")));
test.afterAll(async () => place.end());

test("members of a cooperative decide, sealed until the end", async ({ browser }) => {
  test.setTimeout(200_000);
  const url = place.urls[0];
  const [opens, closes] = [Date.now() + 20 * day, Date.now() + 30 * day];
  const gleb = await seat(browser, url);
  const watcher = await seat(browser, url);
  /** The server's clock is set to an instant, while nobody waits for the server. */
  const until = async (instant: number) => {
    for (const { page } of [gleb, watcher]) await page.goto("about:blank");
    await place.ahead(Math.ceil((instant - Date.now()) / 1000));
  };
  await signIn(gleb.page, "gleb", "/cabinet");
  const flat = (await gleb.page.getByText(/кв\. \d+/).first().innerText()).match(/кв\. \d+/)?.[0] ?? "";
  await gleb.page.goto("/search?q=Ткацкая 4");
  await expect(gleb.page.getByRole("heading", { level: 1, name: /Ткацкая, д. 4/ })).toBeVisible();
  const house = new URL(gleb.page.url()).pathname.split("/")[2] ?? "";

  await test.step("the board loads the register of members", async () => {
    const board = await seat(browser, url);
    const { page } = board;
    await signIn(page, "uo", "/cabinet");
    await page.goto(`/desk/registers/${house}`);
    await page.getByRole("link", { name: "Загрузить реестр членов" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Реестр членов" })).toBeVisible();
    const check = async (lines: string[]) => {
      const buffer = Buffer.from(["№ члена;ФИО;Помещение", ...lines].join("\r\n"));
      await page.locator("#file").setInputFiles({ name: "члены.csv", mimeType: "text/csv", buffer });
      await page.getByRole("button", { name: "Проверить файл" }).click();
    };
    await check([`один;Соболев Глеб Андреевич;${flat}`, "2;Кто-то Другой;кв. 9999"]);
    await expect(page.getByText("Это не номер члена: «один»")).toBeVisible();
    await expect(page.getByText("В доме нет помещения «кв. 9999»")).toBeVisible();
    await look(page, "members-01-faults");
    await page.getByRole("link", { name: "Выбрать другой файл" }).click();
    await check([`1;Соболев Глеб Андреевич;${flat}`, `2;Пайщик Без Собственности;${flat}`, `1;Соболев Глеб Андреевич;${flat}`]);
    await expect(page.getByText("Не собственники того, что названо")).toContainText("№ 2 Пайщик Без Собственности");
    await look(page, "members-02-plan");
    await page.getByRole("button", { name: "Загрузить реестр членов" }).click();
    await expect(page.getByText("2 члена").first()).toBeVisible();
    await look(page, "members-03-loaded");
    await board.leave();
  });

  let meeting = "";
  await test.step("Gleb writes the message of a members' meeting", async () => {
    const { page } = gleb;
    await page.goto(`/houses/${house}/meetings`);
    await page.getByRole("button", { name: "Составить сообщение о собрании" }).click();
    await page.locator("#body").selectOption("cooperative");
    await page.locator("#contacts").fill("8 (817) 555-01-18");
    await page.locator("#opens").fill(typed(opens));
    await page.locator("#closes").fill(typed(closes));
    await page.locator("input[name=live]").uncheck();
    await page.getByRole("button", { name: "Сохранить сообщение" }).click();
    await expect(page.locator(".tasks__item", { hasText: "Общая информация" })).toContainText("ст. 135 ч. 2.1, 113 ч. 1.1");
    await look(page, "members-04-lacks");
    await page.locator("#charter").fill("п. 5.2 устава");
    await page.locator("#chair").fill("Соболев Глеб Андреевич");
    await page.getByRole("button", { name: "Сохранить сообщение" }).click();
    await expect(page.locator(".tasks__item", { hasText: "Общая информация" })).toContainText("готово");
    for (const [text, kind] of [["Принять отчёт правления", ""], ["Продать гараж кооператива", "117-charter"]] as const) {
      await page.locator("#text").fill(text);
      await page.locator("#kind").selectOption(kind);
      await page.getByRole("button", { name: "Добавить вопрос" }).click();
      await expect(page.locator(".agenda__item", { hasText: text })).toBeVisible();
    }
    await expect(page.locator(".agenda__item").last()).toContainText("больше трёх четвертей голосов участников");
    await look(page, "members-05-draft");
    await page.getByRole("button", { name: "Разместить" }).click();
    await expect(page.getByText("объявлено").first()).toBeVisible();
    meeting = new URL(page.url()).pathname;
  });

  await until(opens + 3_600_000);
  await test.step("Gleb votes; whoever watches sees the turnout and no answers", async () => {
    await signIn(gleb.page, "gleb", meeting);
    await expect(gleb.page.getByText("Один член кооператива — один голос")).toBeVisible();
    await watcher.page.goto(meeting);
    if (withScripts()) await watcher.page.locator("live-tally[data-live]").waitFor();
    await gleb.page.getByRole("link", { name: "Проголосовать" }).click();
    for (const question of [1, 2]) await mark(gleb.page, question, "За");
    await gleb.page.getByRole("button", { name: "Отправить решение" }).click();
    await expect(gleb.page.getByRole("heading", { level: 1, name: "Квитанция о голосовании" })).toBeVisible();
    if (!withScripts()) await watcher.page.reload();
    await expect(watcher.page.locator("[data-word=turnout]")).toHaveText("50,00\u00a0%");
    await expect(watcher.page.getByText("По вариантам итоги откроются после окончания голосования.")).toBeVisible();
    await expect(watcher.page.locator(".tally__row")).toHaveCount(0);
    // By no door an answer leaves early.
    const words = await watcher.page.request.get(`${meeting}/record.jsonl`).then((response) => response.text());
    expect(words).not.toContain('"answers":{');
    const told = await watcher.page.request.get(meeting).then((response) => response.text());
    expect(told).not.toMatch(/data-word="?\d+-for/);
    const stream = await fetch(new URL(`${meeting}/live`, url)).then(async (response) => {
      const chunk = await response.body?.getReader().read();
      return new TextDecoder().decode(chunk?.value);
    });
    expect(stream).toContain("turnout");
    expect(stream).not.toContain("-for");
    await look(watcher.page, "members-06-sealed");
  });

  await until(closes + 3_600_000);
  await test.step("the end opens the answers: there was no quorum of two members", async () => {
    await watcher.page.goto(meeting);
    await expect(watcher.page.getByText("Кворума нет, решение не принято").first()).toBeVisible();
    await expect(watcher.page.locator("[data-word='1-for']")).toHaveText("1 — 50,00\u00a0%");
    await look(watcher.page, "members-07-over");
    writeFileSync(join(output, "members-protocol.pdf"), await protocolOf(watcher.page, meeting));
    await expect(watcher.page.getByText("Собрание членов кооператива").first()).toBeVisible();
    await look(watcher.page, "members-08-protocol");
    await watcher.leave();
    await gleb.leave();
  });
});
