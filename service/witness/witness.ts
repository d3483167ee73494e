import type { DataSource, EntityManager } from "typeorm";
import { cosign, type OpenedCheckpoint, openCheckpoint, whyNotWitnessed } from "../audit/checkpoint.ts";
import { type NoteKey, type NoteSigner, readVerifierKey, signatureTypes, verifierKey } from "../audit/note.ts";
import type { Clock } from "../clock.ts";
import type { Alarm, Alarms } from "./alarms.ts";
import type { KnownLogs } from "./known-logs.ts";
import { type Offer, readOffer, serviceOf } from "./offer.ts";
import type { Told } from "./party.ts";
import type { Watch } from "./watch.ts";

/** The advisory lock under which what was seen last is read and the next is kept: any number. */
const witnessLock = 4242004;

/** How much earlier, in seconds, a replica's clock may say that it is. A smaller tree that was signed later than that is no older checkpoint that came late. */
const clocksDiffer = 60;

/**
 * How many different checkpoints that came without a proof are kept of each log until the next is witnessed. One with a spoilt proof takes a place, since the log has signed it; so many nobody has who brings them
 * between two rounds of a log that goes on.
 */
const mostNotShown = 8;

/** What a witness is made of. */
export interface WitnessParts {
  readonly database: DataSource;
  readonly signer: NoteSigner;
  readonly known: KnownLogs;
  readonly alarms: Alarms;
  readonly watch: Watch;
  readonly clock: Clock;
}

const junk: Told = { status: 400, body: "this is no checkpoint with a proof, as c2sp.org/tlog-witness has it\n" };
const unknown: Told = { status: 404, body: "this log is not known here\n" };

/** What comes of an offer: what is answered, and the alarm that it raises, with whether the log itself has signed the evidence. */
interface Judged {
  readonly told: Told;
  readonly alarm?: Alarm;
  /** What was witnessed. */
  readonly witnessed?: OpenedCheckpoint;
}

/** Witnesses the logs of other services: signs what goes on from what it saw, and nothing else (c2sp.org/tlog-witness, add-checkpoint). */
export class Witness {
  readonly #parts: WitnessParts;

  constructor(parts: WitnessParts) {
    this.#parts = parts;
  }

  /** Takes the key of a log, if none is known of its service. Another than the known one is refused, and told. */
  async addKey(line: string): Promise<Told> {
    const { database, known, clock } = this.#parts;
    const key = readVerifierKey(line.trim());
    const service = serviceOf(key?.name ?? "");
    if (key?.type !== signatureTypes.plain) return { status: 400, body: "this is no key of a log\n" };
    if (!known.has(service)) return unknown;
    if ((await known.keyOf(database, service)) === undefined) await known.learn(database, service, key, clock());
    const there = await known.keyOf(database, service);
    if (there !== undefined && verifierKey(there) === verifierKey(key)) return { status: 200, body: "" };
    return this.#refuse(service, there?.name === key.name ? "OTHER_KEY" : "OTHER_LOG", 403);
  }

  /** Takes a checkpoint. */
  async addCheckpoint(body: string): Promise<Told> {
    const { database, known, alarms, watch } = this.#parts;
    const offer = readOffer(body);
    if (offer === undefined) return junk;
    const [origin = ""] = offer.note.split("\n", 1);
    const service = serviceOf(origin);
    if (!known.has(service)) return unknown;
    const { told, alarm, witnessed } = await database.transaction(async (manager): Promise<Judged> => {
      await manager.query("SELECT pg_advisory_xact_lock($1)", [witnessLock]);
      const key = await known.keyOf(manager, service);
      return key === undefined ? { told: unknown } : this.#judge(manager, origin, key, offer);
    });
    if (alarm !== undefined) alarms.raise(service, alarm);
    if (witnessed !== undefined) {
      alarms.lift(service, "NOT_SHOWN");
      watch.witnessed(service, new Date(timeOf(witnessed) * 1000));
    }
    return told;
  }

