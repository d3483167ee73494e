import type { EntityTarget } from "typeorm";
import type { AgencyRecord } from "../../kit/agency-record.ts";
import type { ImportCounts } from "../../kit/import/counts.ts";
import type { Into } from "../../kit/import/into.ts";
import { keysOfKnown } from "../../kit/import/known-children.ts";
import type { Row } from "../../kit/import/row.ts";
import { upsert } from "../../kit/import/store.ts";
import { unknownChild } from "./fields.ts";

/** Stores each row of a file as one record of a known child; `idOf` is given the row and the key from which its id is made. Throws ImportRefused for a UPN that is not known. */
export async function storeChildRows<Value extends { child: string }, Entity extends AgencyRecord>(
  entity: EntityTarget<Entity>,
  rows: readonly Row<Value & { readonly [Property in keyof Entity]?: Entity[Property] | undefined }>[],
  { manager, file }: Into,
  idOf: (value: Value, key: string) => string,
): Promise<ImportCounts> {
  const keyOf = await keysOfKnown(manager, file, rows, unknownChild);
  return upsert(
    manager,
    entity,
    rows.map(({ value }) => ({ ...value, id: idOf(value, keyOf(value.child)) })),
  );
}
