import type { DataSource } from "typeorm";
import { type NoteKey, readVerifierKey, signatureTypes, verifierKey } from "../audit/note.ts";
import { ChildviewError } from "../errors.ts";
import { serviceOf } from "./offer.ts";

type Reader = Pick<DataSource, "query">;

/** By which keys a witness knows the logs of other services: one for each, by what was pinned, else by what it saw first. */
export class KnownLogs {
  readonly #services: ReadonlySet<string>;
  readonly #pinned: ReadonlyMap<string, NoteKey>;

  /** Of these services alone, whatever else is offered. */
  constructor(services: readonly string[], pinned: ReadonlyMap<string, NoteKey>) {
    this.#services = new Set(services);
    this.#pinned = pinned;
  }

  /** Whether this is a service whose log is witnessed at all. */
  has(service: string | undefined): service is string {
    return service !== undefined && this.#services.has(service);
  }

  /** The key of a service's log; undefined if none is known yet. */
  async keyOf(database: Reader, service: string): Promise<NoteKey | undefined> {
    const pinned = this.#pinned.get(service);
    if (pinned !== undefined) return pinned;
    const [row] = await database.query<{ key: string }[]>("SELECT key FROM audit_known_log WHERE service = $1", [service]);
    return row && readVerifierKey(row.key);
  }

  /** The services whose logs are known. */
  async servicesKnown(database: Reader): Promise<string[]> {
    const rows = await database.query<{ service: string }[]>("SELECT service FROM audit_known_log");
    const known = new Set([...this.#pinned.keys(), ...rows.map(({ service }) => service)]);
    return [...this.#services].filter((service) => known.has(service));
  }

  /** All keys that are known, as they sign as witnesses. */
  async witnesses(database: Reader): Promise<NoteKey[]> {
    const keys = await Promise.all([...this.#services].map((service) => this.keyOf(database, service)));
    return keys.flatMap((key) => (key === undefined ? [] : [{ ...key, type: signatureTypes.cosignature }]));
  }

  /** Knows a service's log by this key from now on, unless there is one already. */
  async learn(database: Reader, service: string, key: NoteKey, now: Date): Promise<void> {
    await database.query("INSERT INTO audit_known_log (service, key, first_seen) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", [
      service,
      verifierKey(key),
      now,
    ]);
  }
}

/** Reads keys that are pinned, one a line; empty lines, and those that begin with `#`, are read over. Throws SETTING_INVALID for a line that is no key of a log of ours. */
export function readPinnedKeys(text: string): Map<string, NoteKey> {
  const lines = text.split("\n").map((line, at) => ({ line, at }));
  return new Map(
    lines
      .filter(({ line }) => !/^\s*(#|$)/.test(line))
      .map(({ line, at }) => {
        const key = readVerifierKey(line.trim());
        const service = serviceOf(key?.name ?? "");
        if (key?.type !== signatureTypes.plain || service === undefined)
          throw new ChildviewError("SETTING_INVALID", `WITNESS_KEYS: line ${String(at + 1)} is no key of an audit log`);
        return [service, key] as const;
      }),
  );
}
