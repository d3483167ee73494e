import { Any, type EntityManager, type EntityTarget, type FindOptionsSelect, type FindOptionsWhere } from "typeorm";
import type { Row } from "../../../kit/import/row.ts";
import { ImportRefused } from "../../../kit/import/refused.ts";

/** Rows of a kind of which files bring only so many for each child, or for each person of a child. */
interface Bounded<Entity> {
  readonly target: EntityTarget<Entity>;
  /** Those of the stored rows that files brought. */
  readonly imported: FindOptionsWhere<Entity>;
  readonly most: number;
  /** What has the bound: a child, or a person of a child. */
  readonly by: readonly (keyof Entity & string)[];
}

/**
 * Refuses a file that, with what files brought before, would have more rows of a child than all of a childhood needs. What people record through the gateway does not count: nobody's
 * file uses up the room of somebody else. Rows come with the ids under which they would be stored.
 */
export async function refuseTooMany<Entity extends { id: string; child: string }>(
  manager: EntityManager,
  file: string,
  rows: readonly Row<{ id: string; child: string }>[],
  { target, imported, most, by }: Bounded<Entity>,
): Promise<void> {
  const given = new Set(rows.map(({ value }) => value.id));
  // TypeORM's types cannot tell that these are properties of the entity.
  const where = { ...imported, child: Any([...new Set(rows.map(({ value }) => value.child))]) } as FindOptionsWhere<Entity>;
  const select = Object.fromEntries(["id", ...by].map((name) => [name, true])) as FindOptionsSelect<Entity>;
  const counts = new Map<string, number>();
  const added = (row: object) => {
    const key = JSON.stringify(by.map((name) => Reflect.get(row, name)));
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count;
  };
  for (const row of await manager.find(target, { select, where })) if (!given.has(row.id)) added(row);
  for (const { line, value } of rows) {
    if (added(value) <= most) continue;
    const reason = `would have more than ${String(most)} rows in files, and so many are no child's`;
    throw new ImportRefused({ file, line, place: 'column "child"', value: value.child, reason });
  }
}
