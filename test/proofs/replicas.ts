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
  const folder = mkdtempSync(join(tmpdir(), "childview-replicas-"));
  const server = await startPostgresqlServer(programs);
  const [partnership, health] = await Promise.all(["partnership", "health"].map((name) => createServerDatabase(server.url, name)));
  const databases = { DATABASE_URL_PARTNERSHIP: partnership?.url, DATABASE_URL_HEALTH: health?.url };
  const openidPort = (await freePorts(1))[0] ?? 0;
  const files = await Promise.all(["one", "two"].map((name) => agenciesFile(folder, name, openidPort)));
  const [first = ""] = files;
  const agencies = readAgencies(first);
  const openid = await startOpenid(agencies, readPersons("development/persons.yaml"), "test");
  await Promise.all(["partnership", "health"].map((name) => importFamilies(name, { ...databases, AGENCIES: first })));

  const processes = await Promise.all(
    files.map(async (file) => {
      const environment = { ...databases, AGENCIES: file, PORT: "0" };
      const behind = ["subgraphs/partnership/main.ts", "subgraphs/main.ts health"].map((script) => startProcess(root, script, environment));
      return Promise.all([startProcess(".", "gateway/main.ts", environment), ...behind]);
    }),
  );
  const client = new pg.Client({ connectionString: health?.url });
  await client.connect();
  return {
    gateways: [processes[0]?.[0].url ?? "", processes[1]?.[0].url ?? ""],
    health: client,
    async token(person) {
      const response = await fetch(`${personsUrl(agencies)}/${person}/token`);
      return ((await response.json()) as { accessToken: string }).accessToken;
    },
    async close() {
      await Promise.all(processes.flat().map((each) => each.kill()));
      await client.end();
      await openid.close();
      server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
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
