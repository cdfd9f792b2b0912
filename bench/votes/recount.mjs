// The browser's own recount of a record, in node: the same module, the same engine.
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [site, file] = process.argv.slice(2);
const built = JSON.parse(readFileSync(join(site, "manifest.json"), "utf8"));
const at = (name) => resolve(site, built[name]);
const glue = await import(`data:text/javascript,${encodeURIComponent(readFileSync(at("recount-glue.js"), "utf8"))}`)
  .catch(() => import(pathToFileURL(at("recount-glue.js")).href));
glue.initSync({ module: readFileSync(at("recount.wasm")) });
const record = readFileSync(file);
const times = [];
for (let round = 0; round < 3; round++) {
  const begun = performance.now();
  const said = JSON.parse(glue.recount(record, ""));
  times.push(performance.now() - begun);
  if (!said.good) throw new Error(JSON.stringify(said));
}
console.log(`recount in WASM: ${times.map((time) => time.toFixed(0)).join(", ")} ms; goal 2000 ms`);
