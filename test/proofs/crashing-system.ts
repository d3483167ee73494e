import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readPersons } from "../../development/openid/persons.ts";
import { startOpenid } from "../../development/openid/server.ts";
import { personsUrl } from "../../gateway/persons-url.ts";
import { closeDatabase, openDatabase } from "../../service/database.ts";
import { agenciesHere, readAgencies } from "../../trust/agencies.ts";
import { storedService } from "../copied/services.ts";
import { templateDir } from "../databases.ts";
import { agenciesOn, freePortsFor } from "../system/boot.ts";
import type { Opened } from "./opened.ts";
import { type ServiceProcess, startProcess } from "./services.ts";

/** The gateway and each service as a process of its own, with the demo families in embedded databases, which die with their services. */
export interface CrashingSystem {
  readonly gateway: string;
  /** The folder of the databases. */
  readonly dataDir: string;
  /** The services that have a database of children, and the gateway. */
  readonly names: readonly string[];
  /** Starts those that do not run. */
  start(): Promise<void>;
  /** Ends one at once, as a power cut would. */
  kill(name: string): Promise<void>;
  /** Has all of them end in order. */
  stop(): Promise<void>;
  /** A valid access token of a demo person. */
  token(person: string): Promise<string>;
}

/** Loads the families; nothing is started but the issuer of tokens, which nobody kills. */
export async function makeCrashingSystem(folder: string, open: Opened): Promise<CrashingSystem> {
  const [dataDir, agenciesFile] = [join(folder, "data"), join(folder, "agencies.yaml")];
  const ports = await freePortsFor();
  writeFileSync(agenciesFile, agenciesOn(ports));
  const agencies = readAgencies(agenciesFile);
  open.keep(await startOpenid(agencies, readPersons("development/persons.yaml"), "test"), (it) => it.close());
  const services = ["partnership", ...agenciesHere(agencies)];
  mkdirSync(dataDir);
  for (const name of services) await loadFamilies(name, dataDir);

  const environment = { AGENCIES: agenciesFile, DATA_DIR: dataDir, PORT: String(ports[0]) };
  const scripts = new Map([
    ["gateway", "gateway/main.ts"],
    ["partnership", "subgraphs/partnership/main.ts"],
    ...agenciesHere(agencies).map((name) => [name, `subgraphs/main.ts ${name}`] as const),
  ]);
  const running = new Map<string, ServiceProcess>();
  const tokens = new Map<string, Promise<string>>();
  return {
    gateway: `http://127.0.0.1:${String(ports[0])}`,
    dataDir,
    names: [...scripts.keys()],
    async start() {
      const stopped = [...scripts].filter(([name]) => !running.has(name));
      for (const [name, service] of await Promise.all(stopped.map(async ([name, script]) => [name, await started(script)] as const)))
        running.set(name, service);
    },
    async kill(name) {
      const service = running.get(name);
      running.delete(name);
      await service?.kill();
    },
    async stop() {
      await Promise.all([...running.values()].map((service) => service.end()));
      running.clear();
    },
    token(person) {
      const token = tokens.get(person) ?? fetchToken(person);
      tokens.set(person, token);
      return token;
    },
  };

  async function started(script: string): Promise<ServiceProcess> {
    return open.keep(await startProcess(".", script, environment), (it) => it.kill());
  }

  async function fetchToken(person: string): Promise<string> {
    const response = await fetch(`${personsUrl(agencies)}/${person}/token`);
    return ((await response.json()) as { accessToken: string }).accessToken;
  }
}

async function loadFamilies(service: string, dataDir: string): Promise<void> {
  const { entities, migrations, load } = await storedService(service);
  const database = await openDatabase({ service, dataDir, templateDir, url: undefined, entities, migrations });
  await load(database);
  await closeDatabase(database);
}
