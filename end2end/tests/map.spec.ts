// Houses on a map, and the same in words: by keyboard, without scripts, on our own host alone.
import type { Page } from "@playwright/test";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { alive, expect, look, test, withScripts } from "./support";

const binary = process.env.E2E_SERVER ?? join(__dirname, "../../target/debug/domovoy");

/** The map stands still and has drawn houses. */
async function drawn(page: Page): Promise<number> {
  const map = page.locator("house-map");
  await map.scrollIntoViewIfNeeded();
  await page.locator("house-map[data-map=idle]").waitFor({ timeout: 30_000 });
  return map.evaluate((element: any) => element.map.queryRenderedFeatures({ layers: ["groups", "houses"] }).length);
}

/** The words are those of the place the map shows. */
async function told(page: Page): Promise<void> {
  if (withScripts()) await page.locator("#map-words[complete]").waitFor();
}

const inSight = (page: Page) => page.locator(".map-words__count");

test("an organisation's houses are on a map and in a list", async ({ page }) => {
  await page.goto("/organisations?sort=-houses");
  await page.locator("main .row__name").first().click();
  await expect(page.getByRole("heading", { name: "Дома на карте" })).toBeVisible();
  if (withScripts()) expect(await drawn(page)).toBeGreaterThan(0);
  await look(page, "map-01-organisation");
  await page.getByRole("link", { name: "Крупнее, со списком" }).click();
  await expect(page).toHaveURL(/\/map\?organisation=\d+/);
  await expect(inSight(page)).toHaveText(/Здесь \d+ дом/);
  if (withScripts()) await drawn(page);
  await look(page, "map-02-words");
});

test("the words lead from a group to a house by keyboard alone", async ({ page }) => {
  await page.goto("/map");
  if (withScripts()) expect(await drawn(page)).toBeGreaterThan(0);
  const all = await inSight(page).textContent();
  await look(page, "map-03-all");
  for (let step = 0; step < 12; step++) {
    const group = page.locator(".map-words a[data-at].row__name").first();
    if ((await group.count()) === 0) break;
    const before = page.url();
    await group.focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => page.url()).not.toBe(before);
    await told(page);
    await alive(page);
  }
  await expect(inSight(page)).not.toHaveText(all ?? "");
  if (withScripts()) expect(await drawn(page)).toBeGreaterThan(0);
  await look(page, "map-04-near");
  const house = page.locator(".map-words a[href^='/houses/']").first();
  const address = (await house.textContent()) ?? "";
  await house.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(address);
  if (withScripts()) expect(await drawn(page)).toBeGreaterThan(0);
  await look(page, "map-05-house");
});

test("the map keeps to the registry's filter", async ({ page }) => {
  await page.goto("/houses?kind=detached");
  await page.getByRole("link", { name: "На карте", exact: true }).click();
  await expect(page).toHaveURL(/\/map\?kind=detached/);
  const few = Number((await inSight(page).textContent())?.replace(/\D/g, ""));
  await page.goto("/map");
  const all = Number((await inSight(page).textContent())?.replace(/\D/g, ""));
  expect(few).toBeGreaterThan(0);
  expect(few).toBeLessThan(all);
});

test("the registry of organisations has a map of their houses, which keeps to its filter", async ({ page }) => {
  await page.goto("/map");
  const all = Number((await inSight(page).textContent())?.replace(/\D/g, ""));
  await page.goto("/organisations?kind=association");
  await page.getByRole("link", { name: "На карте", exact: true }).click();
  await expect(page).toHaveURL(/\/map\?org_kind=association/);
  await expect(page.getByRole("heading", { level: 1, name: "Дома этих организаций на карте" })).toBeVisible();
  const few = Number((await inSight(page).textContent())?.replace(/\D/g, ""));
  expect(few).toBeGreaterThan(0);
  expect(few).toBeLessThan(all);
  if (withScripts()) expect(await drawn(page)).toBeGreaterThan(0);
  await look(page, "map-07-organisations");
  await page.getByRole("link", { name: "Списком", exact: true }).click();
  await expect(page).toHaveURL(/\/organisations\?kind=association/);
});

