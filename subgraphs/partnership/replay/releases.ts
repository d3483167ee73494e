import type { EntityManager } from "typeorm";
import { type Cover, notCoveredBy } from "./covered.ts";
import type { RecordedRelease } from "./recorded.ts";

/** A release that no decision covers. */
export interface Uncovered {
  /** Whose log it is in. */
  readonly log: string;
  readonly entry: number;
  readonly says: string;
}

interface Row {
  readonly id: string;
  readonly log: string;
  readonly said: RecordedRelease;
}

/** The releases of all logs, until decisions are found that cover them. They lie in the database, for this transaction alone: however many there are, no more of them are in memory than what is looked at. */
export class Releases {
  readonly #manager: EntityManager;
  count = 0;

  private constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  static async open(manager: EntityManager): Promise<Releases> {
    await manager.query(
      `CREATE TEMPORARY TABLE replayed_release (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, log text NOT NULL, trace text NOT NULL, said jsonb NOT NULL, why text
      ) ON COMMIT DROP`,
    );
    await manager.query("CREATE INDEX replayed_release_trace ON replayed_release (trace)");
    return new Releases(manager);
  }

  /** Takes releases of an agency's log. */
  async take(log: string, releases: readonly RecordedRelease[]): Promise<void> {
    if (releases.length === 0) return;
    await this.#manager.query(
      "INSERT INTO replayed_release (log, trace, said) SELECT $1, one.trace, one.said FROM unnest($2::text[], $3::jsonb[]) AS one (trace, said)",
      [log, releases.map(({ trace }) => trace), releases.map((one) => JSON.stringify(one))],
    );
    this.count += releases.length;
  }

  /** Takes away the releases that these decisions cover. */
  async cover(covers: readonly Cover[]): Promise<void> {
    const traces = [...new Set(covers.map(({ decision }) => decision.trace))];
    if (this.count === 0 || traces.length === 0) return;
    const rows = await this.#manager.query<Row[]>("SELECT id, log, said FROM replayed_release WHERE trace = ANY($1::text[])", [traces]);
    const looked = rows.map(({ id, log, said }) => {
      const reasons = covers
        .filter(({ decision, agency }) => agency === log && decision.trace === said.trace)
        .map((one) => notCoveredBy(one, said));
      return { id, covered: reasons.includes(undefined), why: reasons.at(-1) };
    });
    const gone = looked.flatMap(({ id, covered }) => (covered ? [id] : []));
    const left = looked.flatMap(({ id, covered, why }) => (covered || why === undefined ? [] : [{ id, why }]));
    await this.#manager.query("DELETE FROM replayed_release WHERE id = ANY($1::bigint[])", [gone]);
    await this.#manager.query(
      "UPDATE replayed_release SET why = one.why FROM unnest($1::bigint[], $2::text[]) AS one (id, why) WHERE replayed_release.id = one.id",
      [left.map(({ id }) => id), left.map(({ why }) => why)],
    );
  }

  /** How many are not covered by any decision, and the first of them. */
  async uncovered(most: number): Promise<{ readonly count: number; readonly first: readonly Uncovered[] }> {
    const rows = await this.#manager.query<{ log: string; entry: number; why: string | null; all: string }[]>(
      `SELECT log, (said ->> 'index')::int AS entry, why, count(*) OVER () AS all FROM replayed_release ORDER BY log, (said ->> 'index')::int LIMIT $1`,
      [most],
    );
    const first = rows.map(({ log, entry, why }) => ({ log, entry, says: why ?? "no decision was recorded in its operation" }));
    return { count: Number(rows[0]?.all ?? 0), first };
  }
}
