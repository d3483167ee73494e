import { isMember } from "../../subgraphs/partnership/deciding/relationship.ts";
import { consentingPersonsOn } from "../../subgraphs/partnership/deciding/consenting-persons.ts";
import type { Principal } from "../../trust/access-token.ts";
import { dayOf } from "./days.ts";
import { onceForFacts } from "./once-for-facts.ts";
import type { Categories } from "./reads.ts";
import type { ChildRecord } from "./scene.ts";
import type { Setting, State } from "./world.ts";

const once = onceForFacts<Categories>();

/** About which categories the word of somebody counts. */
export function decidesOn(setting: Setting, state: State, index: number, { subject, agency }: Principal): Categories {
  const child = state.children[index];
  if (child === undefined || agency !== "family") return 0;
  return once(setting, state, index, subject, () => workedOut(setting, child, subject, dayOf(state)));
}

function workedOut({ policy }: Setting, child: ChildRecord, subject: string, today: string): Categories {
  const consenting = consentingPersonsOn(child, today);
  return policy.categories.reduce((all, { id }, place) => (consenting(id).has(subject) ? all | (1 << place) : all), 0);
}

/** The memberships by which somebody is on the team now. */
export function membersOf(state: State, index: number): ChildRecord["memberships"] {
  const today = dayOf(state);
  return (state.children[index]?.memberships ?? []).filter((one) => isMember(one, today));
}

/** Whether somebody is on the team now. */
export function isOnTeam(state: State, index: number, { subject, agency }: Principal): boolean {
  return membersOf(state, index).some((one) => one.practitioner === subject && one.agency === agency);
}
