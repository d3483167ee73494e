import { z } from "zod";
import { code, optional, optionalText, pastDate, text } from "../../../kit/import/csv-fields.ts";
import type { FileKind } from "../../../kit/import/kind.ts";
import { storeSaid } from "../../../kit/import/store.ts";
import { ChildRow } from "../../records/child-row.ts";
import { key } from "../fields.ts";
import { table } from "../table.ts";

/** `children.csv`: the children of the index. */
export function children(): FileKind {
  const columns = z
    .object({
      id: key,
      givenNames: text,
      familyName: text,
      preferredName: optionalText,
      dateOfBirth: pastDate,
      sex: optional(code(["F", "M", "U", "I"], "a sex as registered")),
      firstLanguage: optionalText,
      diedOn: optional(pastDate),
    })
    .refine(({ dateOfBirth, diedOn }) => diedOn == null || diedOn >= dateOfBirth, {
      path: ["diedOn"],
      message: "is before the child's birth",
    });
  return table("children", {
    columns,
    key: { at: "id", of: ({ id }) => [id] },
    store: (rows, { manager, notes }) =>
      storeSaid(
        manager,
        ChildRow,
        rows.map(({ value }) => value),
        { notes, nameOf: ({ id }) => `child ${id}` },
      ),
  });
}
