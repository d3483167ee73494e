import { type Action, mayAct } from "../../../../policies/index.ts";
import { decisionsOn } from "../../deciding/decisions-on.ts";
import { inForce } from "../../deciding/in-force.ts";
import { isMember } from "../../deciding/relationship.ts";
import type { OpenChange } from "../change.ts";
import type { Addressee } from "./alert.ts";

/** The privacy officers of these agencies. */
export function officersOf(agencies: Iterable<string>): Addressee[] {
  return [...agencies].map((agency) => ({ agency, person: null }));
}

/** The agencies with somebody on the team today. */
export function agenciesOnTeam({ child, today }: Pick<OpenChange, "child" | "today">): ReadonlySet<string> {
  return new Set(child.memberships.filter((one) => isMember(one, today)).map(({ agency }) => agency));
}

/** Everybody on the team today. */
export function teamMembers({ child, today }: Pick<OpenChange, "child" | "today">): Addressee[] {
  return child.memberships.filter((one) => isMember(one, today)).map(({ agency, practitioner }) => ({ agency, person: practitioner }));
}

/** Those on the team today whose role has one of these actions, as far as the directory is known to the change. */
export function membersWho(open: OpenChange, actions: readonly Action[]): Addressee[] {
  const { child, today, policy } = open;
  const members = child.memberships.filter((one) => isMember(one, today));
  const may = members.filter(({ agency, practitioner, lead }) => {
    const role = open.practitioner(practitioner)?.role;
    return role !== undefined && actions.some((action) => mayAct(policy, action, { role, agency, relationship: lead ? "lead" : "team" }));
  });
  return may.map(({ agency, practitioner }) => ({ agency, person: practitioner }));
}

/**
 * Those of the family who may read a category themselves: nobody is alerted to what they could not see. So whom a court order binds is told nothing, and nobody of
 * the family that something is kept back.
 */
export function familyWhoRead(open: OpenChange, category: string): Addressee[] {
  const { child, policy, today } = open;
  const relations = child.family.filter((one) => inForce(one, today));
  const persons = new Set(relations.map(({ person }) => person));
  const readers = [...persons].filter((subject) => {
    const isSelf = relations.some(({ person, kind }) => person === subject && kind === "self");
    const reader = { subject, role: isSelf ? "young-person" : "parent", agency: "family", name: "", issuer: "" };
    return decisionsOn(policy, child, reader, "FAMILY_ACCESS", open, [category]).get(category)?.effect === "permit";
  });
  return readers.map((person) => ({ agency: "family", person }));
}
