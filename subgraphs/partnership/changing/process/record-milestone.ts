import type { Process } from "../../../../policies/index.ts";
import { ChildviewError } from "../../../../service/errors.ts";
import { type Milestone, milestoneKinds } from "../../records/milestones.ts";
import type { Recording } from "../asked/process.ts";
import type { Change, OpenChange } from "../change.ts";
import { mustHaveRoomForProcessEvent } from "../bounds.ts";
import { mustAct } from "../must-act.ts";
import { adding } from "../writes.ts";
import { processEvent } from "./event.ts";
import { openingOfOpen } from "./find.ts";
import { openingOf } from "./opens.ts";

/**
 * Records that a milestone of a process was reached, and answers the process's id. It is added, and never changed: whoever was mistaken about the day records it again, and both stay. Throws ACTION_NOT_PERMITTED, PROCESS_NOT_FOUND, PROCESS_CLOSED,
 * ARGUMENT_INVALID for a milestone that the process does not have, a day that cannot be or an agency that is not theirs to name, or TOO_MANY_PROCESS_EVENTS.
 */
export function recordMilestone(open: OpenChange, { processId, milestone, on, agency }: Recording): Change {
  mustAct(open, "record-milestone");
  const { process, kind, on: began } = openingOfOpen(open, processId);
  mustBeOf(kind, milestone);
  if (milestoneKinds[milestone].saidBy === "opener") mustAct(open, openingOf(kind));
  const about = agencyOf(open, milestone, agency);
  mustHaveRoomForProcessEvent(open);
  const row = processEvent(open, { process, kind, event: "recorded", milestone, agency: about, on, notBefore: began });
  return { id: process, writes: [adding("processEvents", row)] };
}

function mustBeOf(kind: Process, milestone: Milestone): void {
  if (milestoneKinds[milestone].of.includes(kind)) return;
  throw new ChildviewError("ARGUMENT_INVALID", `"milestone" is none of this process.`);
}

/** The agency that a milestone is about; null if it is about none. Nobody says for another agency that its advice was given. */
function agencyOf({ principal, policy }: OpenChange, milestone: Milestone, named: string | undefined): string | null {
  const { ofAgency = false, saidBy } = milestoneKinds[milestone];
  const agency = saidBy === "adviser" ? (named ?? principal.agency) : named;
  if (!ofAgency && agency === undefined) return null;
  if (!ofAgency) throw new ChildviewError("ARGUMENT_INVALID", `"agency" is for what is about one: whose advice was asked or given.`);
  if (agency === undefined || !policy.persons.some((one) => one.agency === agency && agency !== "family"))
    throw new ChildviewError("ARGUMENT_INVALID", `"agency" must name an agency whose advice was asked.`);
  if (saidBy === "adviser" && agency !== principal.agency)
    throw new ChildviewError("ARGUMENT_INVALID", `"agency" is another's: each says for itself that its advice was given.`);
  return agency;
}
