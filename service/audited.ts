import { readFileSync } from "node:fs";
import type { FastifyBaseLogger, FastifyInstance } from "fastify";
import type { DataSource } from "typeorm";
import { type NewEntry, openAuditLog } from "./audit.ts";
import type { Clock } from "./clock.ts";
import { ChildviewError } from "./errors.ts";
import { closeDatabase, type DatabaseOptions, openDatabase } from "./database.ts";
import type { Dependency } from "./http-service.ts";
import { Alarms } from "./witness/alarms.ts";
import { KnownLogs, readPinnedKeys } from "./witness/known-logs.ts";
import { openParty } from "./witness/log-party.ts";
import type { Party } from "./witness/party.ts";
import { Watch } from "./witness/watch.ts";

/** How often a service looks whether a log was not witnessed for long, in milliseconds. */
const looksEvery = 60_000;

/** What a service witnesses. */
export interface Witnessed {
  /** All services that keep a log, its own among them. */
  readonly services: readonly string[];
  /** The file of keys by which their logs are known, if there is one. */
  readonly keysFile: string | undefined;
}

/** A service's database with the audit log in it. */
export interface Audited {
  readonly database: DataSource;
  /** Settles once the entries are stored for good; throws AUDIT_UNAVAILABLE if they are not. */
  append(entries: readonly NewEntry[]): Promise<void>;
  /** How the database and the log fare. The service can do nothing without them. */
  readonly dependencies: readonly Dependency[];
  /** The service as a log that others witness, and as a witness of theirs. */
  readonly party: Party;
  /** What is not witnessed of the others' logs, and why: a sentence each. */
  readonly warnings: () => readonly string[];
  /** Records the start now, and, when the service is closed, the stop, after `settled` has settled; then closes the log and the database. */
  keep(app: FastifyInstance, settled?: () => Promise<void>): Promise<void>;
}

/** Opens a service's database and its audit log. Throws what `openDatabase` throws, AUDIT_INCONSISTENT, and SETTING_INVALID for a file that has no keys of logs. */
export async function openAudited(options: DatabaseOptions, { services, keysFile }: Witnessed, clock: Clock): Promise<Audited> {
  const known = new KnownLogs(
    services.filter((name) => name !== options.service),
    keysFile === undefined ? new Map() : readPinnedKeys(textOf(keysFile)),
  );
  const database = await openDatabase(options);
  let log: FastifyBaseLogger | undefined;
  const audit = await openAuditLog({
    database,
    service: options.service,
    clock,
    troubled: (err) => log?.error({ err }, "no checkpoint was signed"),
  });
  const append = (entries: readonly NewEntry[]) => audit.append(entries);
  const alarms = new Alarms({ append, clock, error: (details, message) => log?.error(details, message) });
  const watch = new Watch({ database, service: options.service, known, alarms, clock });
  const looking = setInterval(() => {
    watch.look().catch((err: unknown) => log?.error({ err }, "whether all logs are witnessed could not be looked at"));
  }, looksEvery).unref();
  const tell = (kind: "start" | "stop") => audit.append([{ kind, at: clock(), facts: {}, personal: {} }]);
  return {
    database,
    append,
    party: openParty({ database, signer: audit.signer, known, alarms, watch, clock }),
    warnings: () => alarms.warnings(),
    dependencies: [
      { name: "database", needed: true, check: async () => void (await database.query("SELECT 1")) },
      { name: "audit log", needed: true, check: () => audit.requireWritable() },
    ],
    keep: async (app, settled) => {
      log = app.log;
      await tell("start");
      app.addHook("onClose", async () => {
        clearInterval(looking);
        await settled?.();
        // Where no stop is told the service was killed, or its database was gone: then it still comes to its end.
        await tell("stop").catch((err: unknown) => app.log.error({ err }, "the stop could not be recorded"));
        await audit.close().catch((err: unknown) => app.log.error({ err }, "no last checkpoint was signed"));
        await closeDatabase(database);
      });
    },
  };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new ChildviewError("SETTING_INVALID", `WITNESS_KEYS: ${file} cannot be read`, { cause });
  }
}
