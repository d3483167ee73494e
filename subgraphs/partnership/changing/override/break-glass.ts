import { ChildviewError } from "../../../../service/errors.ts";
import { gatherFacts } from "../../deciding/gather-facts.ts";
import { type Opening, openingOf } from "../../deciding/openable.ts";
import { agenciesConcerned } from "../../deciding/overrides.ts";
import { hasSettled } from "../../deciding/settled.ts";
import { shieldsOf } from "../../deciding/shields.ts";
import { alerts } from "../alerting/alert.ts";
import type { GlassBreaking } from "../asked/override.ts";
import type { Change, OpenChange } from "../change.ts";
import { rolesIn } from "../must-act.ts";
import { mustHaveSubstance } from "../substance.ts";
import { adding } from "../writes.ts";
import { mustLeaveRoomInQueue } from "../bounds.ts";
import { openAlready } from "./open-already.ts";
import { isStopped } from "./stopped.ts";
import { toldOfOpening } from "./told-of-override.ts";

/** How long an override lasts, in milliseconds. An emergency is over in half a working day, or has become work that consent or an assessment should carry. */
const lasts = 4 * 60 * 60 * 1000;

/**
 * Opens an override, or answers the one that is open already and opens the same: for the practitioner who asks, in their role, for one purpose and four hours from `open.now`, all that the agreements open to an override; and
 * alerts those who answer for it. What is shielded waits for a second person if they came to the team within a day. Answers its id. Throws REASON_TOO_SHORT,
 * OVERRIDE_NOT_FORESEEN, OVERRIDE_UNJUSTIFIED, OVERRIDES_UNREVIEWED, ROLE_CONTRADICTED, or ARGUMENT_INVALID for a name in vain.
 */
export function breakGlass(open: OpenChange, asked: GlassBreaking): Change {
  const { child, principal, policy, now, today } = open;
  const { forPurpose: purpose, basis, reason, keepFromFamilyBecause } = asked;
  const { opened, lifted } = openingFor(open, asked);
  mustHaveSubstance("reason", reason);
  if (keepFromFamilyBecause !== undefined) mustHaveSubstance("keepFromFamilyBecause", keepFromFamilyBecause);
  const { subject: practitioner, agency, role } = principal;
  const atOnce = hasSettled(child.memberships, principal, open);
  const before = openAlready(open, { forPurpose: purpose, keepFromFamilyBecause, opened, lifted, atOnce });
  if (before !== undefined) return { id: before.id, writes: [] };
  if (isStopped(child, principal)) throw new ChildviewError("OVERRIDE_UNJUSTIFIED", "");
  mustLeaveRoomInQueue(open);
  const override = {
    ...{ id: open.newId(), child: child.id, practitioner, agency, role, purpose, basis, reason },
    categories: atOnce ? [...opened, ...lifted] : [...opened],
    ...{ awaiting: atOnce ? [] : [...lifted], agreedBy: null },
    // Who answers for what is shielded looks at it too while it waits: somebody tried.
    concerned: agenciesConcerned(policy, { agency, categories: [...opened, ...lifted] }, shieldsOf(child, today)),
    ...{ keptFromFamily: keepFromFamilyBecause ?? null, policy: policy.version },
    ...{ openedAt: now, endsAt: new Date(now.getTime() + lasts) },
    ...{ revokedAt: null, revokedBy: null, revokeReason: null, reviews: [], allowances: [] },
  };
  const told = toldOfOpening(open, override, lifted.length > 0);
  return { id: override.id, writes: [adding("overrides", override), ...alerts(open, { about: "override", subject: override.id }, told)] };
}

function openingFor(open: OpenChange, { forPurpose, alsoShielded = [] }: GlassBreaking): Opening {
  // It is opened in one role, and would open nothing to somebody for whom it is decided in two.
  if (rolesIn(open).length > 1) throw new ChildviewError("ROLE_CONTRADICTED", "");
  const facts = gatherFacts(open.policy, open.child, open.principal, forPurpose, open);
  const opening = openingOf(open.policy, facts, alsoShielded);
  const [vain] = opening.idle;
  if (vain !== undefined)
    throw new ChildviewError("ARGUMENT_INVALID", `"alsoShielded" names "${vain}", of which an override lifts no shield for you here.`);
  if (opening.opened.length + opening.lifted.length === 0) throw new ChildviewError("OVERRIDE_NOT_FORESEEN", "");
  return opening;
}
