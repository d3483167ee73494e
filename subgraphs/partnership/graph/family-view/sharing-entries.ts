import type { Policy } from "../../../../policies/index.ts";
import type { ChildDecision } from "../../deciding/decide-child.ts";
import { relationship } from "../../deciding/relationship.ts";
import { type SharingGrant as Grant, sharedWith } from "../../deciding/sharing.ts";
import type { IndexedChild } from "../../index-reader.ts";
import type { ConsentEventRow } from "../../records/consent-event-row.ts";
import type { PartnershipContext } from "../context.ts";
import { type Names, readNames } from "./names.ts";
import { type SharingPerson, sharingSentence } from "./sentences.ts";
import type { SharingReader } from "./sharing-persons.ts";
import type { Sharing, SharingEntry, SharingGrant } from "./sharing.ts";

/** What each of these persons can see of the child, the lead practitioner first. Who can see nothing of what the asker may be told has no entry. */
export async function sharingEntries(
  context: PartnershipContext,
  { childId, decision }: Sharing,
  persons: readonly SharingReader[],
): Promise<SharingEntry[]> {
  const { index, policy, today } = context;
  const facts = await index.facts(childId);
  if (facts === undefined) return [];
  const names = await readNames(index, facts);
  const child = withoutHiddenOverrides(facts);
  const told = toldTo(decision);
  return persons
    .map(({ person, reader }) => ({
      ...person,
      relationship: relationship(reader, child.family, child.memberships, today),
      grants: sharedWith({ policy, child, reader, moment: context, told }).map((grant) => grantView(policy, names, person, grant)),
    }))
    .filter(({ grants }) => grants.length > 0)
    .sort((one, other) => Number(other.relationship === "lead") - Number(one.relationship === "lead"));
}

// The answer must be the same as if such an override had not been opened: that there is one could put somebody at risk.
function withoutHiddenOverrides(child: IndexedChild): IndexedChild {
  return { ...child, overrides: child.overrides.filter(({ keptFromFamily }) => keptFromFamily === null) };
}

/**
 * Of which categories the asker is told who sees them: those that they see themself, or would but for a restriction of which they are told anyway. To anybody else
 * that somebody does not see a category, and so the very existence of a restriction, would be news.
 */
function toldTo(decision: ChildDecision): (category: string) => boolean {
  return (category) => {
    const verdict = decision.verdict(category);
    return verdict.effect === "permit" || verdict.reason === "RESTRICTED";
  };
}

function grantView(policy: Policy, names: Names, person: SharingPerson, grant: Grant<ConsentEventRow>): SharingGrant {
  return {
    categories: grant.categories.map((id) => ({
      code: id,
      label: policy.categories.find((category) => category.id === id)?.name ?? id,
      system: "https://childview.example/CodeSystem/category",
    })),
    purposes: grant.purposes,
    restsOn: grant.restsOn,
    because: policy.rulesById.get(grant.rule)?.because ?? "",
    sentence: sharingSentence(policy, person, grant, (id) => names.person(id)),
  };
}
