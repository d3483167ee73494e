import type { Policy } from "../../../../policies/index.ts";
import { ChildviewError } from "../../../../service/errors.ts";
import { daysAfter } from "../../../../service/days.ts";
import { authorOf } from "../author.ts";
import { mustHaveRoomForRestriction } from "../bounds.ts";
import type { Restricting } from "../asked/restriction.ts";
import type { Change, OpenChange } from "../change.ts";
import { mustHaveSubstance } from "../substance.ts";
import { mustAct } from "../must-act.ts";
import { periodOf } from "../period.ts";
import { adding } from "../writes.ts";
import { actionOfKind, mayRestrict } from "./may-restrict.ts";
import { tellOfRestriction } from "./told-of-restriction.ts";

/** Within how many days another agency has to confirm a court order. A sealed order is with every party within a week, and a week has a working day for everybody. */
export const daysToConfirm = 7;

/**
 * Records a restriction, in force for the next query from its first day on, and answers its id. A court order lapses unless somebody of another agency confirms it in time.
 * That kind, person, categories and reference fit is for the caller to check. Throws
 * ACTION_NOT_PERMITTED, ROLE_CONTRADICTED, REASON_TOO_SHORT, PERIOD_INVALID, ARGUMENT_INVALID or TOO_MANY_RESTRICTIONS.
 */
export function recordRestriction(open: OpenChange, asked: Restricting): Change {
  const { kind, person = null, reference = null, orderedOn = null, ground, author } = asked;
  const categories = [...new Set(asked.categories)].sort();
  mustAct(open, actionOfKind[kind]);
  if (!mayRestrict(open, { kind, categories })) throw new ChildviewError("ACTION_NOT_PERMITTED", "");
  mustHaveSubstance("ground", ground);
  const period = periodOf(open, asked);
  mustHaveEffect(open.policy, categories);
  if (person !== null) mustBeFamily(open, person);
  if (orderedOn !== null && orderedOn > open.today) throw new ChildviewError("ARGUMENT_INVALID", '"orderedOn" is in the future.');
  mustHaveRoomForRestriction(open);
  const id = open.newId();
  const recorded = { agency: open.principal.agency, recordedBy: authorOf(open.principal), recordedAt: open.now };
  const confirming = { confirmBy: kind === "court-order" ? daysAfter(open.today, daysToConfirm) : null, confirmedBy: null };
  const about = { id, child: open.child.id, kind, person, categories, reference, orderedOn, ground, author };
  const row = { ...about, ...period, ...recorded, ...confirming, ...untouched };
  return { id, writes: [adding("restrictions", row), ...tellOfRestriction(open, row)] };
}

const untouched = {
  ...{ contestedAt: null, contestedBy: null, contestGround: null },
  ...{ endAskedBy: null, endedAt: null, endedBy: null, endGround: null },
};

// Somebody who withholds a category relies on it, so one that the agreements do not withhold from families is refused and not merely stored.
function mustHaveEffect({ rules }: Policy, categories: readonly string[]): void {
  const prohibitions = rules.filter(({ effect, when }) => effect === "prohibit" && when.restriction?.includes("serious-harm") === true);
  const idle = categories.find((category) => !prohibitions.some((rule) => rule.categories.includes(category)));
  if (idle !== undefined)
    throw new ChildviewError("ARGUMENT_INVALID", `"categories" has ${idle}, which no agreement withholds for serious harm.`);
}

function mustBeFamily({ child }: OpenChange, person: string): void {
  const family = child.family.some((one) => one.person === person && one.kind !== "self");
  if (!family) throw new ChildviewError("ARGUMENT_INVALID", '"person" is nobody of the child\'s family.');
}
