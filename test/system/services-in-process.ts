import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DataSource } from "typeorm";
import { startGateway } from "../../gateway/start-gateway.ts";
import { readLimits } from "../../service/limits.ts";
import type { RunningSubgraph } from "../../subgraphs/kit/start-subgraph.ts";
import { startAgency } from "../../subgraphs/kit/agency/start-agency.ts";
import { startPartnership } from "../../subgraphs/partnership/start-partnership.ts";
import { loadAgency } from "../../subgraphs/load-agency.ts";
import { agenciesHere, readAgencies } from "../../trust/agencies.ts";
import { placeWithFamilies } from "../copied/families.ts";
import { type DatabasePlace, databasePlace } from "../databases.ts";
import { agenciesOn, freePortsFor } from "./boot.ts";
import { systemPlace } from "./running-system.ts";

/** The services with the demo families, within this process, so that a test can reach behind them into their databases. */
export interface ServicesInProcess {
  readonly gateway: string;
  readonly agenciesFile: string;
  readonly folder: string;
  readonly databases: Readonly<Record<string, DataSource>>;
  /** Has the gateway carry the audit logs' checkpoints now. */
  carry(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts them beside the system under test, whose token issuers they accept, unless `change` makes the list of agencies another. `onStatement` hears each statement of a request, and none of those by which
 * the logs are signed and witnessed meanwhile: no answer waits for them, and they come when a minute is over.
 */
export async function startServicesInProcess(
  onStatement?: (service: string, sql: string) => void,
  change: (agencies: string) => string = (agencies) => agencies,
): Promise<ServicesInProcess> {
  const folder = mkdtempSync(join(tmpdir(), "childview-in-process-"));
  const agenciesFile = join(folder, "agencies.yaml");
  const list = readAgencies("agencies.yaml");
  const here = agenciesHere(list);
  const [gatewayPort = 0, ...ports] = (await freePortsFor(list)).slice(0, -1);
  writeFileSync(agenciesFile, change(agenciesOn([gatewayPort, ...ports], systemPlace().agenciesFile)));
  const places = await databasePlaces(["partnership", ...here]);
  const hear = (service: string, sql: string) => (ofRequest(sql) ? onStatement?.(service, sql) : undefined);
  const settings = (service: string) => ({
    mode: "test" as const,
    host: "127.0.0.1",
    agenciesFile,
    policiesFolder: "policies",
    logLevel: "silent",
    operationTimeout: 14_000,
    limits: readLimits({}),
    database: { dataDir: folder, url: undefined, ...places.get(service)?.place, onStatement: (sql: string) => hear(service, sql) },
  });

  const running: Record<string, RunningSubgraph> = { partnership: await startPartnership(settings("partnership")) };
  for (const name of here) running[name] = await startAgency(await loadAgency(list, name), settings(name));
  const gateway = await startGateway({
    host: "127.0.0.1",
    port: gatewayPort,
    agenciesFile,
    supergraphFile: "supergraph.graphql",
    policiesFolder: "policies",
    logLevel: "silent",
    mode: "test",
    development: false,
    withheld: "extensions",
    agencyTimeout: 10_000,
    operationTimeout: 14_000,
    limits: readLimits({}),
    database: settings("gateway").database,
  });
  return {
    gateway: gateway.url,
    agenciesFile,
    folder,
    databases: Object.fromEntries(Object.entries({ ...running, gateway }).map(([name, { database }]) => [name, database])),
    carry: () => gateway.carry(),
    close: async () => {
      await gateway.close();
      for (const service of Object.values(running)) await service.close();
      for (const { remove } of places.values()) await remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function ofRequest(sql: string): boolean {
  return sql.includes("audit_append") || !/audit_|pg_advisory/.test(sql);
}

async function databasePlaces(services: readonly string[]): Promise<ReadonlyMap<string, DatabasePlace>> {
  const places = new Map<string, DatabasePlace>();
  for (const service of services) places.set(service, await placeWithFamilies(service));
  return places.set("gateway", await databasePlace("gateway"));
}
