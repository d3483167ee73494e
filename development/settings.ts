import { commonSettings, databaseUrlSetting, port, readSettings } from "../service/settings.ts";
import { ChildviewError } from "../service/errors.ts";
import { z } from "zod";
import { agenciesHere, type Agencies, readAgencies } from "../trust/agencies.ts";

/** What the launcher itself needs to know; each service reads its own settings from the same environment. */
export interface DevelopmentSettings {
  readonly agencies: Agencies;
  /** The services that run here and have records: the partnership, and the agencies whose subgraphs are in this repository. */
  readonly services: readonly string[];
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  /** The settings that put a service's records on a PostgreSQL server, outside the data folder. */
  readonly onServers: readonly string[];
}

/** Reads the launcher's settings and the list of agencies. Throws SETTING_INVALID and AGENCIES_INVALID; the first in production too, where nothing of the demo may run. */
export function readDevelopmentSettings(environment: NodeJS.ProcessEnv): DevelopmentSettings {
  const settings = readSettings({ ...commonSettings, PORT: port.default(4000), DATA_DIR: z.string().default("./data") }, environment);
  refuseInProduction(settings.NODE_ENV);
  const agencies = readAgencies(settings.AGENCIES);
  const services = ["partnership", ...agenciesHere(agencies)];
  return {
    agencies,
    services,
    dataDir: settings.DATA_DIR,
    host: settings.HOST,
    port: settings.PORT,
    onServers: ["gateway", ...services].map(databaseUrlSetting).filter((name) => (environment[name] ?? "") !== ""),
  };
}

/** Throws SETTING_INVALID in production: the demo has made-up children in its databases, and gives a token to anybody. */
export function refuseInProduction(mode: string): void {
  if (mode !== "production") return;
  const why = "NODE_ENV is production, where nothing of the demo runs: no made-up family is loaded, and no token given to anybody";
  throw new ChildviewError("SETTING_INVALID", `${why}; deployment/README.md says how to start the services`);
}
