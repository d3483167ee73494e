import type { FastifyBaseLogger, FastifyInstance } from "fastify";
import type { DataSource } from "typeorm";
import { type NewEntry, openAuditLog } from "./audit.ts";
import type { Clock } from "./clock.ts";
import { closeDatabase, type DatabaseOptions, openDatabase } from "./database.ts";
import type { Dependency } from "./http-service.ts";

/** A service's database with the audit log in it. */
export interface Audited {
  readonly database: DataSource;
  /** Settles once the entries are stored for good; throws AUDIT_UNAVAILABLE if they are not. */
  append(entries: readonly NewEntry[]): Promise<void>;
  /** How the database and the log fare. The service can do nothing without them. */
  readonly dependencies: readonly Dependency[];
  /** Records the start now, and, when the service is closed, the stop, after `settled` has settled; then closes the log and the database. */
  keep(app: FastifyInstance, settled?: () => Promise<void>): Promise<void>;
}

/** Opens a service's database and its audit log. Throws what `openDatabase` throws, and AUDIT_INCONSISTENT. */
export async function openAudited(options: DatabaseOptions, clock: Clock): Promise<Audited> {
  const database = await openDatabase(options);
  let log: FastifyBaseLogger | undefined;
  const audit = await openAuditLog({
    database,
    service: options.service,
    clock,
    troubled: (err) => log?.error({ err }, "no checkpoint was signed"),
  });
  const tell = (kind: "start" | "stop") => audit.append([{ kind, at: clock(), facts: {}, personal: {} }]);
  return {
    database,
    append: (entries) => audit.append(entries),
    dependencies: [
      { name: "database", needed: true, check: async () => void (await database.query("SELECT 1")) },
      { name: "audit log", needed: true, check: () => audit.requireWritable() },
    ],
    keep: async (app, settled) => {
      log = app.log;
      await tell("start");
      app.addHook("onClose", async () => {
        await settled?.();
        // Where no stop is told the service was killed, or its database was gone: then it still comes to its end.
        await tell("stop").catch((err: unknown) => app.log.error({ err }, "the stop could not be recorded"));
        await audit.close().catch((err: unknown) => app.log.error({ err }, "no last checkpoint was signed"));
        await closeDatabase(database);
      });
    },
  };
}
