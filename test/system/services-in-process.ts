import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DataSource } from "typeorm";
import { startGateway } from "../../gateway/start-gateway.ts";
import { readLimits } from "../../service/limits.ts";
import { education } from "../../subgraphs/education/subgraph.ts";
import { health } from "../../subgraphs/health/subgraph.ts";
import type { RunningAgency } from "../../subgraphs/kit/agency/start-agency.ts";
import { startAgency } from "../../subgraphs/kit/agency/start-agency.ts";
import { startPartnership } from "../../subgraphs/partnership/start-partnership.ts";
import { socialCare } from "../../subgraphs/social-care/subgraph.ts";
import { placeWithFamilies } from "../copied/families.ts";
import type { DatabasePlace } from "../databases.ts";
import { agenciesOn, freePorts } from "./boot.ts";
import { systemPlace } from "./running-system.ts";

/** The services with the demo families, within this process, so that a test can reach behind them into their databases. */
export interface ServicesInProcess {
  readonly gateway: string;
  readonly agenciesFile: string;
  readonly folder: string;
  readonly databases: Readonly<Record<string, DataSource>>;
  close(): Promise<void>;
}

/** Starts them beside the system under test, whose token issuers they accept, unless `change` makes the list of agencies another. */
export async function startServicesInProcess(
  onStatement?: (service: string, sql: string) => void,
  change: (agencies: string) => string = (agencies) => agencies,
): Promise<ServicesInProcess> {
  const folder = mkdtempSync(join(tmpdir(), "childview-in-process-"));
  const agenciesFile = join(folder, "agencies.yaml");
  const [gatewayPort = 0, ...ports] = await freePorts(5);
  writeFileSync(agenciesFile, change(agenciesOn([gatewayPort, ...ports], systemPlace().agenciesFile)));
  const places = await databasePlaces();
  const settings = (service: string) => ({
    mode: "test" as const,
    host: "127.0.0.1",
    agenciesFile,
    policiesFolder: "policies",
    logLevel: "silent",
    operationTimeout: 14_000,
    limits: readLimits({}),
    database: { dataDir: folder, url: undefined, ...places.get(service)?.place, onStatement: (sql: string) => onStatement?.(service, sql) },
  });

  const running: Record<string, RunningAgency> = { partnership: await startPartnership(settings("partnership")) };
  for (const agency of [education, health, socialCare]) running[agency.agency] = await startAgency(agency, settings(agency.agency));
  const gateway = await startGateway({
    host: "127.0.0.1",
    port: gatewayPort,
    agenciesFile,
    supergraphFile: "supergraph.graphql",
    logLevel: "silent",
    mode: "test",
    development: false,
    withheld: "extensions",
    agencyTimeout: 10_000,
    operationTimeout: 14_000,
    limits: readLimits({}),
  });
  return {
    gateway: gateway.url,
    agenciesFile,
    folder,
    databases: Object.fromEntries(Object.entries(running).map(([name, { database }]) => [name, database])),
    close: async () => {
      await gateway.close();
      for (const service of Object.values(running)) await service.close();
      for (const { remove } of places.values()) await remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function databasePlaces(): Promise<ReadonlyMap<string, DatabasePlace>> {
  const places = new Map<string, DatabasePlace>();
  for (const service of ["partnership", "education", "health", "social-care"]) places.set(service, await placeWithFamilies(service));
  return places;
}
