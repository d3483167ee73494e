import { agenciesConcerned, isOwn, type OverrideFacts } from "../../deciding/overrides.ts";
import { isMember, type MembershipFacts } from "../../deciding/relationship.ts";
import type { OpenChange } from "../change.ts";
import { adding, type Write } from "../writes.ts";

type Opened = Pick<OverrideFacts, "id" | "practitioner" | "agency" | "categories">;

/** Alerts the privacy officers whom a new override concerns, and each lead practitioner of the child but the one who opened it. */
export function raiseAlerts({ child, policy, now, today, newId }: OpenChange, override: Opened): Write[] {
  const officers = [...agenciesConcerned(policy, override)].map((agency) => ({ agency, practitioner: null }));
  const addressees = [...officers, ...leadsBut(override, child.memberships, today)];
  return addressees.map((addressee) => adding("alerts", { id: newId(), override: override.id, ...addressee, at: now }));
}

// Each once, though they may lead by two memberships.
function leadsBut(override: Opened, memberships: readonly MembershipFacts[], today: string): { agency: string; practitioner: string }[] {
  const leads = memberships
    .filter(({ lead }) => lead)
    .filter((membership) => isMember(membership, today))
    .map(({ agency, practitioner }) => ({ agency, practitioner }))
    .filter(({ agency, practitioner }) => !isOwn(override, { agency, subject: practitioner }));
  return [...new Map(leads.map((one) => [`${one.agency} ${one.practitioner}`, one])).values()];
}
