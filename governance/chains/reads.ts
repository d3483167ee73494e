import type { CategoryDecision, Purpose } from "../../policies/index.ts";
import { decisionsOn } from "../../subgraphs/partnership/deciding/decisions-on.ts";
import { relationship } from "../../subgraphs/partnership/deciding/relationship.ts";
import type { Principal } from "../../trust/access-token.ts";
import { momentOf } from "./days.ts";
import { onceForFacts } from "./once-for-facts.ts";
import type { Setting, State } from "./world.ts";

const forPractitioners: readonly Purpose[] = ["DIRECT_SUPPORT", "EHC_ASSESSMENT", "SAFEGUARDING"];
const forFamily: readonly Purpose[] = ["FAMILY_ACCESS"];

/** A set of categories of a setting: the bit of each is its place in the policy. */
export type Categories = number;

const once = onceForFacts<Categories>();

/** What somebody reads of a child for any of the purposes that they can have. */
export function readsOf(setting: Setting, state: State, index: number, reader: Principal): Categories {
  const child = state.children[index];
  if (child === undefined) return 0;
  const moment = momentOf(state);
  const toChild = relationship(reader, child, moment.today);
  if (toChild === "none") return 0;
  return once(setting, state, index, `${reader.subject} ${toChild}`, () => {
    const purposes = reader.agency === "family" ? forFamily : forPractitioners;
    return purposes.reduce((read, purpose) => read | permitted(setting, decisionsOn(setting.policy, child, reader, purpose, moment)), 0);
  });
}

/** The categories that decisions permit. */
export function permitted({ policy }: Setting, decisions: ReadonlyMap<string, CategoryDecision>): Categories {
  return policy.categories.reduce((read, { id }, place) => (decisions.get(id)?.effect === "permit" ? read | (1 << place) : read), 0);
}

/** The names of a set of categories. */
export function namesOf({ policy }: Setting, categories: Categories): readonly string[] {
  return policy.categories.filter((_, place) => (categories & (1 << place)) !== 0).map(({ name }) => `“${name}”`);
}
