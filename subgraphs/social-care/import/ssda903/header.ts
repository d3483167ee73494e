import { z } from "zod";
import { optional, text } from "../../../kit/import/csv-fields.ts";
import { readCsv } from "../../../kit/import/csv.ts";
import { isReasonForNoUpn, isUpn } from "../../../kit/identifiers.ts";
import { ImportRefused } from "../../../kit/import/refused.ts";
import { childId, pastDate } from "../fields.ts";
import type { FileKind } from "../file-kind.ts";
import { addKnownChildren } from "../store/known-children.ts";

const upnOrReason = text.refine(
  (value) => isUpn(value) || isReasonForNoUpn(value),
  "is not a UPN (its check letter does not fit), nor a reason for having none (UN1 to UN10)",
);

// The guide's columns, in small letters. UPN and birth date are checked, because a wrong one tells of a wrong child. Only the child's id is kept; every other column is left out, and counted.
const columns = z.strictObject({
  child: childId,
  dob: pastDate,
  upn: optional(upnOrReason),
});

/** The header of the SSDA903 return: which children are, or were, looked after. */
export const header: FileKind = {
  name: "SSDA903 header",
  knownBy: ["child", "dob", "ethnic"],
  read: (file, leftOut) => {
    const children = new Set<string>();
    for (const { line, value } of readCsv(file, columns, leftOut)) {
      const { child } = value;
      if (children.has(child)) {
        throw new ImportRefused({ file: file.name, line, place: 'column "child"', value: child, reason: "stands twice in the file" });
      }
      children.add(child);
    }
    return { store: (manager) => addKnownChildren(manager, [...children]) };
  },
};
