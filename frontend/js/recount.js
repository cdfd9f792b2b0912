// A meeting's record recounted here, in the reader's own browser, by the same Rust code as on the server.
// Without this script the page says how to do it with `domovoy verify`.

let root;
const words = (name) => root.querySelector(`template[data-say="${name}"]`)?.content.textContent ?? name;
const point = document.documentElement.lang === "ru" ? "," : ".";
/** Areas come as `1300.50`; numbers of this language have their own point. */
const said = (value) => String(value ?? "").replace(/^(\d+)\.(\d\d)$/, `$1${point}$2`);
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => said(values[name]));

let code;

/** The module, once for the page. */
function load() {
  code ??= import(root.dataset.glue).then(async (glue) => {
    await glue.default({ module_or_path: root.dataset.wasm });
    return glue;
  });
  return code;
}

function line(parent, tag, text, className) {
  const element = document.createElement(tag);
  element.textContent = text;
  if (className) element.className = className;
  parent.append(element);
  return element;
}

/** Who took part, or why there is no result. */
function outcome(good) {
  if (good.cancelled) return fill(words("cancelled"), good);
  const quorum = words(good.quorum ? "quorum" : "no-quorum");
  return good.participants ? fill(words("turnout"), { ...good, quorum }) : words("sealed");
}

/** Puts what came out under the form; a screen reader is told. */
function show(told, took) {
  const out = root.querySelector("output");
  out.replaceChildren();
  if (told.bad) {
    const box = line(out, "div", "", "note note--bad");
    line(box, "p", fill(words(told.bad.what === "not_a_record" ? "unreadable" : "bad"), told.bad));
    if (told.bad.what !== "not_a_record") line(box, "p", words(told.bad.what));
  } else if (told.good) {
    const { good } = told;
    const box = line(out, "div", "", "note note--good");
    line(box, "p", fill(words("good"), { took }));
    line(out, "p", fill(words("about"), good));
    if (good.receipts) line(out, "p", fill(words("receipts"), good));
    if (good.no_list) line(out, "p", words("no-list"));
    if (good.unlisted.length) line(out, "p", fill(words("unlisted"), { shares: good.unlisted.join(", ") }));
    line(out, "p", outcome(good));
    const list = line(out, "ol", "", "agenda");
    for (const question of good.questions) {
      const item = line(list, "li", "", "agenda__item");
      line(item, "p", question.text);
      const [yes, no, abstain, invalid] = question.votes;
      line(item, "p", fill(words("votes"), { yes, no, abstain, invalid }));
      line(item, "p", words(question.adopted ? "adopted" : "not-adopted"), question.adopted ? "verdict verdict--good" : "verdict verdict--bad");
    }
    line(out, "p", `${words("head")} ${good.head}`, "meeting__head");
    line(out, "p", `${words("key")} ${good.key}`, "meeting__head");
  } else {
    line(line(out, "div", "", "note note--bad"), "p", words("no-receipt"));
  }
  root.dataset.said = told.good ? "good" : "bad";
}

async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`the record did not come: ${answer.status}`);
  return answer.arrayBuffer();
}

async function check(form) {
  root.dataset.said = "working";
  const out = root.querySelector("output");
  out.textContent = words("working");
  const chosen = form.elements.record.files[0];
  const bytes = chosen ? await chosen.arrayBuffer() : await fetched(root.dataset.record);
  const receipts = await (form.elements.receipt.files[0]?.text() ?? "");
  const { recount } = await load();
  // A frame for the words above to be drawn before the count begins.
  await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
  const begun = performance.now();
  const told = JSON.parse(recount(new Uint8Array(bytes), receipts));
  show(told, Math.max(1, Math.round(performance.now() - begun)));
}

class RecordCheck extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector("form");
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      event.stopPropagation();
      root = this;
      check(form).catch((error) => {
        this.querySelector("output").textContent = words("failed");
        this.dataset.said = "bad";
        console.warn("The record could not be recounted here:", error);
      });
    });
  }
}

customElements.define("record-check", RecordCheck);
