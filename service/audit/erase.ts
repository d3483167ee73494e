import type { DataSource, EntityManager } from "typeorm";
import { write } from "./append.ts";
import { seal } from "./entry.ts";
import { appendLock } from "./migration.ts";

/** What is to be erased, and what the log says of it for ever. */
export interface Erasure {
  /** First and last index of each run of entries, both within. */
  readonly entries: readonly (readonly [number, number])[];
  readonly fields: readonly string[];
  /** Who answers for it, in plain: it cannot be erased in its turn. */
  readonly by: string;
  /** The ground in law. Nothing about the person whose values go. */
  readonly ground: string;
}

/** The kind of the entry that tells of an erasure. */
const erasureKind = "erasure";

/**
 * Erases values with their salts, and writes the entry that says which, how many, by whom and on which ground, in one transaction. What committed to them stays, so every proof still holds. Answers how many were erased; without any,
 * nothing is written. It takes the database's owner: a service's own role cannot. What a backup, or PostgreSQL's own log of changes, still has is not reached.
 */
export function eraseValues(database: DataSource, erasure: Erasure, now: Date): Promise<number> {
  return database.transaction(async (manager) => {
    // Nobody appends or erases until this is committed: what is counted now is what is erased.
    await manager.query("SELECT pg_advisory_xact_lock($1)", [appendLock]);
    const values = await concerned(manager, erasure);
    if (values.length === 0) return 0;
    const { entries, fields, by, ground } = erasure;
    const facts = { entries, fields, values: values.length, by, ground };
    const entry = await write(manager, [seal({ kind: erasureKind, at: now, facts, personal: {} })]);
    const named = [values.map(({ index }) => index), values.map(({ field }) => field)];
    await manager.query(
      "INSERT INTO audit_erasure (index, field, by_entry) SELECT index, field, $3 FROM unnest($1::bigint[], $2::text[]) AS erased (index, field)",
      [...named, entry],
    );
    await manager.query(
      "DELETE FROM audit_value USING unnest($1::bigint[], $2::text[]) AS erased (index, field) WHERE audit_value.index = erased.index AND audit_value.field = erased.field",
      named,
    );
    return values.length;
  });
}

function concerned(manager: EntityManager, { entries, fields }: Erasure): Promise<{ index: string; field: string }[]> {
  return manager.query(
    `SELECT DISTINCT index, field FROM unnest($2::bigint[], $3::bigint[]) AS run (first, last)
     JOIN audit_value ON index BETWEEN first AND last WHERE field = ANY($1::text[])
     ORDER BY index, field`,
    [fields, entries.map(([first]) => first), entries.map(([, last]) => last)],
  );
}
