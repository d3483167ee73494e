import { listed, type Policy } from "../../../../policies/index.ts";
import type { IndexReader } from "../../index-reader.ts";
import { inForce } from "../../deciding/in-force.ts";
import type { Reader } from "../../deciding/recipients.ts";
import { isMember } from "../../deciding/relationship.ts";
import { familyRole } from "./names.ts";
import type { SharingPerson } from "./sentences.ts";

/** Somebody who has to do with the child, and as whom they ask. */
export interface SharingReader {
  readonly person: SharingPerson;
  readonly reader: Reader;
}

/** The practitioners of a child's team today, each once, by the role and agency that the directory has for them. */
export async function practitionersOf(
  { index, policy, today }: { index: IndexReader; policy: Policy; today: string },
  child: string,
): Promise<SharingReader[]> {
  const members = (await index.team(child)).filter((member) => isMember(member, today));
  const entries = new Map(members.map(({ practitioner }) => [practitioner.id, practitioner]));
  return [...entries.values()].map(({ id, name, role, agency }) => ({
    person: { name, role: policy.roles.find((one) => one.id === role)?.name ?? role, agency },
    reader: { subject: id, role, agency },
  }));
}

/** The persons of a child's family today, each once; the young person themself among them. */
export async function relativesOf({ index, today }: { index: IndexReader; today: string }, child: string): Promise<SharingReader[]> {
  const relations = (await index.family(child)).filter((relation) => inForce(relation, today));
  const names = new Map(relations.map(({ person, name }) => [person, name]));
  return [...names].map(([person, name]) => {
    const kinds = relations.filter((relation) => relation.person === person).map(({ kind }) => kind);
    const role = listed(
      kinds.map((kind) => (kind === "self" ? "young person" : kind.replaceAll("-", " "))),
      "and",
    );
    return {
      person: { name, role, agency: "family" },
      reader: { subject: person, role: familyRole(kinds.includes("self")), agency: "family" },
    };
  });
}
