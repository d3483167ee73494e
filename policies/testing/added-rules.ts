import { circumstancesAt } from "../deciding/situations.ts";
import type { Circumstances } from "../deciding/situations.ts";
import { assemble } from "../documents/assemble.ts";
import type { Policy, Rule } from "../policy.ts";
import { CircumstancesSet } from "../deciding/circumstances-set.ts";
import { effectOf } from "../questions/effects.ts";
import { purposes, relationships, rightsHolders } from "../vocabulary.ts";
import { differing, statusOf } from "./mutant-status.ts";
import type { MutantStatus } from "./mutant-status.ts";
import type { TestAbout } from "./tests-by-situation.ts";

/** In which direction a rule is added. */
export type AddedKind = "permit added" | "prohibition added";

// Permits can ask for consent and for an override, and for nothing else that is not part of the place. The one that asks for most comes first.
const asks = [
  { text: " with consent and by an override", holds: ({ consent, override }: Circumstances) => consent === "given" && override },
  { text: " with consent", holds: ({ consent }: Circumstances) => consent === "given" },
  { text: " by an override", holds: ({ override }: Circumstances) => override },
  { text: "", holds: () => true },
];

// Each with the circumstances in which a rule holds that asks for so much.
const places = relationships.flatMap((relationship) =>
  purposes.flatMap((purpose) =>
    rightsHolders.map((rightsHolder) =>
      asks.map(({ text, holds }) => ({
        text: `for relationship ${relationship}, purpose ${purpose} and rightsHolder ${rightsHolder}${text}`,
        circumstances: CircumstancesSet.of((number) => {
          const one = circumstancesAt(number);
          return one.relationship === relationship && one.purpose === purpose && one.rightsHolder === rightsHolder && holds(one);
        }),
      })),
    ),
  ),
);

/**
 * Tries out one rule more for each person, category, relationship, purpose and rights-holder: the narrowest permit that opens something there, and a prohibition
 * of all that is read there. A permit that opens more is noticed if this one is. `testAbout` finds tests that hold for the policy.
 */
export function* statusesOfAddedRules(policy: Policy, testAbout: TestAbout): Iterable<readonly [AddedKind, MutantStatus]> {
  const open = withRule(policy, "permit");
  const closed = withRule(policy, "prohibit");
  for (const person of policy.persons) {
    for (const { id: category } of policy.categories) {
      const before = effectOf(policy, person, category);
      for (const [kind, changed] of [
        ["permit added", open],
        ["prohibition added", closed],
      ] as const) {
        const after = effectOf(changed, person, category);
        const affected = differing(before, after);
        for (const ways of places) {
          const way = (kind === "permit added" ? ways : ways.slice(-1)).find(({ circumstances }) => !affected.and(circumstances).isEmpty);
          const change = { change: `there were a ${kind.split(" ")[0] ?? ""} ${way?.text ?? ""}`, person, category, before, after };
          yield [kind, way ? statusOf(changed, testAbout, { ...change, circumstances: affected.and(way.circumstances) }) : "equivalent"];
        }
      }
    }
  }
}

function withRule(policy: Policy, effect: Rule["effect"]): Policy {
  const categories = policy.categories.map(({ id }) => id);
  const added: Rule = {
    id: "added",
    agreement: "added",
    effect,
    roles: "everyone",
    categories,
    when: {},
    marks: [],
    because: "",
    basis: [],
  };
  return assemble({ ...policy, rules: [...policy.rules, added] });
}
