import { z } from "zod";
import { code, date, optional, optionalText, text } from "../../../kit/import/csv-fields.ts";
import { today } from "../../../kit/import/day-of-import.ts";
import { refuseRepeated } from "../../../kit/import/row-checks.ts";
import { storeSaid } from "../../../kit/import/store.ts";
import { ChildRow } from "../../records/child-row.ts";
import { key } from "../fields.ts";
import { table } from "../table.ts";
import type { Table } from "../table.ts";

/** `children.csv`: the children of the index. */
export function children(): Table {
  const columns = z
    .strictObject({
      id: key,
      givenNames: text,
      familyName: text,
      preferredName: optionalText,
      dateOfBirth: date.refine((born) => born <= today(), "is in the future"),
      sex: optional(code(["F", "M", "U", "I"], "a sex as registered")),
      firstLanguage: optionalText,
      diedOn: optional(date.refine((died) => died <= today(), "is in the future")),
    })
    .refine(({ dateOfBirth, diedOn }) => diedOn == null || diedOn >= dateOfBirth, {
      path: ["diedOn"],
      message: "is before the child's birth",
    });
  return table("children", columns, ({ manager, file, notes }, rows) => {
    refuseRepeated(file, rows, "id", ({ id }) => id);
    return storeSaid(
      manager,
      ChildRow,
      rows.map(({ value }) => value),
      { notes, nameOf: ({ id }) => `child ${id}` },
    );
  });
}
