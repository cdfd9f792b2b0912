// The server under test: a database of its own, the demo town in it, a free port; gone afterwards.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { type WriteStream, createWriteStream, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { output } from "./playwright.config";

const binary = process.env.E2E_SERVER ?? join(__dirname, "../target/debug/domovoy");
const site = process.env.E2E_SITE ?? join(__dirname, "../target/site");

/** Starts the one all journeys share; the returned function stops it. */
export default async function start(): Promise<() => Promise<void>> {
  const { address, database, end } = await serve();
  process.env.E2E_BASE_URL = `http://${address}`;
  process.env.E2E_DATABASE = database;
  return end;
}

/** A server: to be ended, or killed (-9) and begun again with its data. */
export interface Served {
  address: string;
  database: string;
  end: () => Promise<void>;
  kill: () => void;
  again: () => Promise<void>;
}

/** A server, its address and how to end it. `seen`: where browsers reach it, when not directly. */
export async function serve(seen?: string): Promise<Served> {
  mkdirSync(output, { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), "domovoy-e2e-"));
  const address = `127.0.0.1:${await freePort()}`;
  const env = {
    ...process.env,
    // A second server beside the shared one has a file of its own.
    DATABASE_URL: (seen ? undefined : process.env.E2E_DATABASE_URL) ?? `sqlite://${join(folder, "e2e.db")}`,
    DOMOVOY_ADDR: address,
    DOMOVOY_SITE: site,
    DOMOVOY_PUBLIC_URL: `http://${seen ?? address}`,
  };
  try {
    for (const command of ["migrate", "demo"]) once([command], env);
    const log = createWriteStream(join(output, seen ? "server-behind-gate.log" : "server.log"));
    let server: ChildProcess;
    const again = async () => void (server = await begin(env, log));
    await again();
    const end = async () => {
      await stop(server);
      rmSync(folder, { recursive: true, force: true });
    };
    return { address, database: env.DATABASE_URL, end, kill: () => server.kill("SIGKILL"), again };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Servers of one town, on PostgreSQL two of them, whose clock can be set ahead. */
export interface Town {
  /** Where the first and the second serve; on SQLite the same one. */
  urls: [string, string];
  /** All of them stop and begin again, their clock so many seconds ahead. */
  ahead: (seconds: number) => Promise<void>;
  /** A command of the program on the town's data, as the operator gives it at a console. */
  run: (...args: string[]) => void;
  end: () => Promise<void>;
}

/** A town of its own, with a database of its own. */
export async function town(name: string): Promise<Town> {
  mkdirSync(output, { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), "domovoy-town-"));
  const shared = process.env.E2E_DATABASE_URL;
  const file = join(folder, "town.db");
  const database = shared?.replace(/\/[^/?]*(?=\?|$)/, `/${name}_${process.pid}`);
  if (shared) psql([shared, "-c", `create database ${name}_${process.pid}`]);
  const log = createWriteStream(join(output, `${name}.log`));
  const addresses: string[] = [];
  for (let count = shared ? 2 : 1; count > 0; count--) addresses.push(`127.0.0.1:${await freePort()}`);
  const env = (address: string, ahead: number) => ({
    ...process.env,
    DATABASE_URL: database ?? `sqlite://${file}`,
    DOMOVOY_ADDR: address,
    DOMOVOY_SITE: site,
    DOMOVOY_PUBLIC_URL: `http://${address}`,
    DOMOVOY_CLOCK_AHEAD: String(ahead),
  });
  let servers: ChildProcess[] = [];
  const halt = async () => {
    for (const server of servers) await stop(server);
    servers = [];
  };
  const ahead = async (seconds: number) => {
    await halt();
    for (const address of addresses) servers.push(await begin(env(address, seconds), log));
  };
  const [first = ""] = addresses;
  for (const command of ["migrate", "demo"]) once([command], env(first, 0));
  await ahead(0);
  return {
    urls: [`http://${first}`, `http://${addresses.at(-1)}`],
    ahead,
    run: (...args) => once(args, env(first, 0)),
    end: async () => {
      await halt();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function psql(args: string[]): void {
  const { status, error, stderr } = spawnSync("psql", args, { encoding: "utf8" });
  if (error ?? status !== 0) throw new Error(`psql: ${error?.message ?? stderr}`);
}

/** A server that answers. */
async function begin(env: NodeJS.ProcessEnv & { DOMOVOY_ADDR: string }, log: WriteStream): Promise<ChildProcess> {
  const begun = spawn(binary, ["serve"], { env, stdio: ["ignore", "pipe", "pipe"] });
  begun.stdout.pipe(log, { end: false });
  begun.stderr.pipe(log, { end: false });
  await ready(begun, `http://${env.DOMOVOY_ADDR}/readyz`);
  return begun;
}

function once(args: string[], env: NodeJS.ProcessEnv): void {
  const { status, error, stdout, stderr } = spawnSync(binary, args, { env, encoding: "utf8" });
  if (error) throw new Error(`cannot start ${binary}: ${error.message} (cargo xtask build makes it)`);
  if (status !== 0) throw new Error(`domovoy ${args.join(" ")} ended with ${status}\n${stdout}${stderr}`);
}

async function ready(server: ChildProcess, url: string): Promise<void> {
  for (const end = Date.now() + 30_000; Date.now() < end; ) {
    if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode}: see server.log`);
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  server.kill("SIGKILL");
  throw new Error(`${url} did not answer in 30 seconds: see server.log`);
}

/** Asks it to end, as an operator would; a server that will not is a failure. */
async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) throw new Error(`the server had ended with ${server.exitCode}: see server.log`);
  const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  server.kill("SIGTERM");
  const late = setTimeout(() => server.kill("SIGKILL"), 15_000);
  await ended;
  clearTimeout(late);
  if (server.signalCode === "SIGKILL") throw new Error("the server did not end within 15 seconds of SIGTERM");
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
