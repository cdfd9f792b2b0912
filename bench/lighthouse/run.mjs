// Pages as a slow phone gets them: each page five times in rotated order, the median told. Serve a release
// first: DOMOVOY_DEMO=1 or any data, then `npm start -- http://127.0.0.1:3000`. See README.md.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const base = process.argv[2] ?? "http://127.0.0.1:3000";
const rounds = Number(process.argv[3] ?? 5);
const chrome = await launch({
  chromePath: process.env.CHROME_PATH ?? "/usr/bin/chromium",
  chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu"],
});

/** One page of a kind, found as a visitor finds it. */
async function first(list, pattern) {
  const [found] = (await (await fetch(`${base}${list}`)).text()).match(pattern) ?? [];
  if (!found) throw new Error(`${list} names none`);
  return found;
}

/** Signs in to the demo provider as a resident, by forms alone; the session's cookie. */
async function resident() {
  const jar = new Map();
  const keep = (answer) => answer.headers.getSetCookie().forEach((line) => {
    const [pair] = line.split(";");
    jar.set(pair.slice(0, pair.indexOf("=")), pair);
  });
  const ask = async (address, options = {}) => {
    let url = new URL(address, base);
    let answer = await fetch(url, { redirect: "manual", ...options, headers: { cookie: [...jar.values()].join("; "), origin: base, ...options.headers } });
    keep(answer);
    while (answer.headers.get("location")) {
      url = new URL(answer.headers.get("location"), url);
      answer = await fetch(url, { redirect: "manual", headers: { cookie: [...jar.values()].join("; ") } });
      keep(answer);
    }
    return { url, text: await answer.text() };
  };
  const { url, text } = await ask("/login?back=/cabinet/meters");
  const at = text.indexOf('value="boris"');
  const form = text.slice(text.lastIndexOf("<form", at), text.indexOf("</form>", at));
  const of = (tag, name) => tag.match(new RegExp(`${name}="([^"]*)"`))?.[1].replaceAll("&amp;", "&") ?? "";
  const hidden = [...form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([input]) => [of(input, "name"), of(input, "value")]);
  const button = of(form.match(/<button[^>]*value="boris"[^>]*>/)[0], "name");
  const action = of(form, "action") || url.pathname;
  const body = new URLSearchParams([...hidden, [button, "boris"]]);
  const end = await ask(new URL(action, url), { method: "POST", body });
  if (!end.url.pathname.startsWith("/cabinet")) throw new Error(`not signed in: ${end.url}`);
  return [...jar.values()].join("; ");
}

const cookie = await resident();
const pages = [
  { name: "home", path: "/", least: 98 },
  { name: "registry", path: "/houses", least: 98 },
  { name: "house", path: await first("/houses", /\/houses\/\d+/), least: 98 },
  { name: "meters", path: "/cabinet/meters", least: 95, cookie },
];
const said = new Map(pages.map(({ name }) => [name, []]));
for (let round = 0; round < rounds; round++) {
  for (let at = 0; at < pages.length; at++) {
    const { name, path, cookie } = pages[(at + round) % pages.length];
    const extraHeaders = cookie ? { Cookie: cookie } : {};
    const { lhr } = await lighthouse(`${base}${path}`, { port: chrome.port, onlyCategories: ["performance"], extraHeaders, logLevel: "error" });
    const ms = (audit) => Math.round(lhr.audits[audit].numericValue);
    said.get(name).push({
      score: Math.round(lhr.categories.performance.score * 100), address: lhr.finalDisplayedUrl,
      fcp: ms("first-contentful-paint"), lcp: ms("largest-contentful-paint"), tbt: ms("total-blocking-time"),
      cls: Number(lhr.audits["cumulative-layout-shift"].numericValue.toFixed(3)), bytes: ms("total-byte-weight"),
    });
  }
}
chrome.kill();

const middle = (values) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];
let missed = 0;
for (const { name, least } of pages) {
  const runs = said.get(name);
  const of = (key) => middle(runs.map((run) => run[key]));
  const scores = runs.map(({ score }) => score).join(" ");
  console.log(`${name}: ${of("score")} (${scores}), FCP ${of("fcp")} ms, LCP ${of("lcp")} ms, TBT ${of("tbt")} ms, CLS ${of("cls")}, ${Math.round(of("bytes") / 1024)} KiB, ${new URL(runs[0].address).pathname}`);
  if (of("score") < least) missed += 1;
}
process.exit(missed ? 1 : 0);
