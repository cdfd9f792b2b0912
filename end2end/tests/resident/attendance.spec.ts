// A meeting at a place, called by the municipality: the register is asked for, the list is signed at the door,
// who came makes the quorum. Weeks pass by the server's clock.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { output } from "../../playwright.config";
import { type Town, town } from "../../server";
import { expect, look, test, withScripts } from "../support";
import { protocolOf, scan, seat, signIn, typed, verify } from "./people";

const [hour, day] = [3_600_000, 86_400_000];

test.use({ actionTimeout: 15_000 });

let place: Town;
test.beforeAll(async () => void (place = await town("attendance")));
test.afterAll(async () => place.end());

test("the municipality calls a meeting in the yard", async ({ browser }) => {
  test.setTimeout(200_000);
  const url = place.urls[0];
  const [opens, closes] = [Date.now() + 20 * day, Date.now() + 20 * day + 3 * hour];
  const hall = await seat(browser, url);
  const { page } = hall;
  const until = async (instant: number) => {
    await page.goto("about:blank");
    await place.ahead(Math.ceil((instant - Date.now()) / 1000));
  };
  let [house, meeting] = ["", ""];

  await test.step("the message: by which right, with whose register", async () => {
    await signIn(page, "oms", "/cabinet");
    await page.goto("/search?q=Ткацкая 4");
    await expect(page.getByRole("heading", { level: 1, name: /Ткацкая, д. 4/ })).toBeVisible();
    house = new URL(page.url()).pathname.split("/")[2] ?? "";
    await page.goto(`/houses/${house}/meetings`);
    await page.getByRole("button", { name: "Составить сообщение о собрании" }).click();
    await expect(page.getByText("ст. 161.1 ч. 2, ст. 200 ч. 4")).toBeVisible();
    await page.getByRole("button", { name: "Запросить реестр собственников" }).click();
    await expect(page.getByText("Реестр собственников запрошен")).toBeVisible();
    await page.locator("#form").selectOption("in_person");
    await page.locator("#place").fill("Двор дома, у второго подъезда");
    await page.locator("#contacts").fill("8 (817) 555-01-19, администрация города");
    await page.locator("#opens").fill(typed(opens));
    await page.locator("#closes").fill(typed(closes));
    await page.getByRole("button", { name: "Сохранить сообщение" }).click();
    await expect(page.locator(".tasks__item", { hasText: "Общая информация" })).toContainText("готово");
    await page.locator("#text").fill("Избрать совет многоквартирного дома");
    await page.getByRole("button", { name: "Добавить вопрос" }).click();
    await expect(page.locator(".agenda__item")).toHaveCount(1);
    await look(page, "attendance-01-draft");
  });

  await test.step("the managing organisation is told by when", async () => {
    const clerk = await seat(browser, url);
    await signIn(clerk.page, "uo", "/cabinet");
    await clerk.page.goto(`/desk/registers/${house}`);
    await expect(clerk.page.getByText("Инициатор собрания просит реестр собственников")).toBeVisible();
    await look(clerk.page, "attendance-02-wanted");
    await clerk.leave();
  });

  await test.step("the list for the door is printed before the meeting", async () => {
    await page.getByRole("button", { name: "Разместить" }).click();
    await expect(page.getByText("объявлено").first()).toBeVisible();
    meeting = new URL(page.url()).pathname;
    await page.getByRole("link", { name: "Список присутствующих" }).click();
    await expect(page.getByText("Отметить пришедших можно с начала собрания")).toBeVisible();
    await look(page, "attendance-03-early");
    const sheet = await page.request.get(`${meeting}/attendance.pdf`);
    expect([sheet.status(), (await sheet.body()).subarray(0, 4).toString()]).toEqual([200, "%PDF"]);
    writeFileSync(join(output, "attendance-door.pdf"), await sheet.body());
  });

  await until(opens + hour);
  await test.step("who came is marked, with the scan of the list", async () => {
    await signIn(page, "oms", `${meeting}/attendance`);
    const boxes = page.locator("input[name=present]");
    const count = await boxes.count();
    for (let place = 0; place < count; place += 2) await boxes.nth(place).check();
    await page.getByRole("button", { name: "Внести список" }).click();
    await expect(page.getByRole("alert")).toContainText("Выберите файл");
    await expect(boxes.nth(2)).toBeChecked();
    await expect(boxes.nth(1)).not.toBeChecked();
    await page.locator("#file").setInputFiles(scan);
    await page.getByRole("button", { name: "Внести список" }).click();
    await expect(page.getByRole("status")).toContainText("Список внесён");
    await expect(page.getByText("Их голоса")).toBeVisible();
    // Another list says why, and both stay.
    await boxes.nth(0).uncheck();
    await page.locator("#file").setInputFiles(scan);
    await page.getByRole("button", { name: "Внести список" }).click();
    await expect(page.getByRole("alert")).toContainText("Укажите причину");
    await expect(boxes.nth(0)).not.toBeChecked();
    await boxes.nth(0).check();
    await page.locator("#reason").fill("Загружен скан со второй страницей");
    await page.locator("#file").setInputFiles(scan);
    await page.getByRole("button", { name: "Внести список" }).click();
    await expect(page.getByRole("status")).toContainText("Список внесён");
    await expect(page.getByRole("link", { name: "Скан подписанного списка" })).toHaveCount(2);
    await look(page, "attendance-04-entered");
    await page.goto(meeting);
    await look(page, "attendance-05-meeting");
  });

  await until(closes + hour);
  await test.step("counted, the list is in the record and in the protocol", async () => {
    await page.goto(`${meeting}/papers`);
    await page.getByRole("button", { name: "Подвести итоги" }).click();
    await expect(page.getByText("завершено").first()).toBeVisible();
    await look(page, "attendance-06-over");
    const record = await page.request.get(`${meeting}/record.jsonl`).then((response) => response.text());
    expect(record).toContain('"act":"present"');
    const folder = mkdtempSync(join(tmpdir(), "attendance-"));
    const [good, bad] = [join(folder, "good.jsonl"), join(folder, "bad.jsonl")];
    writeFileSync(good, record);
    writeFileSync(bad, record.replace('"act":"present"', '"act":"absent"'));
    expect(verify(good).status).toBe(0);
    expect(verify(bad).status).toBe(1);
    rmSync(folder, { recursive: true });
    if (withScripts()) {
      await page.goto(`${meeting}/check`);
      await page.getByRole("button", { name: "Пересчитать" }).click();
      await expect(page.locator("record-check")).toHaveAttribute("data-said", "good", { timeout: 30_000 });
    }
    writeFileSync(join(output, "attendance-protocol.pdf"), await protocolOf(page, meeting));
    await look(page, "attendance-07-protocol");
    await hall.leave();
  });
});
