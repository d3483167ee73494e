import { z } from "zod";
import type { CodedValue } from "../../../kit/coded-value.ts";
import { coded, count, date, optional } from "../../../kit/import/csv-fields.ts";
import { at } from "../../../kit/import/elements.ts";
import { keysOfKnown } from "../../../kit/import/known-children.ts";
import { markColumns } from "../../../kit/import/marks.ts";
import type { Notes } from "../../../kit/import/notes.ts";
import { recordId } from "../../../kit/import/record-id.ts";
import { merged } from "../../../kit/import/said.ts";
import { storedById, storeSaid } from "../../../kit/import/store.ts";
import { tableKind } from "../../../kit/import/table-kind.ts";
import { exclusionCategory, exclusionReason } from "../../code-lists/school.ts";
import { Suspension } from "../../records/suspension.ts";
import { refuse } from "../checks.ts";
import { unknownChild, upn, urn } from "../fields.ts";

const reason = coded(exclusionReason, "an exclusion reason");

/** 45 school days in a school year, the most that a child may be suspended for (SI 2012/1033 reg 4), are 90 sessions. */
const longest = 90;

const columns = z
  .object({
    child: at("UPN", upn),
    settingUrn: at("URN", urn),
    category: at("ExclusionCategory", coded(exclusionCategory, "an exclusion category")),
    reason: at("ExclusionReason", reason),
    reason2: at("ExclusionReason2", optional(reason)),
    reason3: at("ExclusionReason3", optional(reason)),
    startDate: at("ExclusionStartDate", date),
    sessions: at("Sessions", optional(count)),
    ...markColumns,
  })
  .superRefine(({ category, sessions }, context) => {
    const permanent = category.code === "PERM";
    if (permanent && sessions != null) refuse(context, "sessions", "is given for a permanent exclusion, which has no end");
    if (!permanent && sessions == null) refuse(context, "sessions", "is missing: a suspension lasts a number of sessions");
    if (sessions != null && sessions > longest) refuse(context, "sessions", `is more than the ${longest} sessions of 45 school days`);
  });

type Value = z.output<typeof columns>;

/** Suspensions and permanent exclusions, after the school census. */
export const suspensions = tableKind({
  name: "suspensions",
  knownBy: ["child", "category"],
  columns,
  keys: [{ at: "child", of: ({ child, settingUrn, startDate, category }) => [child, settingUrn, startDate, category.code] }],
  store: async (rows, { manager, file, notes }) => {
    const keyOf = await keysOfKnown(manager, file, rows, unknownChild);
    const given = rows.map(({ value: { reason: first, reason2, reason3, ...said } }) => {
      const id = recordId("suspension", keyOf(said.child), said.settingUrn, said.startDate, said.category.code);
      return { reasons: { first, reason2, reason3 }, said: { ...said, id } };
    });
    const stored = await storedById(
      manager,
      Suspension,
      given.map(({ said }) => said.id),
    );
    const filled = given.map(({ reasons, said }) => ({ ...said, reasons: reasonsOf(reasons, stored.get(said.id), notes) }));
    return storeSaid(manager, Suspension, filled, { notes, nameOf });
  },
});

type Reasons = Pick<Value, "reason2" | "reason3"> & { readonly first: CodedValue };

/** The reasons that the row gives, and where its file has no column for them, those that are stored. */
function reasonsOf({ first, reason2, reason3 }: Reasons, stored: Suspension | undefined, notes: Notes): CodedValue[] {
  const [, second = null, third = null] = stored?.reasons ?? [];
  const more = merged<{ ExclusionReason2: CodedValue | null; ExclusionReason3: CodedValue | null }>(
    { ExclusionReason2: reason2, ExclusionReason3: reason3 },
    { ExclusionReason2: second, ExclusionReason3: third },
    { ExclusionReason2: null, ExclusionReason3: null },
    (column, value) => stored === undefined || notes.empties(column, value, nameOf(stored)),
  );
  return [first, more.ExclusionReason2, more.ExclusionReason3].filter((one) => one !== null);
}

function nameOf({ child, category, startDate, settingUrn }: Suspension): string {
  return `the exclusion (${category.code}) of ${startDate} at ${settingUrn} of child ${child}`;
}
