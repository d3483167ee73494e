import { type Limits, readLimits } from "../../service/limits.ts";
import { commonSettings, type DatabaseSettings, readDatabaseSettings, readSettings } from "../../service/settings.ts";

/** The settings of a subgraph's service. */
export interface SubgraphSettings {
  readonly mode: "production" | "development" | "test";
  readonly host: string;
  readonly agenciesFile: string;
  readonly policiesFolder: string;
  readonly logLevel: string;
  /** The longest that it works for one request, in milliseconds, whatever it is told. */
  readonly operationTimeout: number;
  readonly database: DatabaseSettings;
  readonly limits: Limits;
  /** The file of keys by which other services' audit logs are known, if there is one. */
  readonly witnessKeys?: string | undefined;
}

/** Reads the settings of a subgraph's service, once, at its start. Throws SETTING_INVALID. */
export function readSubgraphSettings(service: string, environment: NodeJS.ProcessEnv): SubgraphSettings {
  const settings = readSettings(commonSettings, environment);
  return {
    mode: settings.NODE_ENV,
    host: settings.HOST,
    agenciesFile: settings.AGENCIES,
    policiesFolder: settings.POLICIES,
    logLevel: settings.LOG_LEVEL,
    operationTimeout: settings.OPERATION_TIMEOUT_MS,
    database: readDatabaseSettings(service, environment),
    limits: readLimits(environment),
    witnessKeys: settings.WITNESS_KEYS,
  };
}
