import { randomUUID } from "node:crypto";
import { Any, type EntityManager, IsNull } from "typeorm";
import { z } from "zod";
import { restrictions as restrictionKinds } from "../../../../policies/index.ts";
import type { Row } from "../../../kit/import/row.ts";
import { code, list, optional, optionalDate, optionalText, text } from "../../../kit/import/csv-fields.ts";
import { today } from "../../../kit/import/day-of-import.ts";
import type { FileKind } from "../../../kit/import/kind.ts";
import { refuseUnknown } from "../../../kit/import/row-checks.ts";
import type { Said } from "../../../kit/import/said.ts";
import { upsert, withStored } from "../../../kit/import/store.ts";
import { mostInFiles } from "../../changing/bounds.ts";
import { daysToConfirm } from "../../changing/restriction/record.ts";
import { daysAfter } from "../../../../service/days.ts";
import { ChildRow } from "../../records/child-row.ts";
import { PersonRow } from "../../records/person-row.ts";
import { RestrictionRow } from "../../records/restriction-row.ts";
import type { PartnershipCodes } from "../codes.ts";
import { endsAfterItBegins, endsTooEarly, key, period } from "../fields.ts";
import { table } from "../table.ts";
import { lockChildren, unlessEnded } from "../unless-ended.ts";
import { refuseTooMany } from "./room.ts";

type RestrictionLine = Said<RestrictionRow> & Pick<RestrictionRow, "child" | "kind" | "from">;

/**
 * `restrictions.csv`: court orders against a person, categories withheld because of serious harm, shielded whereabouts. `agency` answers for it. As if it had been said
 * through the gateway, a court order has its number and date, and lapses unless another agency confirms it in time, or `confirmedBy` names one that has.
 */
export function restrictions({ agencies, categories }: PartnershipCodes): FileKind {
  const columns = z
    .object({
      child: key,
      kind: code(restrictionKinds, "a kind of restriction"),
      person: optional(key),
      categories: list(code(categories, "a category")),
      agency: code(agencies, "an agency"),
      reference: optionalText,
      orderedOn: optionalDate,
      confirmedBy: optional(code(agencies, "an agency")),
      ground: text,
      author: text,
      ...period,
    })
    .refine(endsAfterItBegins, endsTooEarly)
    .refine(({ kind, person }) => (kind === "court-order") === (person != null), {
      path: ["person"],
      message: "must name whom a court order binds, and nobody for the other kinds",
    })
    .refine(({ kind, categories: own = [] }) => (kind === "serious-harm") === own.length > 0, {
      path: ["categories"],
      message: "must name what is withheld because of serious harm, and nothing for the other kinds",
    })
    .refine(({ agency, categories: own = [] }) => own.every((category) => category.startsWith(`${agency}.`)), {
      path: ["categories"],
      message: "must be the agency's own: the serious harm test is its opinion about its own records",
    })
    .refine(({ kind, reference, orderedOn }) => [reference, orderedOn].every((each) => (kind === "court-order") === (each != null)), {
      path: ["reference"],
      message: "and orderedOn must say which order of a court it is, and nothing for the other kinds",
    })
    .refine(({ orderedOn }) => orderedOn == null || orderedOn <= today(), { path: ["orderedOn"], message: "is in the future" })
    .refine(({ kind, agency, confirmedBy }) => confirmedBy == null || (kind === "court-order" && confirmedBy !== agency), {
      path: ["confirmedBy"],
      message: "must be another agency than the one that answers for it, and is for court orders alone",
    });
  return table("restrictions", {
    columns,
    key: { at: "kind", of: (value) => [keyOf(value)] },
    store: async (rows, { manager, file, notes }) => {
      await refuseUnknown(manager, file, rows, "child", ChildRow, "id", "is no child of the index");
      await refuseUnknown(manager, file, rows, "person", PersonRow, "id", "is no person of the index");
      await lockChildren(
        manager,
        rows.map(({ value }) => value.child),
      );
      const identified = await asStored(manager, rows);
      const { restrictions: most } = mostInFiles;
      await refuseTooMany(manager, file, identified, { target: RestrictionRow, imported: { recordedBy: IsNull() }, most, by: ["child"] });
      const lasting = await unlessEnded(manager, RestrictionRow, identified);
      const complete = await withStored(
        manager,
        RestrictionRow,
        lasting.map(({ value }) => value),
        { notes, nameOf: ({ child, kind, from }) => `the restriction (${kind}) from ${from} of child ${child}` },
      );
      const counts = await upsert(manager, RestrictionRow, complete);
      return { ...counts, unchanged: counts.unchanged + rows.length - lasting.length };
    },
  });
}

function keyOf({ child, kind, person = null, from }: Pick<RestrictionLine, "child" | "kind" | "person" | "from">): string {
  return JSON.stringify([child, kind, person, from]);
}

/** A line that was imported before keeps its id, the days to confirm it, and what somebody confirmed since. An id says nothing of what it stands for, so that nobody works it out. */
async function asStored(manager: EntityManager, rows: readonly Row<RestrictionLine>[]) {
  const children = [...new Set(rows.map(({ value }) => value.child))];
  const imported = await manager.find(RestrictionRow, { where: { child: Any(children), recordedBy: IsNull() } });
  const before = new Map(imported.map((row) => [keyOf(row), row]));
  return rows.map(({ line, value }) => {
    const earlier = before.get(keyOf(value));
    const confirmBy = value.kind === "court-order" && value.confirmedBy == null ? daysAfter(today(), daysToConfirm) : null;
    const row = {
      ...value,
      id: earlier?.id ?? randomUUID(),
      confirmBy: earlier === undefined ? confirmBy : earlier.confirmBy,
      confirmedBy: earlier?.confirmedBy ?? value.confirmedBy,
    };
    return { line, value: row };
  });
}
