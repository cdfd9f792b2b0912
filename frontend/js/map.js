// <house-map>: houses drawn on our own tiles. Loaded where a map is seen; without it the page's words
// say the same. Colours are the page's own, so the map is dark when the page is.

import { Map as Drawn, NavigationControl, setWorkerUrl } from "maplibre-gl";

/** Tiles are made down to here; deeper ones are drawn from these. */
const DEEPEST = 16;
const LETTERS = ["PT Sans", "system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "PT Sans", "Liberation Sans"];
/** The place of «многоквартирный дом» among the kinds. */
const APARTMENTS = 0;

const link = (path) => `${location.origin}${path}`;
const area = (layer, colour, minzoom = 0) => ({
  id: layer, type: "fill", source: "ground", "source-layer": layer, minzoom, paint: { "fill-color": colour },
});
const line = (layer, colour, width) => ({
  id: layer, type: "line", source: "ground", "source-layer": layer,
  layout: { "line-cap": "round", "line-join": "round" },
  paint: { "line-color": colour, "line-width": ["interpolate", ["exponential", 1.6], ["zoom"], 10, width / 8, 17, width] },
});
const text = (id, source, more, paint) => ({
  id, type: "symbol", source, paint,
  ...more, layout: { "text-font": LETTERS, "text-size": 14, ...more.layout },
});

const letters = (colour) => ({ "text-color": colour("ink-soft"), "text-halo-color": colour("paper"), "text-halo-width": 1.5 });

function ground(colour) {
  return [
    area("district", colour("map-block")),
    area("block", colour("map-block")),
    area("park", colour("map-green")),
    area("water", colour("map-water")),
    line("railway", colour("edge"), 3),
    line("street", colour("map-street"), 12),
    area("building", colour("map-building"), 14),
    area("house", colour("map-house"), 14),
    text("street-names", "ground", {
      "source-layer": "street", minzoom: 14, layout: { "symbol-placement": "line", "text-field": ["get", "name"] },
    }, letters(colour)),
    text("water-names", "ground", { "source-layer": "water", minzoom: 12, layout: { "text-field": ["get", "name"] } }, letters(colour)),
  ];
}

/** What layers of other people's base maps are, by the names common schemas give them (Protomaps,
 *  OpenMapTiles, plain ones); what has no row is not drawn. */
const BASE = [
  [/^(earth|land)$/, (at, colour) => area(at, colour("map-ground"))],
  [/^(landuse|landcover|residential)/, (at, colour) => area(at, colour("map-block"))],
  [/^(parks?|forests?|greens?|woods?)$/, (at, colour) => area(at, colour("map-green"))],
  [/^(water|lakes?|ocean)$/, (at, colour) => area(at, colour("map-water"))],
  [/^(waterways?|rivers?)$/, (at, colour) => line(at, colour("map-water"), 4)],
  [/^(boundar|regions?|districts?|admin)/, (at, colour) => line(at, colour("edge"), 2)],
  [/^(railways?|rail)$/, (at, colour) => line(at, colour("edge"), 3)],
  [/^(roads?|streets?|transportation|highways?)$/, (at, colour) => line(at, colour("map-street"), 12)],
  [/^buildings?$/, (at, colour) => ({ ...area(at, colour("map-building")), minzoom: 13 })],
  [/^places?$/, (at, colour) => text(at, at, { layout: { "text-field": NAME, "text-size": 14 } }, letters(colour))],
];
const NAME = ["coalesce", ["get", "name:ru"], ["get", "name"], ""];

/** Layers of a base map: those of a vector one by their names, or its pictures. */
function base({ layers, vector }, place, colour) {
  const source = `base-${place}`;
  if (!vector) return [{ id: source, type: "raster", source }];
  const drawn = BASE.flatMap(([names, draw]) => layers.filter((name) => names.test(name)).map((name) => [name, draw]));
  return drawn.map(([name, draw]) => ({ ...draw(name, colour), id: `${source}-${name}`, source, "source-layer": name }));
}

function houses(colour) {
  const group = ["has", "count"];
  const mark = (id, filter, fill, radius) => ({
    id, type: "circle", source: "houses", "source-layer": "houses", filter,
    paint: { "circle-color": fill, "circle-radius": radius, "circle-stroke-color": colour("surface"), "circle-stroke-width": 2 },
  });
  return [
    mark("houses", ["!", group], ["match", ["get", "kind"], APARTMENTS, colour("accent"), colour("roof-mark")], 7),
    mark("groups", group, colour("accent"), ["interpolate", ["linear"], ["log10", ["get", "count"]], 0.3, 13, 2, 19, 5, 30]),
    text("counts", "houses", {
      "source-layer": "houses", filter: group,
      layout: {
        "text-allow-overlap": true, "text-ignore-placement": true,
        "text-field": ["case", ["<", ["get", "count"], 10000], ["to-string", ["get", "count"]],
          ["concat", ["to-string", ["round", ["/", ["get", "count"], 1000]]], "\u00a0т."]],
      },
    }, { "text-color": colour("on-accent") }),
  ];
}

function pinned(colour) {
  const own = { type: "circle", source: "pin", id: "pin" };
  return [
    { ...own, paint: { "circle-color": colour("glow"), "circle-radius": 11, "circle-stroke-color": colour("ink"), "circle-stroke-width": 3 } },
    text("pin-name", "pin", {
      layout: { "text-field": ["get", "name"], "text-size": 16, "text-anchor": "bottom", "text-offset": [0, -1.1], "text-allow-overlap": true },
    }, { "text-color": colour("ink"), "text-halo-color": colour("paper"), "text-halo-width": 2 }),
  ];
}

/** Latitude, longitude and zoom of «zoom/latitude/longitude»; tiles of 512 pixels, as the server counts. */
function place(at) {
  const [zoom, lat, lon] = at.split("/").map(Number);
  return { center: [lon, lat], zoom };
}

let learnt;

class HouseMap extends HTMLElement {
  #map;
  #over = new AbortController();

  /** The drawn map, for journeys. */
  get map() {
    return this.#map;
  }

  async connectedCallback() {
    if (document.documentElement.hasAttribute("data-turbo-preview")) return;
    this.querySelector(":scope > .map__stage")?.remove();
    setWorkerUrl(this.dataset.worker);
    const { signal } = this.#over;
    // Undressed, its parts would be seen fading away; labels are drawn once, in the letters that are there.
    await Promise.all([this.#dress(), this.#learnLetters()]);
    if (signal.aborted) return;
    const stage = document.createElement("div");
    stage.className = "map__stage";
    this.append(stage);
    try {
      this.#map = this.#draw(stage);
    } catch {
      // No WebGL here: the words stay.
      stage.remove();
      this.dataset.map = "failed";
      return;
    }
    this.#listen(this.#map, stage);
  }

  disconnectedCallback() {
    this.#over.abort();
    this.#over = new AbortController();
    this.#map?.remove();
    this.#map = undefined;
    this.querySelector(":scope > .map__stage")?.remove();
    delete this.dataset.map;
  }

  /** The map's own style sheet, once for the document. */
  #dress() {
    const href = this.dataset.style;
    const known = document.head.querySelector(`link[href="${href}"]`);
    const sheet = known ?? Object.assign(document.createElement("link"), { rel: "stylesheet", href });
    if (!known) document.head.append(sheet);
    if (sheet.sheet) return undefined;
    return new Promise((resolve) => {
      sheet.addEventListener("load", resolve, { once: true });
      // The next map tries again.
      sheet.addEventListener("error", () => { sheet.remove(); resolve(); }, { once: true });
    });
  }

  /** Our own letters, once for the document; without them labels have the system's. */
  async #learnLetters() {
    const [cyrillic, latin] = this.dataset.letters.split(" ");
    if (!learnt) {
      const ranges = [[cyrillic, "U+0301, U+0400-045F, U+0490-0491, U+04B0-04B1, U+2116"], [latin, "U+0000-00FF, U+2000-206F"]];
      learnt = Promise.all(ranges.map(async ([file, unicodeRange]) => {
        document.fonts.add(await new FontFace("PT Sans", `url("${file}")`, { unicodeRange }).load());
      })).catch(() => { learnt = undefined; });
    }
    await learnt;
  }

  #draw(stage) {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const map = new Drawn({
      container: stage, style: this.#style(), ...place(this.dataset.at),
      minZoom: 1, maxZoom: 18, locale: JSON.parse(this.dataset.words), fadeDuration: still ? 0 : 300,
      cooperativeGestures: !this.dataset.follows, dragRotate: false, pitchWithRotate: false, touchPitch: false,
      renderWorldCopies: false, attributionControl: false,
    });
    map.touchZoomRotate.disableRotation();
    map.keyboard.disableRotation();
    map.addControl(new NavigationControl({ showCompass: false }), "top-right");
    return map;
  }

  #style() {
    const said = getComputedStyle(this);
    const colour = (name) => said.getPropertyValue(`--${name}`).trim();
    const { tiles, pin } = this.dataset;
    const vector = (path) => ({ type: "vector", tiles: [link(path)], minzoom: 0, maxzoom: DEEPEST });
    const sources = {
      ground: vector("/tiles/ground/{z}/{x}/{y}"),
      houses: vector(`/tiles/houses/{z}/{x}/{y}${tiles ? `?${tiles}` : ""}`),
    };
    const maps = JSON.parse(this.dataset.base || "[]");
    const paper = { id: "paper", type: "background", paint: { "background-color": colour("map-ground") } };
    const layers = [paper, ...maps.flatMap((map, place) => base(map, place, colour)), ...ground(colour), ...houses(colour)];
    maps.forEach(({ vector, zooms: [minzoom, most] }, place) => {
      // Deeper ones are not given out: what is there is enlarged.
      const maxzoom = Math.min(most, DEEPEST);
      const tiles = [link(`/tiles/base/${place}/{z}/{x}/{y}`)];
      sources[`base-${place}`] = { ...(vector ? { type: "vector" } : { type: "raster", tileSize: 256 }), tiles, minzoom, maxzoom };
    });
    if (pin) {
      const [lon, lat, name] = JSON.parse(pin);
      const geometry = { type: "Point", coordinates: [lon, lat] };
      sources.pin = { type: "geojson", data: { type: "Feature", properties: { name }, geometry } };
      layers.push(...pinned(colour));
    }
    return { version: 8, sources, layers };
  }

  #listen(map, stage) {
    map.on("error", ({ error }) => {
      console.warn("The map misses a part:", error);
      this.dataset.map ??= "failed";
    });
    map.on("movestart", () => { this.dataset.map = "moving"; });
    map.on("idle", () => { this.dataset.map = "idle"; });
    map.on("moveend", () => this.#follow());
    map.on("click", "groups", ({ features: [group] }) => {
      map.easeTo({ center: group.geometry.coordinates, zoom: Math.max(map.getZoom() + 1, group.properties.into) });
    });
    map.on("click", "houses", ({ features: [house] }) => this.#tell(house.properties.house));
    for (const layer of ["groups", "houses"]) {
      map.on("mouseenter", layer, () => stage.classList.add("map__stage--over"));
      map.on("mouseleave", layer, () => stage.classList.remove("map__stage--over"));
    }
    const { signal } = this.#over;
    const dark = matchMedia("(prefers-color-scheme: dark)");
    dark.addEventListener("change", () => map.setStyle(this.#style()), { signal });
    if (this.dataset.follows) document.addEventListener("click", (event) => this.#asked(event), { signal });
    this.#offerNear();
  }

  /** The words beside the map are those of the place it shows, and so is the address. */
  #follow() {
    const words = document.getElementById(this.dataset.follows);
    if (!words) return;
    const { lat, lng } = this.#map.getCenter();
    const at = `${Math.round(this.#map.getZoom())}/${lat.toFixed(6)}/${lng.toFixed(6)}`;
    if (at === this.dataset.at) return;
    this.dataset.at = at;
    const here = new URL(location.href);
    here.searchParams.set("at", at);
    const address = here.href.replaceAll("%2F", "/");
    history.replaceState(history.state, "", address);
    words.setAttribute("src", address);
    words.addEventListener("turbo:frame-load", () => this.#offerNear(), { once: true });
  }

  /** A link of the words that moves the map moves this one, without a page in between. */
  #asked(event) {
    if (event.target.closest("[data-near]")) return this.#near();
    const step = event.target.closest("a[data-at]");
    if (!step || event.ctrlKey || event.metaKey || event.shiftKey) return undefined;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.#map.jumpTo(place(step.dataset.at));
    return undefined;
  }

  #offerNear() {
    const button = document.querySelector("[data-near]");
    if (button && this.dataset.follows && "geolocation" in navigator) button.hidden = false;
  }

  /** Asked only when somebody presses; the place stays in the browser but for the tiles it needs. */
  #near() {
    const words = JSON.parse(this.dataset.words);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => this.#map.jumpTo({ center: [coords.longitude, coords.latitude], zoom: 16 }),
      () => { document.querySelector("[data-near]")?.replaceWith(words["near.denied"]); },
      { maximumAge: 60_000, timeout: 15_000 },
    );
  }

  /** What is known of a pressed house comes into the card beneath the map. */
  #tell(house) {
    const card = this.parentElement.querySelector("#map-card");
    card?.setAttribute("src", `/map/houses/${house}`);
  }
}

customElements.define("house-map", HouseMap);
