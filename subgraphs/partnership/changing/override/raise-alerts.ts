import { randomUUID } from "node:crypto";
import { agenciesConcerned, isOwn, type OverrideFacts } from "../../deciding/overrides.ts";
import { isMember, type MembershipFacts } from "../../deciding/relationship.ts";
import { AlertRow } from "../../records/alert-row.ts";
import type { OpenChange } from "../change-child.ts";

type Opened = Pick<OverrideFacts, "id" | "practitioner" | "agency" | "categories">;

/** Alerts the privacy officers whom a new override concerns, and each lead practitioner of the child but the one who opened it. */
export async function raiseAlerts({ manager, child, policy, now, today }: OpenChange, override: Opened): Promise<void> {
  const officers = [...agenciesConcerned(policy, override)].map((agency) => ({ agency, practitioner: null }));
  const addressees = [...officers, ...leadsBut(override, child.memberships, today)];
  await manager.insert(
    AlertRow,
    addressees.map((addressee) => ({ id: randomUUID(), override: override.id, ...addressee, at: now })),
  );
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
