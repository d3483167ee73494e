import type { Policy } from "../../../../policies/index.ts";
import { ChildviewError } from "../../../../service/errors.ts";
import { type Dated, isEnded, overlap } from "../../deciding/in-force.ts";
import type { PractitionerRow } from "../../records/practitioner-row.ts";
import { officersOf } from "../alerting/addressees.ts";
import { authorOf } from "../author.ts";
import { mustHaveRoomForMembership } from "../bounds.ts";
import type { Joining } from "../asked/team.ts";
import type { Change, OpenChange } from "../change.ts";
import { mustAct } from "../must-act.ts";
import { type AskedPeriod, periodOf } from "../period.ts";
import { adding } from "../writes.ts";
import { tellTeam } from "./told-of-team.ts";

/**
 * Adds a practitioner to the child's team, not as its lead, and answers the membership's id. Whom somebody of another agency brings in waits until their own agency has
 * confirmed the mandate. That somebody off the team may come here at all is for the caller to check. Throws ACTION_NOT_PERMITTED, PRACTITIONER_NOT_FOUND, MANDATE_FOREIGN,
 * ROLE_NOT_FOR_TEAMS, PERIOD_INVALID, ALREADY_ON_TEAM or TOO_MANY_MEMBERSHIPS.
 */
export function joinTeam(open: OpenChange, { practitionerId, mandate, model, host, ...asked }: Joining): Change {
  mustAct(open, open.relationship === "none" ? "bring-back-to-team" : "add-to-team");
  const practitioner = open.practitioner(practitionerId);
  if (practitioner === undefined) throw new ChildviewError("PRACTITIONER_NOT_FOUND", "");
  if (mandate.agency !== practitioner.agency) throw new ChildviewError("MANDATE_FOREIGN", "");
  mustBringIn(open, practitioner);
  if (!worksWithChildren(open.policy, practitioner)) throw new ChildviewError("ROLE_NOT_FOR_TEAMS", "");
  const period = comingPeriodOf(open, asked);
  mustBeNew(open, practitioner, period);
  mustHaveRoomForMembership(open);
  const awaitsMandate = practitioner.agency !== open.principal.agency;
  const id = open.newId();
  const row = {
    id,
    child: open.child.id,
    practitioner: practitionerId,
    agency: mandate.agency,
    role: mandate.function,
    lead: false,
    ...period,
    model,
    host: host ?? null,
    mandate: mandate.reference,
    ...{ awaitsMandate, confirmedBy: null, statutory: mandate.statutory ?? null, joinedAt: open.now },
    ...{ leadProposedBy: null, leadNamedAt: null, ledBefore: null },
    recordedBy: authorOf(open.principal),
    endedAt: null,
    endedBy: null,
  };
  const newcomer = { agency: mandate.agency, person: practitionerId };
  // Whose officers have not asked for it are told: of a mandate that is to be confirmed, and of an agency that comes back.
  const officers = awaitsMandate || open.relationship === "none" ? officersOf([mandate.agency]) : [];
  return { id, writes: [adding("memberships", row), ...tellTeam(open, "team", id, [newcomer, ...officers])] };
}

// Whoever leads brings together everybody; others speak for their own agency. Nobody's own time on a team is theirs to prolong.
function mustBringIn({ principal, relationship }: OpenChange, { id, agency }: PractitionerRow): void {
  const self = id === principal.subject && agency === principal.agency;
  if (self || (relationship !== "lead" && agency !== principal.agency)) throw new ChildviewError("ACTION_NOT_PERMITTED", "");
}

/** Whether an agreement gives a practitioner anything to read as a member of a team; to an information governance officer none does. */
function worksWithChildren({ rules, personNumbers }: Policy, { role, agency }: PractitionerRow): boolean {
  if (personNumbers.get(role)?.has(agency) !== true) return false;
  const given = rules.filter(({ effect, roles }) => effect === "permit" && roles !== "everyone" && roles.includes(role));
  return given.some(({ when }) => when.relationship?.includes("team") === true);
}

function comingPeriodOf({ today }: OpenChange, asked: AskedPeriod): Dated {
  const period = periodOf({ today }, asked);
  if (period.from < today) throw new ChildviewError("PERIOD_INVALID", '"from" is in the past.');
  return period;
}

function mustBeNew({ child }: OpenChange, { id, agency }: PractitionerRow, period: Dated): void {
  const own = child.memberships.filter((one) => one.practitioner === id && one.agency === agency && !isEnded(one));
  if (own.some((one) => overlap(one, period))) throw new ChildviewError("ALREADY_ON_TEAM", "");
}
