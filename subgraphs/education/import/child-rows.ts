import type { EntityTarget } from "typeorm";
import type { AgencyRecord } from "../../kit/agency-record.ts";
import type { ImportCounts } from "../../kit/import/counts.ts";
import type { Row } from "../../kit/import/csv.ts";
import { upsert } from "../../kit/import/store.ts";
import type { Into } from "./file-kind.ts";
import { keyOf, keysOfKnown } from "./known-children.ts";

/**
 * Stores each row of a file as one record of a known child. `recordOf` is given the row and the key from which the record's id is made.
 * Throws ImportRefused for a UPN that is not known.
 */
export async function storeChildRows<Value extends { UPN: string }, Entity extends AgencyRecord>(
  entity: EntityTarget<Entity>,
  rows: readonly Row<Value>[],
  into: Into,
  recordOf: (value: Value, key: string) => Partial<Entity> & { id: string },
): Promise<ImportCounts> {
  const keys = await keysOfKnown(rows, into);
  return upsert(
    into.manager,
    entity,
    rows.map(({ value }) => recordOf(value, keyOf(keys, value.UPN))),
  );
}
