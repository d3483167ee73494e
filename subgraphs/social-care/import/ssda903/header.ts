import { z } from "zod";
import { isReasonForNoUpn, isUpn } from "../../../kit/identifiers.ts";
import { optional, pastDate, text } from "../../../kit/import/csv-fields.ts";
import { makeKnown } from "../../../kit/import/known-children.ts";
import { tableKind } from "../../../kit/import/table-kind.ts";
import { childId } from "../fields.ts";

const upnOrReason = text.refine(
  (value) => isUpn(value) || isReasonForNoUpn(value),
  "is not a UPN (its check letter does not fit), nor a reason for having none (UN1 to UN10)",
);

// The guide's columns, in small letters. UPN and birth date are checked, because a wrong one tells of a wrong child. Only the child's id is kept; every other column is left out, and counted.
const columns = z.object({
  child: childId,
  dob: pastDate,
  upn: optional(upnOrReason),
});

/** The header of the SSDA903 return: which children are, or were, looked after. */
export const header = tableKind({
  name: "SSDA903 header",
  knownBy: ["child", "dob"],
  besides: ["ethnic"],
  columns,
  keys: [{ at: "child", of: ({ child }) => [child], says: () => "stands twice in the file" }],
  store: async (rows, { manager }) => {
    const { added, known } = await makeKnown(
      manager,
      rows.map(({ value }) => value.child),
    );
    return { added, changed: 0, unchanged: known };
  },
});