  async #judge(manager: EntityManager, origin: string, key: NoteKey, { old, proof, note }: Offer): Promise<Judged> {
    if (key.name !== origin) return refused("OTHER_LOG", 403);
    const offered = openCheckpoint(note, key);
    if (offered === undefined) return refused("OTHER_KEY", 403);
    const seen = await this.#lastSeen(manager, key);
    const size = seen?.size ?? 0;
    if (offered.size > size && old !== size) return conflict(size);
    const why = offered.size < size ? await this.#whySmaller(manager, key, offered) : whyNotWitnessed(seen, offered, proof);
    if (why === "LATE") return conflict(size);
    if (why !== undefined) {
      await this.#keep(manager, offered, note, why);
      return refused(why, why === "NOT_CONSISTENT" || why === "NOT_SHOWN" ? 422 : 409);
    }
    const { signer, clock } = this.#parts;
    const cosigned = cosign(signer, note, clock());
    // Of a log that has not grown nothing new is known.
    if (seen === undefined || offered.size > size) await this.#keep(manager, offered, cosigned);
    return { told: { status: 200, body: cosigned.slice(note.length) }, witnessed: offered };
  }

  /** What a checkpoint of fewer entries than were seen is: an older one that came late, by all that was seen of the log until it had more; or one of a log that was cut off, with whatever time it is signed. */
  async #whySmaller(manager: EntityManager, key: NoteKey, offered: OpenedCheckpoint): Promise<"LATE" | "SMALLER" | "OTHER_ROOT"> {
    const rows = await manager.query<{ note: string }[]>(
      "SELECT note FROM audit_witnessed WHERE origin = $1 AND refused IS NULL AND size >= $2 ORDER BY id LIMIT 2",
      [key.name, offered.size],
    );
    const seen = rows.flatMap(({ note }) => openCheckpoint(note, key) ?? []);
    if (seen.some(({ size, root }) => size === offered.size && !root.equals(offered.root))) return "OTHER_ROOT";
    const more = seen.find(({ size }) => size > offered.size);
    return more !== undefined && timeOf(offered) > timeOf(more) + clocksDiffer ? "SMALLER" : "LATE";
  }

  async #lastSeen(manager: EntityManager, key: NoteKey): Promise<OpenedCheckpoint | undefined> {
    const [row] = await manager.query<{ note: string }[]>(
      "SELECT note FROM audit_witnessed WHERE origin = $1 AND refused IS NULL ORDER BY id DESC LIMIT 1",
      [key.name],
    );
    return row && openCheckpoint(row.note, key);
  }

  /**
   * Keeps what was witnessed; and of what was refused, each reason once: the log has signed it, and so is the evidence. Of what came without a proof, which anybody can spoil, some since something was witnessed last.
   */
  async #keep(manager: EntityManager, { origin, size }: OpenedCheckpoint, note: string, why?: Alarm): Promise<void> {
    await manager.query(
      `INSERT INTO audit_witnessed (origin, size, note, refused, made_at)
       SELECT $1, $2::bigint, $3, $4::text, $5::timestamptz
       WHERE $4::text IS NULL OR $6 > (
         SELECT count(*) FROM audit_witnessed AS there WHERE there.origin = $1 AND there.refused = $4::text AND ($4::text <> 'NOT_SHOWN' OR there.id > (
           SELECT coalesce(max(id), 0) FROM audit_witnessed AS good WHERE good.origin = $1 AND good.refused IS NULL
         ))
       ) AND NOT EXISTS (SELECT FROM audit_witnessed AS same WHERE same.origin = $1 AND same.refused = $4::text AND same.note = $3)`,
      [origin, size, note, why ?? null, this.#parts.clock(), why === "NOT_SHOWN" ? mostNotShown : 1],
    );
  }

  #refuse(service: string, why: Alarm, status: number): Told {
    this.#parts.alarms.raise(service, why);
    return refused(why, status).told;
  }
}

function refused(alarm: Alarm, status: number): { told: Told; alarm: Alarm } {
  return { told: { status, body: `not witnessed: ${alarm}\n` }, alarm };
}

/** What was seen last, for who goes on from something else. */
function conflict(size: number): Judged {
  return { told: { status: 409, body: `${String(size)}\n` } };
}

/** When the log says that it signed, in seconds since 1970: the time of its own cosignature. */
function timeOf({ held }: OpenedCheckpoint): number {
  return Math.max(0, ...held.flatMap(({ time }) => time ?? []));
}
