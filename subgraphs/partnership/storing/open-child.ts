import { randomUUID } from "node:crypto";
import type { EntityManager } from "typeorm";
import type { OpenChange } from "../changing/change.ts";
import { contradictionOf, contradictionOnTeam } from "../deciding/contradiction.ts";
import { relationship } from "../deciding/relationship.ts";
import type { IndexedChild } from "../facts-reader.ts";
import { readHousehold } from "../household-reader.ts";
import { openIndexReader } from "../index-reader.ts";
import type { ChangeContext } from "./change-once.ts";

/**
 * What a change to a locked child is made from; undefined if the index has no such child. The same is read whether there is one or not, so that the two cannot be told
 * apart by what the database is asked. `practitioners` are the ids that the change names.
 */
export async function openChild(
  manager: EntityManager,
  { principal, policy, today, now, contradicted }: ChangeContext,
  id: string,
  practitioners: readonly string[],
): Promise<OpenChange | undefined> {
  const index = openIndexReader(manager);
  const child = await index.facts(id);
  const services = await index.services(id);
  const household = await readHousehold(manager, id, today);
  const members = child?.memberships.map(({ practitioner }) => practitioner) ?? [];
  const entries = await Promise.all(["", principal.subject, ...practitioners, ...members].map((each) => index.practitioner(each)));
  const directory = new Map(entries.flatMap((entry) => (entry === undefined ? [] : [[entry.id, entry]])));
  contradicted(contradictionOf(principal, directory.get(principal.subject)));
  if (child === undefined) return undefined;
  contradicted(contradictionOnTeam(principal, child, today));
  return {
    child,
    principal,
    policy,
    services,
    household,
    relationship: relationship(principal, child, today),
    practitioner: (practitioner) => directory.get(practitioner),
    newId: randomUUID,
    now: afterAllBefore(child, now),
    clock: now,
    today,
  };
}

// What is said later must stand later, whatever the clocks of two replicas say: each change comes after all that were made before it.
function afterAllBefore({ consentEvents, assessments }: IndexedChild, now: Date): Date {
  const decided = assessments.flatMap(({ recordedAt, endedAt }) => [recordedAt.getTime(), endedAt?.getTime() ?? 0]);
  const last = Math.max(0, ...consentEvents.map(({ at }) => at.getTime()), ...decided);
  return last < now.getTime() ? now : new Date(last + 1);
}
