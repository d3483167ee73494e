import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { readPersons } from "../../development/openid/persons.ts";
import { startOpenid } from "../../development/openid/server.ts";
import { personsUrl } from "../../gateway/persons-url.ts";
import { readAgencies } from "../../trust/agencies.ts";
import { createServerDatabase } from "../databases.ts";
import { findPostgresql, startPostgresqlServer } from "../postgresql-server.ts";
import { agenciesOn, freePorts, freePortsFor } from "../system/boot.ts";
import { opened, type Opened } from "./opened.ts";
import { runProgram, startProcess } from "./services.ts";

/** Two gateways, each with a partnership and a health service of its own behind it, on the same two databases. */
export interface Replicas {
  readonly gateways: readonly [string, string];
  /** A connection to health's database, past its service. */
  readonly health: pg.Client;
  /** A valid access token for a demo person, from the embedded OpenID provider. */
  token(person: string): Promise<string>;
  close(): Promise<void>;
}

/**
 * Starts them with the demo families. A replica of the partnership or of health is of the tree in `root`, which may be a weakened copy; gateways are always the
 * project's own. Needs PostgreSQL's programs: an embedded database serves one process only.
 */
export async function startReplicas(root = "."): Promise<Replicas> {
  const programs = findPostgresql();
  if (programs === undefined)
    throw new Error("replicas share a database, so this needs a PostgreSQL server (Debian: apt-get install postgresql)");
  const open = opened();
  try {
    return await startOn(programs, root, open);
  } catch (failure) {
    await open.close();
    throw failure;
  }
}

async function startOn(programs: string, root: string, open: Opened): Promise<Replicas> {
  const folder = open.keep(mkdtempSync(join(tmpdir(), "childview-replicas-")), (it) => rmSync(it, { recursive: true, force: true }));
  const server = open.keep(await startPostgresqlServer(programs), (it) => it.stop());
  const [own, partnership, health] = await Promise.all(
    ["gateway", "partnership", "health"].map((name) => createServerDatabase(server.url, name)),
  );
  const databases = { DATABASE_URL_GATEWAY: own?.url, DATABASE_URL_PARTNERSHIP: partnership?.url, DATABASE_URL_HEALTH: health?.url };
  const openidPort = (await freePorts(1))[0] ?? 0;
  const files = await Promise.all(["one", "two"].map((name) => agenciesFile(folder, name, openidPort)));
  const [first = ""] = files;
  const agencies = readAgencies(first);
  open.keep(await startOpenid(agencies, readPersons("development/persons.yaml"), "test"), (it) => it.close());
  await Promise.all(["partnership", "health"].map((name) => importFamilies(name, { ...databases, AGENCIES: first })));

  const start = async (tree: string, script: string, environment: NodeJS.ProcessEnv) =>
    open.keep(await startProcess(tree, script, environment), (it) => it.kill());
  const gateways = await Promise.all(
    files.map(async (file) => {
      const environment = { ...databases, AGENCIES: file, PORT: "0" };
      const behind = ["subgraphs/partnership/main.ts", "subgraphs/main.ts health"].map((script) => start(root, script, environment));
      const [gateway] = await Promise.all([start(".", "gateway/main.ts", environment), ...behind]);
      return gateway.url;
    }),
  );
  const client = new pg.Client({ connectionString: health?.url });
  await client.connect();
  open.keep(client, (it) => it.end());
  return {
    gateways: [gateways[0] ?? "", gateways[1] ?? ""],
    health: client,
    async token(person) {
      const response = await fetch(`${personsUrl(agencies)}/${person}/token`);
      return ((await response.json()) as { accessToken: string }).accessToken;
    },
    close: () => open.close(),
  };
}

async function agenciesFile(folder: string, name: string, openidPort: number): Promise<string> {
  const file = join(folder, `agencies-${name}.yaml`);
  writeFileSync(file, agenciesOn([0, ...(await freePortsFor()).slice(1, -1), openidPort]));
  return file;
}

function importFamilies(service: string, environment: NodeJS.ProcessEnv): Promise<void> {
  const folder = join("development/families", service);
  const files = readdirSync(folder).filter((file) => /\.(csv|json)$/.test(file));
  return runProgram("subgraphs/import.ts", [service, ...files.map((file) => join(folder, file))], environment);
}
