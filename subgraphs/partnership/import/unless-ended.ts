import type { EntityManager, EntityTarget, FindOptionsWhere } from "typeorm";
import { Any, IsNull, Not } from "typeorm";
import type { Row } from "../../kit/import/row.ts";

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

/** The rows but for those that somebody ended through the gateway, which stay as they are: a list made elsewhere, and before, does not revive them. */
export async function unlessEnded<Entity extends Ending, Value extends { id: string }>(
  manager: EntityManager,
  target: EntityTarget<Entity>,
  rows: readonly Row<Value>[],
): Promise<Row<Value>[]> {
  // TypeORM's type cannot tell that these are properties of the entity.
  const where = { id: Any(rows.map(({ value }) => value.id)), endedAt: Not(IsNull()) } as FindOptionsWhere<Entity>;
  const ended = new Set((await manager.find(target, { where })).map(({ id }) => id));
  return rows.filter(({ value }) => !ended.has(value.id));
}
