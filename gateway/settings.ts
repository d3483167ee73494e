import { z } from "zod";
import { type Limits, readLimits } from "../service/limits.ts";
import { commonSettings, type DatabaseSettings, port, readDatabaseSettings, readSettings } from "../service/settings.ts";

/** The gateway's settings. */
export interface GatewaySettings {
  readonly host: string;
  readonly port: number;
  readonly agenciesFile: string;
  readonly supergraphFile: string;
  /** Where the names of the categories are. */
  readonly policiesFolder: string;
  readonly logLevel: string;
  readonly mode: "production" | "development" | "test";
  readonly development: boolean;
  readonly withheld: "extensions" | "errors";
  /** Milliseconds an agency has to answer. */
  readonly agencyTimeout: number;
  /** Milliseconds a caller's operation may take as a whole. */
  readonly operationTimeout: number;
  readonly limits: Limits;
  /** The file of keys by which other services' audit logs are known, if there is one. */
  readonly witnessKeys?: string | undefined;
  /** Where its audit log is. */
  readonly database: DatabaseSettings;
}

/** Reads the gateway's settings, once, at its start. Throws SETTING_INVALID. */
export function readGatewaySettings(environment: NodeJS.ProcessEnv): GatewaySettings {
  const settings = readSettings(
    {
      ...commonSettings,
      PORT: port.default(4000),
      SUPERGRAPH: z.string().default("supergraph.graphql"),
      // `errors` leaves refusals where any other Federation router would.
      WITHHELD: z.enum(["extensions", "errors"]).default("extensions"),
      // A permit holds for 15 seconds, so waiting longer for an agency could only end in a refusal.
      AGENCY_TIMEOUT_MS: z.coerce.number().int().min(10).max(15_000).default(5_000),
    },
    environment,
  );
  return {
    host: settings.HOST,
    port: settings.PORT,
    agenciesFile: settings.AGENCIES,
    supergraphFile: settings.SUPERGRAPH,
    policiesFolder: settings.POLICIES,
    logLevel: settings.LOG_LEVEL,
    mode: settings.NODE_ENV,
    development: settings.NODE_ENV !== "production",
    withheld: settings.WITHHELD,
    agencyTimeout: settings.AGENCY_TIMEOUT_MS,
    operationTimeout: settings.OPERATION_TIMEOUT_MS,
    limits: readLimits(environment),
    witnessKeys: settings.WITNESS_KEYS,
    database: readDatabaseSettings("gateway", environment),
  };
}
