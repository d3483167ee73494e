import { z } from "zod";
import { optional, optionalText, text } from "../../../kit/import/csv-fields.ts";
import { readCsv } from "../../../kit/import/csv.ts";
import { isUpn } from "../../../kit/identifiers.ts";
import { ImportRefused } from "../../../kit/import/refused.ts";
import { childId, pastDate } from "../fields.ts";
import type { FileKind } from "../file-kind.ts";
import { addKnownChildren } from "../store/known-children.ts";

/** Where there is no UPN, the guide has a reason for that instead, `UN1` to `UN10`. */
const upnOrReason = text.refine((value) => isUpn(value) || /^UN([1-9]|10)$/.test(value), "is not a UPN (its check letter does not fit)");

// The guide's columns, in small letters. UPN and birth date are checked, because a wrong one tells of a wrong child. Only the child's id is kept.
const columns = z.strictObject({
  child: childId,
  dob: pastDate,
  sex: optionalText,
  ethnic: optionalText,
  upn: optional(upnOrReason),
  mother: optionalText,
  mc_dob: optional(pastDate),
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
