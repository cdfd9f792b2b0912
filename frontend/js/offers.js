// What a search box offers while somebody types: a listbox beneath it (ARIA combobox). Without this
// script the box is a form like any other.

const PAUSE = 120;
const LEAST = 2;

class Offers {
  constructor(input) {
    this.input = input;
    this.list = Object.assign(document.createElement("ul"), { id: `${input.id}-offers`, className: "offers", hidden: true });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", input.dataset.offersName);
    input.closest("form").append(this.list);
    const said = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id };
    for (const [name, value] of Object.entries(said)) input.setAttribute(name, value);
    input.addEventListener("input", () => this.later());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    // Typed before this script had come.
    if (input.value !== input.defaultValue) this.later();
  }

  later() {
    clearTimeout(this.timer);
    this.asked?.abort();
    const text = this.input.value.trim();
    if (text.length < LEAST) return this.close();
    this.timer = setTimeout(() => this.ask(text), PAUSE);
    return undefined;
  }

  async ask(text) {
    this.asked = new AbortController();
    try {
      const answer = await fetch(`/search/offers?q=${encodeURIComponent(text)}`, { signal: this.asked.signal });
      if (answer.ok) this.show(await answer.json());
    } catch {
      // Left for another question, or there is no network: the form still works.
    }
  }

  show(offers) {
    const chosen = this.input.dataset.offersHouse;
    const options = (chosen ? offers.filter(({ house }) => house) : offers).map(({ text, note, href, house }, place) => {
      const option = Object.assign(document.createElement("li"), { id: `${this.list.id}-${place}`, className: "offers__one" });
      option.setAttribute("role", "option");
      option.dataset.href = chosen ? `${chosen}${house}` : href;
      const name = Object.assign(document.createElement("span"), { textContent: text });
      const more = Object.assign(document.createElement("span"), { className: "offers__note", textContent: note });
      option.append(name, ...(note ? [" ", more] : []));
      option.addEventListener("mousedown", (event) => event.preventDefault());
      option.addEventListener("click", () => this.go(option));
      return option;
    });
    this.list.replaceChildren(...options);
    this.mark(undefined);
    const open = options.length > 0 && document.activeElement === this.input;
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
  }

  close() {
    this.list.hidden = true;
    this.mark(undefined);
    this.input.setAttribute("aria-expanded", "false");
  }

  mark(option) {
    for (const other of this.list.children) other.setAttribute("aria-selected", String(other === option));
    this.active = option;
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  key(event) {
    if (this.list.hidden) return;
    const { children } = this.list;
    const at = this.active ? [...children].indexOf(this.active) : -1;
    const steps = { ArrowDown: at + 1, ArrowUp: at < 0 ? children.length - 1 : at - 1 };
    if (event.key in steps) {
      event.preventDefault();
      this.mark(children[steps[event.key]]);
    } else if (event.key === "Enter" && this.active) {
      event.preventDefault();
      this.go(this.active);
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    }
  }

  go(option) {
    this.close();
    // A link of the page, so that Turbo takes it.
    const link = Object.assign(document.createElement("a"), { href: option.dataset.href });
    this.list.append(link);
    link.click();
    link.remove();
  }
}

const known = new WeakSet();

/** Brings a box to life, once. */
export function offer(input) {
  if (known.has(input)) return;
  known.add(input);
  new Offers(input);
}

/** The nearest first: the place is asked on a press only, and goes no finer than a kilometre. */
export function near(button) {
  button.hidden = !("geolocation" in navigator);
  button.addEventListener("click", () => navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      const here = new URL(location.href);
      here.searchParams.set("near", `${coords.latitude.toFixed(2)},${coords.longitude.toFixed(2)}`);
      location.assign(here);
    },
    () => { button.replaceWith(button.dataset.denied); },
    { maximumAge: 60_000, timeout: 15_000 },
  ));
}
