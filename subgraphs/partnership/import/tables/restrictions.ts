import { z } from "zod";
import { restrictions as restrictionKinds } from "../../../../policies/index.ts";
import { code, list, optional, text } from "../../../kit/import/csv-fields.ts";
import { recordId } from "../../../kit/import/record-id.ts";
import { refuseRepeated, refuseUnknown } from "../../../kit/import/row-checks.ts";
import { ChildRow } from "../../records/child-row.ts";
import { PersonRow } from "../../records/person-row.ts";
import { RestrictionRow } from "../../records/restriction-row.ts";
import type { PartnershipCodes } from "../codes.ts";
import { endsAfterItBegins, endsTooEarly, key, period } from "../fields.ts";
import { table } from "../table.ts";
import type { Table } from "../table.ts";
import { lockChildren, upsertUnlessEnded } from "../unless-ended.ts";

/** `restrictions.csv`: court orders against a person, categories withheld because of serious harm, shielded whereabouts. */
export function restrictions({ categories }: PartnershipCodes): Table {
  const columns = z
    .strictObject({
      child: key,
      kind: code(restrictionKinds, "a kind of restriction"),
      person: optional(key),
      categories: list(code(categories, "a category")),
      ground: text,
      author: text,
      ...period,
    })
    .refine(endsAfterItBegins, endsTooEarly)
    .refine(({ kind, person }) => (kind === "court-order") === (person !== null), {
      path: ["person"],
      message: "must name whom a court order binds, and nobody for the other kinds",
    })
    .refine((row) => (row.kind === "serious-harm") === row.categories.length > 0, {
      path: ["categories"],
      message: "must name what is withheld because of serious harm, and nothing for the other kinds",
    });
  return table("restrictions", columns, async (manager, file, rows) => {
    refuseRepeated(file, rows, "kind", ({ child, kind, person, from }) => JSON.stringify([child, kind, person, from]));
    await refuseUnknown(manager, file, rows, "child", ChildRow, "id", "is no child of the index");
    await refuseUnknown(manager, file, rows, "person", PersonRow, "id", "is no person of the index");
    await lockChildren(
      manager,
      rows.map(({ value }) => value.child),
    );
    return upsertUnlessEnded(
      manager,
      RestrictionRow,
      rows.map(({ value }) => ({ id: recordId("restriction", value.child, value.kind, value.person, value.from), ...value })),
    );
  });
}
