import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DataSource } from "typeorm";
import { startGateway } from "../../gateway/start-gateway.ts";
import { systemClock } from "../../service/clock.ts";
import { readLimits } from "../../service/limits.ts";
import { educationImporter } from "../../subgraphs/education/import/importer.ts";
import { education } from "../../subgraphs/education/subgraph.ts";
import { healthImporter } from "../../subgraphs/health/import/importer.ts";
import { health } from "../../subgraphs/health/subgraph.ts";
import type { RunningAgency } from "../../subgraphs/kit/agency/start-agency.ts";
import { startAgency } from "../../subgraphs/kit/agency/start-agency.ts";
import { runImport, type Importer } from "../../subgraphs/kit/import/run.ts";
import { readPartnershipCodes } from "../../subgraphs/partnership/import/codes.ts";
import { partnershipImporter } from "../../subgraphs/partnership/import/importer.ts";
import { startPartnership } from "../../subgraphs/partnership/start-partnership.ts";
import { socialCareImporter } from "../../subgraphs/social-care/import/importer.ts";
import { socialCare } from "../../subgraphs/social-care/subgraph.ts";
import { createServerDatabase, templateDir } from "../databases.ts";
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
  const places = await databasePlaces(folder);
  const settings = (service: string) => ({
    mode: "test" as const,
    host: "127.0.0.1",
    agenciesFile,
    policiesFolder: "policies",
    logLevel: "silent",
    operationTimeout: 14_000,
    limits: readLimits({}),
    database: { ...places.of(service), onStatement: (sql: string) => onStatement?.(service, sql) },
  });

  const running: Record<string, RunningAgency> = { partnership: await startPartnership(settings("partnership")) };
  for (const agency of [education, health, socialCare]) running[agency.agency] = await startAgency(agency, settings(agency.agency));
  await load(running, "partnership", partnershipImporter(readPartnershipCodes({ AGENCIES: agenciesFile })));
  await load(running, "education", educationImporter);
  await load(running, "health", healthImporter);
  await load(running, "social-care", socialCareImporter);
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
      await places.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function load<Parsed>(running: Readonly<Record<string, RunningAgency>>, service: string, importer: Importer<Parsed>): Promise<void> {
  const folder = join("development/families", service);
  const files = readdirSync(folder).filter((file) => !file.endsWith(".md"));
  const dataSource = running[service]?.database;
  if (dataSource === undefined) throw new Error(`${service} does not run`);
  await runImport({ importer, dataSource, clock: systemClock, files: files.map((file) => join(folder, file)), write: () => undefined });
}

async function databasePlaces(folder: string) {
  const server = process.env["TEST_DATABASE_URL"];
  if (server === undefined) {
    return { of: () => ({ dataDir: join(folder, "data"), url: undefined, templateDir }), remove: () => Promise.resolve() };
  }
  const services = ["partnership", "education", "health", "social-care"];
  const made = new Map(await Promise.all(services.map(async (service) => [service, await createServerDatabase(server, service)] as const)));
  return {
    of: (service: string) => ({ dataDir: folder, url: made.get(service)?.url }),
    remove: async () => {
      for (const { remove } of made.values()) await remove();
    },
  };
}
