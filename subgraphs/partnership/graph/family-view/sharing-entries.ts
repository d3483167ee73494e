import type { Policy } from "../../../../policies/index.ts";
import { relationship } from "../../deciding/relationship.ts";
import { type SharingGrant as Grant, sharedWith } from "../../deciding/sharing.ts";
import type { ConsentEventRow } from "../../records/consent-event-row.ts";
import type { PartnershipContext } from "../context.ts";
import { categoriesView } from "./categories-view.ts";
import { type Names, readNames } from "./names.ts";
import { type SharingPerson, sharingSentence } from "./sentences.ts";
import type { SharingReader } from "./sharing-persons.ts";
import { toldOfSharing } from "./told-of-sharing.ts";
import type { Sharing, SharingEntry, SharingGrant } from "./sharing.ts";

/** What each of these persons can see of the child, the lead practitioner first. Who can see nothing of what the asker may be told has no entry. */
export async function sharingEntries(
  context: PartnershipContext,
  { decision }: Sharing,
  persons: readonly SharingReader[],
): Promise<SharingEntry[]> {
  const { index, policy, today } = context;
  const sharing = await toldOfSharing(context, decision);
  if (sharing === undefined) return [];
  const { child, told } = sharing;
  const names = await readNames(index, child);
  const categories = policy.categories.map(({ id }) => id).filter(told);
  const entries: SharingEntry[] = [];
  for (const { person, reader } of persons) {
    // What one person sees takes a few milliseconds, and a team can have hundreds.
    await context.pace.step();
    const grants = sharedWith({ policy, child, reader, moment: context, categories });
    entries.push({
      ...person,
      id: reader.subject,
      relationship: relationship(reader, child, today),
      grants: grants.map((grant) => grantView(policy, names, person, grant)),
    });
  }
  return entries
    .filter(({ grants }) => grants.length > 0)
    .sort((one, other) => Number(other.relationship === "lead") - Number(one.relationship === "lead"));
}

function grantView(policy: Policy, names: Names, person: SharingPerson, grant: Grant<ConsentEventRow>): SharingGrant {
  return {
    categories: categoriesView(policy, grant.categories),
    purposes: grant.purposes,
    restsOn: grant.restsOn,
    because: policy.rulesById.get(grant.rule)?.because ?? "",
    sentence: sharingSentence(policy, person, grant, (id) => names.person(id)),
  };
}
