import type { EntityManager, EntityTarget, FindOptionsWhere } from "typeorm";
import { Any, IsNull, Not } from "typeorm";
import type { ImportCounts } from "../../kit/import/counts.ts";
import { upsert } from "../../kit/import/store.ts";

/** What somebody can end through the gateway. */
interface Ending {
  id: string;
  endedAt: Date | null;
}

/**
 * Locks children until a file is stored, so that it comes wholly before or after any change that is made to them through the gateway. In the order of their ids, so that
 * two imports cannot wait for each other.
 */
export async function lockChildren(manager: EntityManager, ids: readonly string[]): Promise<void> {
  await manager.query("SELECT id FROM child WHERE id = ANY($1) ORDER BY id FOR UPDATE", [[...new Set(ids)]]);
}

/** Stores rows as `upsert` does, but leaves those as they are that somebody ended through the gateway: a list made elsewhere, and before, does not revive them. */
export async function upsertUnlessEnded<Row extends Ending>(
  manager: EntityManager,
  target: EntityTarget<Row>,
  rows: readonly (Partial<Row> & { id: string })[],
): Promise<ImportCounts> {
  // TypeORM's type cannot tell that these are properties of the entity.
  const where = { id: Any(rows.map(({ id }) => id)), endedAt: Not(IsNull()) } as FindOptionsWhere<Row>;
  const ended = new Set((await manager.find(target, { where })).map(({ id }) => id));
  const others = rows.filter(({ id }) => !ended.has(id));
  const counts = await upsert(manager, target, others);
  return { ...counts, unchanged: counts.unchanged + rows.length - others.length };
}
