import { addresses } from "../deciding/reach.ts";
import { assemble } from "../documents/assemble.ts";
import type { Person, Policy, Rule } from "../policy.ts";
import { effectOf } from "../questions/effects.ts";
import type { Effect } from "../questions/effects.ts";
import { statusesOfAddedRules } from "./added-rules.ts";
import type { AddedKind } from "./added-rules.ts";
import type { Expectation } from "./expectation.ts";
import { differing, statusOf } from "./mutant-status.ts";
import type { MutantStatus, Survivor } from "./mutant-status.ts";
import { mutantsOf } from "./mutants.ts";
import type { Mutant } from "./mutants.ts";
import type { MutationKind } from "./rule-changes.ts";
import { testsBySituation } from "./tests-by-situation.ts";
import type { TestAbout } from "./tests-by-situation.ts";

/** How many changes of a kind there were and what became of them. */
export interface Tally {
  readonly made: number;
  /** Without effect: in no situation does anything come out otherwise. */
  readonly equivalent: number;
  readonly killed: number;
}

/** What became of all changes. */
export interface MutationRun {
  readonly kinds: ReadonlyMap<MutationKind | AddedKind, Tally>;
  readonly survivors: readonly Survivor[];
}

/**
 * Changes the policy in every small way, and looks whether a test notices each change that has an effect. The tests must hold for the policy itself. Pure.
 * Throws Error if `decide` does not show an effect that `effectOf` tells of, which would be a mistake in one of them.
 */
export function runMutants(policy: Policy, expectations: readonly Expectation[]): MutationRun {
  const testAbout = testsBySituation(expectations);
  const kinds = new Map<MutationKind | AddedKind, Tally>();
  const survivors: Survivor[] = [];
  for (const [kind, status] of statuses(policy, testAbout)) {
    const { made, equivalent, killed } = kinds.get(kind) ?? { made: 0, equivalent: 0, killed: 0 };
    kinds.set(kind, {
      made: made + 1,
      equivalent: equivalent + (status === "equivalent" ? 1 : 0),
      killed: killed + (status === "killed" ? 1 : 0),
    });
    if (typeof status === "object") survivors.push(status);
  }
  return { kinds, survivors };
}

function* statuses(policy: Policy, testAbout: TestAbout): Iterable<readonly [MutationKind | AddedKind, MutantStatus]> {
  const effects = effectsOf(policy);
  for (const mutant of mutantsOf(policy)) yield [mutant.kind, statusOfMutant(policy, mutant, effects, testAbout)];
  yield* statusesOfAddedRules(policy, testAbout);
}

type EffectNow = (person: Person, category: string) => Effect;

// A mutant that one person and category give away is killed; it is a survivor only if none of them does.
function statusOfMutant(policy: Policy, mutant: Mutant, effects: EffectNow, testAbout: TestAbout): MutantStatus {
  const mutated = assemble({ ...policy, rules: mutant.rules });
  let status: MutantStatus = "equivalent";
  for (const [person, category] of touchedBy(policy, mutant)) {
    const [before, after] = [effects(person, category), effectOf(mutated, person, category)];
    const circumstances = differing(before, after);
    if (circumstances.isEmpty) continue;
    const here = statusOf(mutated, testAbout, { change: mutant.change, person, category, before, after, circumstances });
    if (here === "killed") return here;
    if (status === "equivalent") status = here;
  }
  return status;
}

/** The persons and categories for which the rule can decide otherwise: all of its own, unless only the list of persons or of categories is another. */
function* touchedBy({ persons, categories }: Policy, { original, rule, kind }: Mutant): Iterable<readonly [Person, string]> {
  const sameTerms = rule?.when === original.when && rule.marks === original.marks && rule.effect === original.effect;
  const isAbout = (one: Rule | undefined, person: Person, category: string) =>
    one !== undefined && one.categories.includes(category) && addresses(one, person);
  for (const person of persons) {
    for (const { id } of categories) {
      const [before, after] = [isAbout(original, person, id), isAbout(rule, person, id)];
      if (sameTerms && kind !== "order changed" ? before !== after : before || after) yield [person, id];
    }
  }
}

function effectsOf(policy: Policy): EffectNow {
  const known = new Map<string, Effect>();
  return (person, category) => {
    const key = `${person.role} ${person.agency} ${category}`;
    const effect = known.get(key) ?? effectOf(policy, person, category);
    known.set(key, effect);
    return effect;
  };
}
