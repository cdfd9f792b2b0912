// The rules say the same in the browser as on the server: one table of cases, both sides asked.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, withScripts } from "./support";

type Case = { name: string; change: object; usage: string[]; blocks: string[]; warnings: string[]; period: string };

const folder = process.env.E2E_IN_BROWSER ?? join(__dirname, "../../target/xtask/bindgen/in-browser");
const table = JSON.parse(readFileSync(join(__dirname, "../../domain/cases/reading.json"), "utf8")) as {
  question: object;
  cases: Case[];
};

test("the reading check answers every case alike on both sides", async ({ page }) => {
  test.skip(!withScripts(), "without scripts only the server is asked");
  // The module stands beside the site's own for this page only, under the same content policy.
  await page.route("**/in-browser/*", async (route) => {
    const name = new URL(route.request().url()).pathname.split("/").pop() ?? "";
    const contentType = name.endsWith(".wasm") ? "application/wasm" : "text/javascript";
    await route.fulfill({ body: readFileSync(join(folder, name)), contentType });
  });
  await page.goto("/");
  const questions = table.cases.map(({ change }) => JSON.stringify({ ...table.question, ...change }));
  const browser = await page.evaluate(async (questions) => {
    const address = "/in-browser/in_browser.js";
    const rules = await import(address);
    await rules.default({ module_or_path: "/in-browser/in_browser_bg.wasm" });
    return questions.map((question) => JSON.parse(rules.check_reading(question)));
  }, questions);
  for (const [place, { name, usage, blocks, warnings, period }] of table.cases.entries()) {
    expect.soft(browser[place], `the browser: ${name}`).toEqual({ usage, blocks, warnings, period });
    const answer = await page.request.post("/api/v1/calculations/reading", {
      headers: { "content-type": "application/json" },
      data: questions[place],
    });
    expect.soft(await answer.json(), `the server: ${name}`).toEqual(browser[place]);
  }
});
