import type { PartnershipContext } from "../context.ts";
import { categoriesView } from "../family-view/categories-view.ts";
import type { Visit } from "../../trail/visits.ts";
import type { AccessVisit } from "./access-visit.ts";
import { visitSentence } from "./sentence.ts";

/** A visit with the names that the directory has now. A new object each time. */
export async function visitView({ index, policy, principal }: PartnershipContext, visit: Visit): Promise<AccessVisit> {
  const { agency, purpose, first, last, times, lookedAt, couldRead, refused } = visit;
  // Of the family, nobody but whoever reads is told.
  const isOwn = agency === "family";
  const entry = isOwn ? undefined : await index.practitioner(visit.person);
  // A subject is unique only within its agency: another agency's entry is somebody else's.
  const name = isOwn ? principal.name : entry?.agency === agency ? entry.name : visit.person;
  const role = isOwn ? "you" : (policy.roles.find(({ id }) => id === visit.role)?.name ?? visit.role);
  return {
    ...{ name, role, agency, purpose, times },
    ...{ firstAt: first.toISOString(), lastAt: last.toISOString() },
    lookedAt: categoriesView(policy, lookedAt),
    couldRead: categoriesView(policy, couldRead),
    refused: categoriesView(policy, refused),
    sentence: visitSentence(policy, visit, { name, role, isOwn }),
  };
}