test("a pressed house says what it is, a deep link keeps its place", async ({ page }) => {
  test.skip(!withScripts(), "pressing the drawn map needs scripts");
  await page.goto("/map");
  await drawn(page);
  await page.locator("house-map").evaluate((element: any) => {
    const [first] = element.map.querySourceFeatures("houses", { sourceLayer: "houses" });
    element.map.jumpTo({ center: first.geometry.coordinates, zoom: 16.4 });
  });
  await drawn(page);
  await expect(page).toHaveURL(/at=16\//);
  const at = await page.locator("house-map").evaluate((element: any) => {
    const box = element.map.getCanvas().getBoundingClientRect();
    const inside = (point: { x: number; y: number }) =>
      20 < point.x && point.x < box.width - 80 && 20 < point.y && point.y < box.height - 20;
    const houses = element.map.queryRenderedFeatures({ layers: ["houses"] });
    const [point] = houses.map((house: any) => element.map.project(house.geometry.coordinates)).filter(inside);
    return { x: box.x + point.x, y: box.y + point.y };
  });
  await page.mouse.click(at.x, at.y);
  await expect(page.locator("#map-card .row__name")).toBeVisible();
  await look(page, "map-06-card");
  const before = await inSight(page).textContent();
  await page.reload();
  await drawn(page);
  await expect(inSight(page)).toHaveText(before ?? "");
});

test("a reader that is not ours finds every house once at every zoom", async ({ page, baseURL }) => {
  test.skip(test.info().project.name !== "js-1280", "the server alone is asked, once");
  await page.goto("/map");
  const all = Number((await inSight(page).textContent())?.replace(/\D/g, ""));
  const { audit } = await import("../tools/tiles.mjs");
  for (const { zoom, houses, ids, faults } of await audit(baseURL)) {
    expect({ zoom, houses, faults }).toEqual({ zoom, houses: all, faults: [] });
    if (15 <= zoom) expect(ids.size).toBe(all);
  }

  await test.step("after an import by another process, within five seconds, the same is true of more houses", async () => {
    const folder = mkdtempSync(join(tmpdir(), "domovoy-map-"));
    const file = join(folder, "houses.csv");
    const rows = [1, 2, 3].map((number) => house(number, 59.2 + number / 1e5, 39.9));
    writeFileSync(file, [COLUMNS.join(","), ...rows].join("\n"));
    const { status, stderr } = spawnSync(binary, ["import", "houses", file], {
      env: { ...process.env, DATABASE_URL: process.env.E2E_DATABASE }, encoding: "utf8",
    });
    expect(status, stderr).toBe(0);
    rmSync(folder, { recursive: true });
    const whole = async () => (await audit(baseURL, "", 0))[0].houses;
    await expect.poll(whole, { timeout: 5_000 }).toBe(all + 3);
    for (const { zoom, houses, ids, faults } of await audit(baseURL)) {
      expect({ zoom, houses, faults }).toEqual({ zoom, houses: all + 3, faults: [] });
      if (15 <= zoom) expect(ids.size).toBe(all + 3);
    }
  });
});

/** The columns of a snapshot of «Реформа ЖКХ». */
const COLUMNS = ("LAT,LON,HOUSE_ID,ADDRESS,YEAR,LASTUPDATE,SERVICEDATE_START,SERIE,HOUSE_TYPE,CAPFOND,MGMT_COMPANY," +
  "MGMT_COMPANY_LINK,AVAR,LEVELS_MAX,LEVELS_MIN,DOORS,ROOM_COUNT,ROOM_COUNT_LIVE,ROOM_COUNT_NONLIVE,AREA,AREA_LIVE," +
  "AREA_NONLIVE,AREA_GEN,AREA_LAND,AREA_PARK,CADNO,ENERGY_CLASS,BLAG_PLAYGROUND,BLAG_SPORT,BLAG_OTHER,OTHER").split(",");

function house(number: number, lat: number, lon: number): string {
  const known: Record<string, string> = {
    LAT: String(lat), LON: String(lon), HOUSE_ID: String(8_000_000 + number),
    ADDRESS: `"обл. Вологодская, г. Вологда, ул. Проверочная, д. ${number}"`,
  };
  return COLUMNS.map((name) => known[name] ?? "Не заполнено").join(",");
}
