import { z } from "zod";
import { listOfSome, text } from "../../../kit/import/csv-fields.ts";
import type { FileKind } from "../../../kit/import/kind.ts";
import { recordId } from "../../../kit/import/record-id.ts";
import { refuseUnknown } from "../../../kit/import/row-checks.ts";
import { upsert, withStored } from "../../../kit/import/store.ts";
import { householdOf } from "../../deciding/household.ts";
import { AddressRow } from "../../records/address-row.ts";
import { ChildRow } from "../../records/child-row.ts";
import { email, endsAfterItBegins, endsTooEarly, key, period, postcode, telephone } from "../fields.ts";
import { table } from "../table.ts";

/** `addresses.csv`: where the children live. `lines` has semicolons between the lines. */
export function addresses(): FileKind {
  const columns = z
    .object({ child: key, lines: listOfSome(text), postcode, telephone, email, ...period })
    .refine(endsAfterItBegins, endsTooEarly);
  return table("addresses", {
    columns,
    key: { at: "child", of: ({ child, from }) => [child, from] },
    store: async (rows, { manager, file, notes }) => {
      await refuseUnknown(manager, file, rows, "child", ChildRow, "id", "is no child of the index");
      const given = rows.map(({ value }) => ({ id: recordId("address", value.child, value.from), ...value }));
      const complete = await withStored(manager, AddressRow, given, {
        notes,
        nameOf: ({ child, from }) => `the address from ${from} of child ${child}`,
      });
      return upsert(
        manager,
        AddressRow,
        complete.map((address) => ({ ...address, household: householdOf(address) })),
      );
    },
  });
}
