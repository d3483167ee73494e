import { ChildviewError } from "../../../../service/errors.ts";
import type { ProcessEventRow } from "../../records/process-event-row.ts";
import type { OpenChange } from "../change.ts";

/** What happens to a process. */
type Happening = Pick<ProcessEventRow, "process" | "kind" | "event"> &
  Partial<Pick<ProcessEventRow, "milestone" | "agency">> & {
    /** On which day (ISO 8601); today if it is not said. */
    readonly on: string | undefined;
    /** The day before which it cannot have been, if there is one. */
    readonly notBefore?: string;
  };

/** The row of an event, said by whoever asks. Throws ARGUMENT_INVALID for a day that is to come or is before the process began. */
export function processEvent(
  { child, principal, today, now, newId }: OpenChange,
  { on = today, notBefore, ...happening }: Happening,
): ProcessEventRow {
  if (on > today) throw new ChildviewError("ARGUMENT_INVALID", `"on" is in the future: what is to come is not recorded.`);
  if (notBefore !== undefined && on < notBefore)
    throw new ChildviewError("ARGUMENT_INVALID", `"on" is before ${notBefore}, when the process began.`);
  return {
    ...{ id: newId(), child: child.id, milestone: null, agency: null, ...happening, on },
    ...{ recordedAt: now, recorder: principal.subject, recorderAgency: principal.agency },
  };
}
