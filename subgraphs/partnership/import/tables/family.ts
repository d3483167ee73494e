import { z } from "zod";
import { code, flag } from "../../../kit/import/csv-fields.ts";
import type { FileKind } from "../../../kit/import/kind.ts";
import { recordId } from "../../../kit/import/record-id.ts";
import { refuseUnknown } from "../../../kit/import/row-checks.ts";
import { storeSaid } from "../../../kit/import/store.ts";
import { ChildRow } from "../../records/child-row.ts";
import { FamilyRelationRow, relationKinds } from "../../records/family-relation-row.ts";
import { PersonRow } from "../../records/person-row.ts";
import { endsAfterItBegins, endsTooEarly, key, period } from "../fields.ts";
import { table } from "../table.ts";

/** `family.csv`: who is what to which child, and who holds parental responsibility. */
export function family(): FileKind {
  const columns = z
    .object({ child: key, person: key, kind: code(relationKinds, "a kind of relation"), parentalResponsibility: flag, ...period })
    .refine(endsAfterItBegins, endsTooEarly)
    .refine(({ kind, parentalResponsibility }) => !(kind === "self" && parentalResponsibility), {
      path: ["parentalResponsibility"],
      message: "cannot be held for oneself",
    });
  return table("family", {
    columns,
    key: { at: "person", of: ({ child, person, kind, from }) => [child, person, kind, from] },
    store: async (rows, { manager, file, notes }) => {
      await refuseUnknown(manager, file, rows, "child", ChildRow, "id", "is no child of the index");
      await refuseUnknown(manager, file, rows, "person", PersonRow, "id", "is no person of the index");
      return storeSaid(
        manager,
        FamilyRelationRow,
        rows.map(({ value }) => ({ id: recordId("family", value.child, value.person, value.kind, value.from), ...value })),
        { notes, nameOf: ({ child, person, kind, from }) => `the relation of ${person} as ${kind} from ${from} to child ${child}` },
      );
    },
  });
}
