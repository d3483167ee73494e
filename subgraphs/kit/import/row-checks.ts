import type { EntityManager, EntityTarget } from "typeorm";
import type { Row } from "./row.ts";
import { ImportRefused } from "./refused.ts";
import { knownValues } from "./store.ts";

/** Refuses a row whose column points at nothing that is stored, asked in one statement. Null points at nothing and is let through. */
export async function refuseUnknown<Value, Entity extends object>(
  manager: EntityManager,
  file: string,
  rows: readonly Row<Value>[],
  column: keyof Value & string,
  target: EntityTarget<Entity>,
  property: keyof Entity & string,
  reason: string,
): Promise<void> {
  const pointers = rows.flatMap(({ line, value }) => (value[column] === null ? [] : [{ line, pointer: String(value[column]) }]));
  const known = await knownValues(
    manager,
    target,
    property,
    pointers.map(({ pointer }) => pointer),
  );
  const lost = pointers.find(({ pointer }) => !known.has(pointer));
  if (lost !== undefined) throw new ImportRefused({ file, line: lost.line, place: `column "${column}"`, value: lost.pointer, reason });
}
