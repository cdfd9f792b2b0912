// The service worker. Files of this version are kept; pages are not, for they may be somebody's: without
// a network one shell is shown, the same for everybody, filled from this device.

import { deliver, put } from "./outbox.js";

/* global FILES, VERSION */
const CACHE = `domovoy-${VERSION}`;
const SHELL = "/offline";
const SUBMIT = "/api/meters/submit";

self.addEventListener("install", (event) => {
  // The shell is fetched as nobody: nothing of a person gets into it.
  const shell = new Request(SHELL, { credentials: "omit", cache: "reload" });
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll([...FILES, shell])).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("domovoy-") && name !== CACHE;
  const names = caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))));
  event.waitUntil(names.then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.method === "POST" && pathname === SUBMIT && !request.headers.has("x-from-outbox")) {
    event.respondWith(submit(request));
  } else if (request.method === "GET" && FILES.includes(pathname)) {
    event.respondWith(caches.match(pathname).then((kept) => kept ?? fetch(request)));
  } else if (request.method === "GET" && (request.mode === "navigate" || request.headers.get("accept")?.includes("text/html"))) {
    event.respondWith(fetch(request).catch(() => caches.match(SHELL).then((shell) => shell ?? Response.error())));
  }
});

/** A reading that finds no network stays on this device; the page is told so by a code of its own. */
async function submit(request) {
  const kept = request.clone();
  try {
    return await fetch(request);
  } catch (error) {
    const { draft } = await kept.json();
    const stays = await put(draft).then(() => true, () => false);
    if (!stays) throw error;
    await self.registration.sync?.register("readings").catch(() => undefined);
    const failure = { kind: "unavailable", code: "meters.queued", text: "", field: null, args: [], trace: null };
    return new Response(JSON.stringify(failure), { status: 503, headers: { "content-type": "application/json" } });
  }
}

self.addEventListener("sync", (event) => {
  if (event.tag === "readings") event.waitUntil(deliver());
});
