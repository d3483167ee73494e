import { isEnded, isOver } from "../../deciding/in-force.ts";
import { recipientFrom } from "../../deciding/recipients.ts";
import { bars } from "../../deciding/restriction-in-force.ts";
import type { RestrictionRow } from "../../records/restriction-row.ts";
import type { RecordedRestriction, RestrictionState } from "./recorded-restriction.ts";

/** A restriction as it stands on a day (ISO 8601). A new object each time: it will stand under one child's decision. */
export function restrictionView(row: RestrictionRow, today: string): RecordedRestriction {
  const { id, kind, person, categories, agency, reference, orderedOn, ground, author, from, until, confirmBy } = row;
  return {
    ...{ id, kind, person, categories: [...categories], agency, reference, orderedOn, ground, author, from, until, confirmBy },
    state: stateOf(row, today),
    confirmedByAgency: agencyOf(row.confirmedBy),
    contested: row.contestedAt !== null,
    endAskedByAgency: agencyOf(row.endAskedBy),
  };
}

function stateOf(row: RestrictionRow, today: string): keyof typeof RestrictionState {
  if (isEnded(row) || isOver(row, today)) return "ENDED";
  if (row.from > today) return "NOT_YET";
  if (!bars(row, today)) return "LAPSED";
  return row.confirmBy !== null && row.confirmedBy === null ? "AWAITS_CONFIRMATION" : "IN_FORCE";
}

/** The agency of an author; what was imported names the agency itself. */
function agencyOf(author: string | null): string | null {
  return author === null ? null : (recipientFrom(author)?.agency ?? null);
}
