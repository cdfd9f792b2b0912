// Readings that wait on this device for a network: kept in IndexedDB, sent once each. The page and the
// service worker use the same functions. A reading carries a key made here, so sending it again is
// harmless: the server keeps one.

const DATABASE = "domovoy";
const CHANNEL = "domovoy-outbox";
const DOOR = "/api/meters/submit";
/** Longer than this nobody waits for an answer, nor holds up the others. */
const PATIENCE = 15_000;

function open() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(DATABASE, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("queue", { keyPath: "key" });
      asked.result.createObjectStore("kept");
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

/** Runs one request in a transaction of its own; resolves when it is on the disk. */
async function run(store, mode, ask) {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(store, mode, { durability: "strict" });
      const asked = ask(transaction.objectStore(store));
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

const read = (store, ask) => run(store, "readonly", ask);
const write = (store, ask) => run(store, "readwrite", ask);

/** The person's meters as the cabinet last showed them: `{person, meters}`. */
export const remember = (meters) => write("kept", (store) => store.put(meters, "meters"));
export const remembered = () => read("kept", (store) => store.get("meters"));

/** Whatever waits or was refused, of the person whose meters are remembered, the oldest first. */
export async function waiting() {
  const [mine, all] = [await remembered(), await read("queue", (store) => store.getAll())];
  return all.filter(({ person }) => person === mine?.person).sort((one, other) => one.at - other.at);
}

/** How many readings of anybody are not sent yet. */
export const unsent = async () => (await read("queue", (store) => store.getAll())).filter(({ refused }) => !refused).length;

/** Keeps a reading until it is sent. The same key again replaces it. */
export async function put(draft) {
  const mine = await remembered();
  // A meter of somebody else's page: its reading must not be filed under who was here before.
  if (!mine?.meters.some(({ id }) => id === draft.meter)) throw new Error("the meter is not known here");
  await write("queue", (store) => store.put({ key: draft.key, person: mine.person, at: Date.now(), draft }));
  await tell();
}

/** Lets go of a reading. */
export async function drop(key) {
  await write("queue", (store) => store.delete(key));
  await tell();
}

/** Forgets everything: somebody signs out. */
export async function forget() {
  await write("queue", (store) => store.clear());
  await write("kept", (store) => store.clear());
  await tell();
}

/** Sends what waits, one sender at a time. Stops at the first that cannot be delivered now. */
export async function deliver() {
  return navigator.locks ? navigator.locks.request(CHANNEL, sendAll) : sendAll();
}

async function sendAll() {
  let sent = 0;
  for (const entry of (await waiting()).filter(({ refused }) => !refused)) {
    const outcome = await send(entry);
    if (outcome === "later") break;
    if (outcome === "sent") sent += 1;
  }
  if (sent) await tell(sent);
  return sent;
}

async function send(entry) {
  const body = JSON.stringify({ draft: entry.draft });
  // The server refuses what was left here by somebody other than who is signed in now.
  const headers = { "content-type": "application/json", "x-from-outbox": "1", "x-person": entry.person };
  const asked = { method: "POST", headers, body, signal: AbortSignal.timeout(PATIENCE) };
  const answer = await fetch(DOOR, asked).catch(() => undefined);
  if (answer?.ok) {
    await write("queue", (store) => store.delete(entry.key));
    return "sent";
  }
  // A rule's no is an answer; nobody signed in, a busy or missing server is none.
  if (!answer || ![400, 404, 422].includes(answer.status)) return "later";
  const { text, code } = await answer.json().catch(() => ({}));
  await write("queue", (store) => store.put({ ...entry, refused: text || code || String(answer.status) }));
  await tell();
  return "refused";
}

/** The number on the icon, and a word to every open page. */
async function tell(sent = 0) {
  const count = (await waiting()).length;
  const set = count ? navigator.setAppBadge?.(count) : navigator.clearAppBadge?.();
  await set?.catch(() => undefined);
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage({ count, sent });
  channel.close();
}

/** Calls back when the outbox has changed. */
export function listen(changed) {
  new BroadcastChannel(CHANNEL).onmessage = ({ data }) => changed(data);
}
