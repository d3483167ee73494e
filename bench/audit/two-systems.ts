import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { databaseUrlSetting } from "../../service/settings.ts";
import { agenciesHere, readAgencies } from "../../trust/agencies.ts";
import { findPostgresql, startPostgresqlServer } from "../../test/postgresql-server.ts";
import { type DemoSystem, startDemoSystem } from "../demo-system.ts";
import { type Asked, operation } from "../share/asking.ts";
import { processorTimeOf } from "./processor-time.ts";
import { watchServer, type WatchedServer } from "./server-log.ts";

/** A demo system that is measured. */
export interface MeasuredSystem {
  /** The unified view that is asked for. */
  readonly view: Asked;
  /** The processor time of all its services and databases so far, in milliseconds. */
  processorTime(): number;
  /** Its database server; undefined if its databases are embedded. */
  readonly server: WatchedServer | undefined;
  stop(): Promise<void>;
}

/** One with its audit, and one without. */
export type TwoSystems = Readonly<Record<"on" | "off", MeasuredSystem>>;

/** Where the databases of a system are. */
export type Place = "embedded" | "server";

/** Whether there is a PostgreSQL server's program on this machine. */
export function hasServer(): boolean {
  return findPostgresql() !== undefined;
}

/** Starts one system with the audit, and one without it, each with databases, and if need be a server, of its own. */
export async function startBoth(place: Place): Promise<TwoSystems> {
  const on = await start(place, {});
  try {
    const preload = new URL("off/preload.js", import.meta.url).href;
    return { on, off: await start(place, { NODE_OPTIONS: `--import=${preload}` }) };
  } catch (cause) {
    await on.stop();
    throw cause;
  }
}

// One caller is to be let do what otherwise only many can.
const limits = {
  MOST_RUNNING: "32",
  MOST_WAITING: "64",
  LONGEST_WAIT_MS: "60000",
  OPERATION_TIMEOUT_MS: "14000",
  AGENCY_TIMEOUT_MS: "14000",
};

async function start(place: Place, own: NodeJS.ProcessEnv): Promise<MeasuredSystem> {
  const data = mkdtempSync(join(tmpdir(), "childview-bench-audit-"));
  const databases = await databasesAt(place);
  const system = await startDemoSystem(data, { ...limits, ...databases.settings, ...own });
  return {
    view: await viewOf(system),
    processorTime: () =>
      [system.pid, databases.server?.pid].reduce<number>((sum, pid) => sum + (pid === undefined ? 0 : processorTimeOf(pid)), 0),
    server: databases.server,
    stop: async () => {
      await system.stop();
      await databases.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

async function viewOf(system: DemoSystem): Promise<Asked> {
  return operation(system.gateway, await system.tokenOf("senco"), JSON.parse(readFileSync("docs/first-query.json", "utf8")) as object);
}

const services = ["gateway", "partnership", ...agenciesHere(readAgencies("agencies.yaml"))];

/** The name that a service's database has on a server. */
const nameOf = (service: string): string => service.replaceAll("-", "_");

interface Databases {
  readonly settings: NodeJS.ProcessEnv;
  readonly server: WatchedServer | undefined;
  stop(): Promise<void>;
}

async function databasesAt(place: Place): Promise<Databases> {
  const settingsFor = (url: (service: string) => string) => Object.fromEntries(services.map((one) => [databaseUrlSetting(one), url(one)]));
  if (place === "embedded") return { settings: settingsFor(() => ""), server: undefined, stop: () => Promise.resolve() };
  const started = await startPostgresqlServer(findPostgresql() ?? "");
  const { url } = started;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const service of services) await client.query(`CREATE DATABASE ${nameOf(service)}`);
  await client.end();
  const server = await watchServer(url);
  return {
    settings: settingsFor((service) => Object.assign(new URL(url), { pathname: `/${nameOf(service)}` }).href),
    server,
    stop: async () => {
      await server.close();
      started.stop();
    },
  };
}
