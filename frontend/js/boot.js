// The script of every page: pages change without a reload (Turbo), islands come alive when WASM is here.
//
// Everything works without it, so whatever fails here leaves the page as the server sent it.

import { config } from "@hotwired/turbo";

// Turbo's own progress bar wants inline styles, which our content policy forbids. It sets aria-busy on
// <html> and on forms instead; base styles show that after 300 ms. The delay is the longest a timer has.
config.drive.progressBarDelay = 2 ** 31 - 1;

const root = document.documentElement;
let code = null;
let failed = false;
let arrived = false;
let queue = Promise.resolve();

/** The content of a meta element: addresses carry a hash, so only the server knows them. */
const told = (name) => document.head.querySelector(`meta[name="${name}"]`)?.content;

/** Waits until the browser has nothing better to do, two seconds at most. */
const idle = () =>
  new Promise((resolve) => {
    if ("requestIdleCallback" in window) requestIdleCallback(resolve, { timeout: 2000 });
    else setTimeout(resolve, 1);
  });

/** Loads the glue and the WASM, once per document. */
async function load() {
  await idle();
  const islands = await import(told("domovoy-glue"));
  await islands.default({ module_or_path: told("domovoy-wasm") });
  islands.hydrate();
  return islands;
}

/**
 * Hydrates islands in the order of the document, as leptos' own `island_script.js` does: an island
 * inside the children of another one is hydrated with that one's context, through `$$on_hydrate`.
 */
async function hydrate(element, islands, context) {
  let inside = context;
  if (element.localName === "leptos-island") {
    if (!("hydrated" in element.dataset)) {
      element.dataset.hydrated = "";
      context?.();
      const start = islands[element.dataset.component];
      if (start) await start(element);
      else console.warn(`There is no island ${element.dataset.component}.`);
    }
  } else if (element.localName === "leptos-children") {
    inside = element.$$on_hydrate;
  }
  for (const child of [...element.children]) await hydrate(child, islands, inside);
}

/** Brings the page's islands to life; says so in `data-islands` on <html>, which tests wait for. */
async function wake() {
  if (failed) return;
  try {
    if (document.body.querySelector("leptos-island:not([data-hydrated])")) {
      code ??= load();
      await hydrate(document.body, await code);
    }
    root.dataset.islands = "ready";
  } catch (error) {
    failed = true;
    root.dataset.islands = "failed";
    console.warn("The page works without its interactive parts, which could not start:", error);
  }
}

/** After a page has come by Turbo, the keyboard and the screen reader go where its news is. */
function moveFocus() {
  const news = document.querySelector("[data-focus]") ?? document.querySelector(".error-summary");
  const heading = arrived && document.activeElement === document.body && document.querySelector("main h1");
  const goal = news ?? heading;
  arrived = false;
  if (!goal) return;
  if (!goal.matches("a[href], button, input, select, textarea, [tabindex]")) goal.tabIndex = -1;
  goal.focus({ preventScroll: goal === heading });
}

// What a search box offers comes with its script, once somebody is about to type.
document.addEventListener("focusin", ({ target }) => {
  if (target.matches("input[data-offers-name]")) import(told("domovoy-offers")).then(({ offer }) => offer(target)).catch(() => undefined);
});

/** A map's script is large: it comes when a map is about to be seen. */
const seen = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    seen.unobserve(target);
    import(target.dataset.script).catch((error) => console.warn("The map's script did not come:", error));
  }
}, { rootMargin: "200px" });

const offline = () => import(told("domovoy-offline"));

// Before the session ends, what waits on this device is sent: from the first moment the page is there.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches('form[action="/sign-out"], form[action$="/sessions/everywhere"]') || form.dataset.clean) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  offline().then(({ leave }) => leave(form)).catch(() => form.submit());
}, true);

function shown() {
  moveFocus();
  document.querySelectorAll("house-map, live-tally, record-check").forEach((map) => seen.observe(map));
  const nearest = document.querySelector("[data-near-search]");
  if (nearest) import(told("domovoy-offers")).then(({ near }) => near(nearest)).catch(() => undefined);
  queue = queue.then(wake);
  queue.then(idle).then(offline).then(({ start }) => start()).catch(() => undefined);
}

document.addEventListener("turbo:visit", ({ detail }) => {
  arrived = detail.action === "advance";
  delete root.dataset.islands;
});
document.addEventListener("turbo:before-render", () => delete root.dataset.islands);
// `load` comes first with the document itself and again after each visit; a refused form only renders.
document.addEventListener("turbo:render", shown);
document.addEventListener("turbo:load", shown);
