import { z } from "zod";
import { ChildviewError } from "./errors.ts";

/**
 * Reads a process's settings from the environment. Each process calls this once, at its start, and passes on what it read. An empty value counts as
 * not set, as compose files give it. Throws SETTING_INVALID naming the setting; never prints a value, which may be a password.
 */
export function readSettings<T extends z.ZodRawShape>(shape: T, environment: NodeJS.ProcessEnv): z.infer<z.ZodObject<T>> {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const result = z.object(shape).safeParse(given);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new ChildviewError("SETTING_INVALID", `${issue?.path.join(".") ?? "a setting"}: ${issue?.message ?? "cannot be used"}`, {
    cause: result.error,
  });
}

/** Whether npm started this process: npm says in the environment of what it starts which script that is. Never throws. */
export function startedByNpm(environment: NodeJS.ProcessEnv): boolean {
  return readSettings({ npm_lifecycle_event: z.string().optional() }, environment).npm_lifecycle_event !== undefined;
}

/** A TCP port. */
export const port = z.coerce.number({ error: "a port is a number from 0 to 65535" }).int().min(0).max(65535);

/** The settings that every service has. */
export const commonSettings = {
  /** `production` turns off what is only for development. */
  NODE_ENV: z.enum(["production", "development", "test"]).default("development"),
  /** The address to listen on; `0.0.0.0` in a container. */
  HOST: z.string().default("127.0.0.1"),
  /** The list of agencies. */
  AGENCIES: z.string().default("agencies.yaml"),
  /** The folder of the agreements, categories and roles. */
  POLICIES: z.string().default("policies"),
  /** A file of keys by which other services' audit logs are known, one a line; the others are known by the key that was seen first. */
  WITNESS_KEYS: z.string().optional(),
  /** Milliseconds until an operation is given up, from the moment at which it reaches the service. A permit holds for 15 seconds, so more could only end in a refusal. */
  OPERATION_TIMEOUT_MS: z.coerce.number().int().min(10).max(14_000).default(10_000),
  /** How much a service writes to its log. */
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("warn"),
};

/** The name of the setting that points a service at a PostgreSQL server: `social-care` → `DATABASE_URL_SOCIAL_CARE`. */
export function databaseUrlSetting(service: string): string {
  return `DATABASE_URL_${service.toUpperCase().replaceAll("-", "_")}`;
}

/** Where a service's database is: a PostgreSQL server, or, without a URL, embedded in the data folder. */
export interface DatabaseSettings {
  readonly dataDir: string;
  readonly url: string | undefined;
}

/** Reads where the service's database is. Throws SETTING_INVALID. */
export function readDatabaseSettings(service: string, environment: NodeJS.ProcessEnv): DatabaseSettings {
  const name = databaseUrlSetting(service);
  const url = z.url({ protocol: /^postgres(ql)?$/, error: "a database URL is like postgres://user:password@host:5432/name" }).optional();
  const shape: Record<string, z.ZodType<string | undefined>> = { DATA_DIR: z.string().default("./data"), [name]: url };
  const read = readSettings(shape, environment);
  return { dataDir: read["DATA_DIR"] ?? "./data", url: read[name] };
}
