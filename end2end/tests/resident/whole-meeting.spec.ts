// One whole meeting by six people: a draft, what it lacks, the inspectorate's check, publication; votes in
// the system, on paper, by a power of attorney, one twice; the end, the protocol. On PostgreSQL two server
// processes serve one town, and the screens that watch are at different ones. Weeks pass by the servers' clock.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { output } from "../../playwright.config";
import { type Town, town } from "../../server";
import { expect, look, test, withScripts } from "../support";
import { type Seat, mark, scan, seat, signIn, typed, verify } from "./people";

const agenda = [
  "Выбрать администратора общего собрания",
  "Порядок приёма решений и сообщений о собрании",
  "Провести текущий ремонт подъездов",
];
const day = 86_400_000;

test.use({ actionTimeout: 15_000 });

let place: Town;
test.beforeAll(async () => void (place = await town("whole_meeting")));
test.afterAll(async () => place.end());

test("a whole meeting", async ({ browser }) => {
  test.setTimeout(400_000);
  const [first, second] = place.urls;
  const [opens, closes] = [Date.now() + 25 * day, Date.now() + 40 * day];
  let ahead = 0;
  const clock = () => Date.now() + ahead * 1000;
  /** The servers' clock is set to an instant. */
  const until = async (instant: number) => {
    ahead = Math.ceil((instant - Date.now()) / 1000);
    await place.ahead(ahead);
  };
  /** Somebody signed in, at one of the servers. */
  const seated = async (who: string, url: string, back: string): Promise<Seat> => {
    const own = await seat(browser, url);
    await signIn(own.page, who, back);
    return own;
  };

  let [house, meeting, uin] = ["", "", ""];
  await test.step("a clerk whom the operator appoints loads what is known of Yegor's flat: half of it", async () => {
    const yegor = await seated("egor", first, "/cabinet");
    await yegor.page.getByRole("link", { name: /Идёт голосование/ }).click();
    const weight = await yegor.page.getByText(/^кв. \d+:/).first().innerText();
    const [flat = "", area = ""] = weight.match(/кв\. \d+|[\d,]+(?=\sм²)/g) ?? [];
    await yegor.page.getByRole("link", { name: "Общие собрания" }).click();
    await expect(yegor.page.getByRole("heading", { level: 1, name: "Общие собрания" })).toBeVisible();
    house = new URL(yegor.page.url()).pathname.split("/")[2] ?? "";
    await yegor.page.locator(`a[href='/houses/${house}']`).first().click();
    const manager = await yegor.page.locator("main a[href^='/organisations/']").first().getAttribute("href");
    await yegor.leave();
    place.run("staff", "appoint", "--subject", "gleb", "--organisation", manager?.split("/")[2] ?? "");
    const clerk = await seated("gleb", second, `/desk/registers/${house}`);
    const { page } = clerk;
    const lines = ["Номер;Площадь;Собственник;Доля", `${flat};${area};Лапин Егор Николаевич;1/2`, `${flat};;не установлен;1/2`];
    const buffer = Buffer.from(lines.join("\r\n"));
    await page.locator("#file").setInputFiles({ name: "реестр.csv", mimeType: "text/csv", buffer });
    await page.getByRole("button", { name: "Проверить файл" }).click();
    await expect(page.getByText("Собственник не установлен")).toBeVisible();
    await look(page, "whole-00-register");
    await page.getByRole("button", { name: "Загрузить", exact: true }).click();
    await expect(page.getByRole("status")).toContainText("Реестр загружен");
    await clerk.leave();
  });

  await test.step("Boris writes the message; the register lacks an heir, so the inspectorate is asked", async () => {
    const boris = await seated("boris", first, "/cabinet");
    const { page } = boris;
    await page.getByRole("link", { name: /Идёт голосование/ }).click();
    await page.getByRole("link", { name: "Общие собрания" }).click();
    await expect(page.getByRole("button", { name: "Составить сообщение о собрании" })).toBeVisible();
    await page.getByRole("button", { name: "Составить сообщение о собрании" }).click();
    const publish = page.getByRole("button", { name: "Разместить" });
    await publish.click();
    await expect(page.getByRole("alert")).toContainText("В повестке нет вопросов");
    await expect(page.locator(".tasks__item", { hasText: "Повестка" })).toContainText("не хватает");
    await look(page, "whole-01-lacks");
    for (const text of agenda) {
      await page.locator("#text").fill(text);
      await page.getByRole("button", { name: "Добавить вопрос" }).click();
      await expect(page.locator(".agenda__item", { hasText: text })).toBeVisible();
    }
    await page.locator("#contacts").fill("8 (817) 555-01-17, почтовый ящик у первого подъезда");
    await page.locator("input[name=live]").check();
    await page.locator("#opens").fill(typed(opens));
    await page.locator("#closes").fill(typed(closes));
    await page.getByRole("button", { name: "Сохранить сообщение" }).click();
    await expect(page.getByText("Сроки по закону").first()).toBeVisible();
    await publish.click();
    await expect(page.getByRole("alert")).toContainText("не составляют целое");
    await expect(page.getByRole("heading", { name: "Данных не хватает: спросите ГЖИ" })).toBeVisible();
    await page.locator("#explained").fill("Наследник второй половины квартиры ещё не вступил в права");
    await look(page, "whole-02-appeal");
    await page.getByRole("button", { name: "Отправить на проверку" }).click();
    await expect(page.getByText("Сообщение на проверке в ГЖИ")).toBeVisible();
    await look(page, "whole-03-checked");
    meeting = new URL(page.url()).pathname;
    await boris.leave();
  });

  await test.step("the inspector checks it at the other server", async () => {
    const inspector = await seated("gzhi", second, "/desk/inspection");
    const { page } = inspector;
    await expect(page.getByText("Наследник второй половины")).toBeVisible();
    await look(page, "whole-04-desk");
    await page.getByRole("button", { name: "Можно проводить" }).click();
    await expect(page.getByRole("alert")).toContainText("Укажите причину");
    await page.locator("#answer").fill("Собрание можно проводить: голоса неизвестного наследника входят в общее число");
    await page.getByRole("button", { name: "Можно проводить" }).click();
    await expect(page.getByText("Проверять нечего")).toBeVisible();
    await inspector.leave();
  });

  await test.step("Boris publishes it, and the owners are told", async () => {
    const boris = await seated("boris", first, meeting);
    await boris.page.getByRole("button", { name: "Разместить" }).click();
    await expect(boris.page.getByText("объявлено").first()).toBeVisible();
    uin = (await boris.page.getByRole("heading", { level: 1 }).innerText()).match(/\d+/)?.[0] ?? "";
    await look(boris.page, "whole-05-announced");
    await boris.leave();
    const darya = await seated("darya", second, "/cabinet");
    await expect(darya.page.getByText(/Собрание собственников помещений:/).first()).toBeVisible();
    await darya.leave();
  });

  await until(opens + 3_600_000);
  const boris = await seated("boris", first, meeting);
  const darya = await seated("darya", second, meeting);
  // Two screens that watch, each at a server of its own.
  const screens = [await seat(browser, first), await seat(browser, second)];
  for (const { page } of screens) {
    await page.goto(meeting);
    if (withScripts()) await page.locator("live-tally[data-live]").waitFor();
  }
  const counted = async (ballots: number) => {
    for (const { page } of screens) {
      if (!withScripts()) await page.reload();
      await expect(page.locator("[data-word=ballots]").first()).toHaveText(String(ballots));
    }
  };
  await counted(0);

  await test.step("two owners vote in the system, at two servers; both screens see it", async () => {
    for (const [{ page }, answer, ballots] of [[darya, "За", 1], [boris, "Против", 2]] as const) {
      await page.getByRole("link", { name: "Проголосовать" }).click();
      for (const question of [1, 2, 3]) await mark(page, question, answer);
      await page.getByRole("button", { name: "Отправить решение" }).click();
      await expect(page.getByRole("heading", { level: 1, name: "Квитанция о голосовании" })).toBeVisible();
      await counted(ballots);
    }
    writeFileSync(join(output, "receipt.jsonl"), await (await darya.page.request.get(`${meeting}/receipt.json`)).body());
    for (const [number, { page }] of screens.entries()) await look(page, `whole-06-live-${number + 1}`);
  });

  /** Boris enters a written decision. */
  const enter = async (share: string, answer: string) => {
    const { page } = boris;
    await page.goto(`${meeting}/papers`);
    await page.locator("#share").selectOption(share);
    await page.locator("#received").fill(typed(clock() - 120_000));
    for (const question of [1, 2, 3]) await mark(page, question, answer);
    await page.locator("#file").setInputFiles(scan);
    await page.getByRole("button", { name: "Внести решение" }).click();
    await expect(page.getByRole("status")).toContainText("ждёт сверки");
  };
  /** Darya reads the one that waits. */
  const read = async (answer: string, said: string) => {
    const { page } = darya;
    await page.goto(`${meeting}/papers`);
    await page.locator(".paper-row", { hasText: "ждёт сверки" }).getByRole("link").click();
    for (const question of [1, 2, 3]) await mark(page, question, answer);
    await page.getByRole("button", { name: "Готово" }).click();
    await expect(page.getByRole("status")).toContainText(said);
  };
  /** The value of the first share whose words fit. */
  const share = async (words: RegExp) => {
    const option = boris.page.locator("#share option", { hasText: words }).first();
    return (await option.getAttribute("value")) ?? "";
  };

  await test.step("a paper is entered at one server and read at the other", async () => {
    const { page } = boris;
    await page.goto(`${meeting}/papers`);
    const reader = page.locator("#reader option", { hasText: "Ковалёва" }).first();
    await page.locator("#reader").selectOption((await reader.getAttribute("value")) ?? "");
    await page.getByRole("button", { name: "Включить в комиссию" }).click();
    await expect(page.getByRole("status")).toContainText("Счётная комиссия дополнена");
    await enter(await share(/^(?!.*(уже голосовал|Ковалёва|Лапин|Волков|не установлен)).*\(1\)/), "Воздержался");
    await read("Воздержался", "решение учтено");
    await counted(3);
  });

  await test.step("Gleb votes for Yegor by a power of attorney", async () => {
    const yegor = await seated("egor", first, meeting);
    const flat = (await yegor.page.getByText(/^кв. \d+:/).first().innerText()).split(":")[0] ?? "";
    await yegor.leave();
    const gleb = await seated("gleb", second, `${meeting}/powers`);
    await gleb.page.locator("#premises").fill(flat);
    await gleb.page.locator("#owner").fill("Лапин Егор Николаевич");
    await gleb.page.locator("#document").fill("77 АА 1234567 от 01.02.2026, нотариус Иванова");
    await gleb.page.locator("#until").fill(typed(clock() + 30 * day).slice(0, 10));
    await gleb.page.locator("#file").setInputFiles(scan);
    await gleb.page.getByRole("button", { name: "Отправить администратору" }).click();
    await expect(gleb.page.getByText("ждёт администратора")).toBeVisible();
    await boris.page.goto(`${meeting}/powers`);
    await boris.page.getByRole("button", { name: "Принять", exact: true }).click();
    await expect(boris.page.getByText("принята", { exact: true })).toBeVisible();
    await gleb.page.reload();
    await gleb.page.getByRole("link", { name: "Проголосовать" }).click();
    for (const question of [1, 2, 3]) await mark(gleb.page, question, "За");
    await gleb.page.getByRole("button", { name: "Отправить решение" }).click();
    await expect(gleb.page.getByRole("heading", { level: 1, name: "Голосование по доверенности" })).toBeVisible();
    await look(gleb.page, "whole-07-proxy");
    await gleb.leave();
    await counted(4);
  });

  await test.step("Yegor's paper comes after: both are kept, the first counts", async () => {
    await boris.page.goto(`${meeting}/papers`);
    await enter(await share(/Лапин/), "Против");
    await read("Против", "уже учтено первое");
    await look(darya.page, "whole-08-conflict");
    await counted(4);
  });

  await test.step("Darya asks about a question, Boris answers, a remark is taken away with a reason", async () => {
    const { page } = darya;
    await page.goto(meeting);
    await page.getByRole("link", { name: "Вопрос 3", exact: true }).click();
    await expect(page.getByRole("heading", { name: "Пока никто не высказался" })).toBeVisible();
    await page.getByRole("button", { name: "Высказаться" }).click();
    await expect(page.getByRole("alert")).toContainText("Напишите, что вы хотите сказать");
    await page.locator("#remark").fill("Сколько подрядчиков прислали предложения?");
    await page.getByRole("button", { name: "Высказаться" }).click();
    await expect(page.getByText("Сколько подрядчиков")).toBeVisible();
    await boris.page.goto(page.url());
    await boris.page.locator("#remark").fill("Трое, сметы приложены");
    await boris.page.getByRole("button", { name: "Высказаться" }).click();
    await expect(boris.page.getByText("Трое, сметы приложены")).toBeVisible();
    await look(boris.page, "whole-08-talk");
    await boris.page.getByText("Убрать эту реплику").click();
    await boris.page.getByLabel("Причина").fill("Проверка");
    await boris.page.locator("details").getByRole("button", { name: "Убрать", exact: true }).click();
    await expect(boris.page.getByText("Убрано инициатором собрания: Проверка")).toBeVisible();
  });

  for (const own of [boris, darya, ...screens]) await own.leave();
  await until(closes + 30_000);

  await test.step("the end: a protocol within a minute, at both servers, for print and for the state", async () => {
    const owner = await seated("darya", second, "/cabinet");
    const { page } = owner;
    await expect(async () => {
      await page.reload();
      // The town has another meeting, and its protocol.
      await expect(page.getByText(`Протокол собрания № ${uin}`).first()).toBeVisible({ timeout: 1000 });
    }).toPass({ timeout: 60_000 });
    await page.goto(meeting);
    await expect(page.getByText("завершено").first()).toBeVisible();
    await look(page, "whole-09-over");
    await page.getByRole("link", { name: "Протокол собрания" }).click();
    await expect(page.getByText("Кворума нет, решение не принято").first()).toBeVisible();
    await look(page, "whole-10-protocol");
    const named = await page.request.get(`${meeting}/protocol.pdf`);
    expect(named.headers()["content-type"]).toBe("application/pdf");
    expect((await named.body()).subarray(0, 5).toString()).toBe("%PDF-");
    for (const request of ["protocol", "results"]) {
      const said = await (await page.request.get(`${meeting}/${request}.xml`)).text();
      expect(said).toContain("<MeetingEligibility>N</MeetingEligibility>");
    }
    const file = join(output, "whole-meeting.jsonl");
    const open = await seat(browser, first);
    writeFileSync(file, await (await open.page.request.get(`${meeting}/record.jsonl`)).body());
    const said = verify(file, "--receipt", join(output, "receipt.jsonl"));
    expect(said.said).toContain("Решения из квитанции стоят в журнале: 1");
    expect(said.said).toContain("решений учтено 4, не учтено 1");
    expect(said.status).toBe(0);
    const bare = await open.page.request.get(`${meeting}/protocol.pdf`);
    expect((await bare.body()).equals(await named.body()), "names are for owners").toBe(false);
    await open.leave();
    await owner.leave();
    const initiator = await seated("boris", first, `${meeting}/execution`);
    await expect(initiator.page.getByText("Исполнять нечего")).toBeVisible();
    const originals = initiator.page.locator("li.card", { hasText: "управляющей организации" });
    await originals.getByRole("link", { name: "Записать, что сделано" }).click();
    await initiator.page.locator("#responsible").fill("Инициатор");
    await initiator.page.locator("#done").fill(typed(clock()).slice(0, 10));
    await initiator.page.locator("#file").setInputFiles(scan);
    await initiator.page.getByRole("button", { name: "Записать", exact: true }).click();
    await expect(originals.getByText("Исполнено", { exact: true }).first()).toBeVisible();
    await expect(originals.getByRole("link", { name: "Подтверждение" })).toBeVisible();
    await look(initiator.page, "whole-10-execution");
    await initiator.leave();
    const inspector = await seated("gzhi", first, "/desk/inspection");
    await expect(inspector.page.getByRole("link", { name: "Протокол собрания" }).first()).toBeVisible();
    await look(inspector.page, "whole-11-kept");
    await inspector.leave();
  });
});
