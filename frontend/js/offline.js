// The page's side of working without a network: remembers meters, shows what waits, sends it when it can,
// and leaves nothing behind when somebody signs out.

import { deliver, drop, forget, listen, put, remember, remembered, unsent, waiting } from "./outbox.js";

const words = () => JSON.parse(document.head.querySelector('meta[name="domovoy-words"]')?.content ?? "{}");
const said = (text, parts = {}) => text.replace(/\{(\w+)\}/g, (_, name) => parts[name] ?? "");
const make = (tag, more = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), more);
  element.append(...children);
  return element;
};

/** Delivers, and shows what became of it. */
async function settle() {
  await show(await deliver().catch(() => 0));
}

/** Nobody is signed in on this page, and it is no shell. */
const nobody = () => document.querySelector(".header__link--sign-in") && !document.getElementById("offline-meters");

/** What waits or was refused, above the page's main part. */
async function show(sent = 0) {
  const main = document.querySelector("main");
  if (!main) return;
  const queue = await waiting().catch(() => []);
  if (!queue.length && !sent) return void document.querySelector(".outbox")?.remove();
  const text = words();
  const wait = queue.filter(({ refused }) => !refused).length;
  const lines = queue.filter(({ refused }) => refused).map((entry) => refusal(entry, text));
  const box = make("section", { className: "outbox note" });
  box.setAttribute("aria-label", text.outbox);
  if (sent) box.append(make("p", { className: "outbox__line" }, said(text.sent, { n: sent })));
  if (wait) {
    const now = nobody() ? make("a", { href: "/login?back=/cabinet/meters", textContent: text["sign-in"] })
      : make("button", { type: "button", textContent: text.send });
    now.className = "button button--quiet";
    now.dataset.turbo = "false";
    if (!nobody()) now.addEventListener("click", settle);
    box.append(make("p", { className: "outbox__line" }, said(text.waiting, { n: wait })), now);
  }
  if (lines.length) box.append(make("ul", { className: "outbox__refused" }, ...lines));
  const old = document.querySelector(".outbox");
  // The same again is left as it is; where the keyboard was, it stays.
  if (old?.textContent === box.textContent) return;
  const at = focusable(old).indexOf(document.activeElement);
  old?.remove();
  main.prepend(box);
  box.setAttribute("role", "status");
  if (at !== -1) (focusable(box)[at] ?? main.querySelector("h1"))?.focus();
}

const focusable = (box) => [...(box?.querySelectorAll("a, button") ?? [])];

const figures = ({ t1, t2, t3 }) => [t1, t2, t3].filter(Boolean).join(" / ");

function refusal({ key, draft, refused }, text) {
  const away = make("button", { type: "button", className: "button button--quiet", textContent: text.drop });
  away.addEventListener("click", () => drop(key).then(() => show()));
  const again = make("a", { href: `/cabinet/meters#m${draft.meter}`, textContent: text.again });
  return make("li", {}, make("b", {}, said(text.refused, { figures: figures(draft) })), ` ${refused} `, again, " ", away);
}

/** The meters of the page are remembered for the day without a network. */
async function keep() {
  const shown = document.querySelector("[data-meters]");
  if (!shown) return;
  await remember({ person: shown.dataset.person, meters: JSON.parse(shown.dataset.meters) });
  navigator.storage?.persist?.();
}

/** The shell: a card for each remembered meter. */
async function fill() {
  const room = document.getElementById("offline-meters");
  if (!room || room.dataset.filled) return;
  room.dataset.filled = "yes";
  const known = await remembered().catch(() => undefined);
  if (!known?.meters.length) return;
  const [pattern, figure] = [document.getElementById("offline-card"), document.getElementById("offline-figure")];
  const queue = (await waiting()).filter(({ refused }) => !refused);
  for (const meter of known.meters) {
    const written = queue.find(({ draft }) => draft.meter === meter.id);
    room.append(card(meter, written, pattern, figure));
  }
  room.hidden = false;
  document.getElementById("offline-nothing").hidden = true;
}

function card(meter, written, pattern, figure) {
  const whole = pattern.content.cloneNode(true);
  const part = (name) => whole.querySelector(`[data-part="${name}"]`);
  part("title").textContent = meter.title;
  part("facts").textContent = meter.facts;
  const form = whole.querySelector("form");
  const day = form.elements.taken_on;
  day.id = `o${meter.id}-day`;
  part("day").htmlFor = day.id;
  day.value = new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  meter.labels.forEach((label, place) => {
    const field = figure.content.cloneNode(true);
    const input = field.querySelector("input");
    input.id = `o${meter.id}-t${place + 1}`;
    input.name = `t${place + 1}`;
    const name = field.querySelector("label");
    name.htmlFor = input.id;
    name.textContent = `${label}, ${meter.unit}`;
    field.querySelector('[data-part="previous"]').textContent = (meter.sent ? meter.current : meter.previous)[place] ?? "";
    part("figures").append(field);
  });
  const done = part("done");
  // What was sent counts for its month; in the next one it is the previous figure.
  const sent = meter.sent && day.value.slice(0, 7) <= meter.period;
  if (sent || written) {
    form.hidden = true;
    done.textContent = written ? `${words().saved} ${figures(written.draft)}` : meter.sent;
  }
  let key = crypto.randomUUID();
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const { t1, t2, t3, taken_on } = Object.fromEntries(new FormData(form));
    const draft = { meter: meter.id, key, taken_on, t1, t2: t2 ?? "", t3: t3 ?? "", explanation: "", confirmed: "", reason: "" };
    if (!(await put(draft).then(() => true, () => false))) {
      done.textContent = words().failed;
      return;
    }
    key = crypto.randomUUID();
    form.hidden = true;
    done.textContent = `${words().saved} ${figures(draft)}`;
    const worker = await navigator.serviceWorker?.getRegistration();
    await worker?.sync?.register("readings").catch(() => undefined);
    await settle();
  });
  return whole;
}

/** Signing out sends what waits first, asks before it is lost, and then nothing stays here. */
export async function leave(form) {
  await deliver().catch(() => 0);
  // Of whoever used this device: the browser forgets everybody's.
  const left = await unsent().catch(() => 0);
  if (left && !confirm(said(words().leave, { n: left }))) return;
  await forget().catch(() => undefined);
  form.dataset.clean = "yes";
  form.requestSubmit();
}

/** A newer worker takes over while the page is open: what is typed stays, the reader chooses when. */
function tellOfUpdate() {
  if (!navigator.serviceWorker?.controller) return;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    const text = words();
    const again = make("button", { type: "button", className: "button button--quiet", textContent: text.reload });
    again.addEventListener("click", () => location.reload());
    const box = make("section", { className: "update note" }, make("p", { className: "outbox__line" }, text.updated), again);
    document.querySelector(".update")?.remove();
    document.querySelector("main")?.prepend(box);
    box.setAttribute("role", "status");
  });
}

let started = false;

/** Called for each page that is shown. */
export async function start() {
  if (!started) {
    started = true;
    listen(({ sent }) => show(sent));
    addEventListener("online", settle);
    document.addEventListener("visibilitychange", () => { if (!document.hidden) settle(); });
    tellOfUpdate();
    navigator.serviceWorker?.register("/sw.js").catch(() => undefined);
  }
  await keep().catch(() => undefined);
  await fill();
  await settle();
}
