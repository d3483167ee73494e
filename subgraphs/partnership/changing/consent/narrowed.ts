import { ChildviewError } from "../../../../service/errors.ts";
import { recipientFrom } from "../../deciding/recipients.ts";
import type { ConsentEventRow } from "../../records/consent-event-row.ts";
import type { Scope } from "./scope.ts";

/** What a consent covers, and until when. */
export type Cover = Scope & Pick<ConsentEventRow, "validUntil">;

/** Throws LIMIT_WIDENS unless one cover lies within another, and ARGUMENT_INVALID if it is the same. Pure. */
export function mustNarrow(before: Cover, after: Cover): void {
  const outside = widened(before, after);
  if (outside !== undefined) throw new ChildviewError("LIMIT_WIDENS", `"${outside}" goes beyond what it covers.`);
  if (widened(after, before) === undefined) throw new ChildviewError("ARGUMENT_INVALID", "Say what it should no longer cover.");
}

function widened(before: Cover, after: Cover): string | undefined {
  if (!after.categories.every((category) => before.categories.includes(category))) return "categories";
  if (!after.recipients.every((name) => before.recipients.some((wider) => reaches(wider, name)))) return "recipients";
  if (!after.purposes.every((purpose) => before.purposes.includes(purpose))) return "purposes";
  return before.validUntil !== null && (after.validUntil === null || after.validUntil > before.validUntil) ? "until" : undefined;
}

// An agency reaches each role and person of it. A role does not reach a person: they may ask in another one.
function reaches(wider: string, name: string): boolean {
  return wider === name || wider === recipientFrom(name)?.agency;
}
