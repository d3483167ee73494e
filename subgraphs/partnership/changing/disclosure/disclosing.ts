import { daysAfter } from "../../../../service/days.ts";
import { ChildviewError } from "../../../../service/errors.ts";
import type { DisclosureRow } from "../../records/disclosure-row.ts";
import { authorOf } from "../author.ts";
import type { OpenChange } from "../change.ts";
import { mustHaveSubstance } from "../substance.ts";

/** For how many days something is held back at most by one officer's word; it can be said again. No word holds for a whole childhood. */
const longest = 5 * 365;

/** What somebody says about telling the family. */
type Said = Pick<DisclosureRow, "override" | "practitioner" | "firstDay" | "lastDay" | "toldFrom" | "reason">;

/** The row of what an officer says about telling the family. Throws ARGUMENT_INVALID for a day that is over or too far, REASON_TOO_SHORT. */
export function disclosureOf({ newId, child, principal, now, today }: OpenChange, said: Said): DisclosureRow {
  const { toldFrom, reason } = said;
  if (toldFrom < today || toldFrom > daysAfter(today, longest))
    throw new ChildviewError("ARGUMENT_INVALID", `"toldFrom" is a day from today until five years from now.`);
  mustHaveSubstance("reason", reason);
  return { id: newId(), child: child.id, agency: principal.agency, ...said, by: authorOf(principal), at: now };
}
