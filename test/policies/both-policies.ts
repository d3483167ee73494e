import fc from "fast-check";
import type { Facts, Policy } from "../../policies/index.ts";
import { policyOf } from "./said.ts";
import { drawing, drawnFacts, someFacts } from "./drawn.ts";
import { someRules } from "./random.ts";
import { policy as realPolicy } from "./view.ts";
import { runs } from "../runs.ts";

const realCategories = realPolicy.categories.map(({ id }) => id);
const someRealFacts = fc.nat().map((seed) => drawnFacts(drawing(seed), realCategories, realPolicy.persons));

/** Checks something under the agreements in force and under random ones, in a thousand situations each. `check` throws where it does not hold. */
export function underBoth(check: (policy: Policy, facts: Facts) => void): void {
  fc.assert(
    fc.property(someRealFacts, (facts) => {
      check(realPolicy, facts);
    }),
    { numRuns: runs(80) },
  );
  fc.assert(
    fc.property(someRules, fc.array(someFacts, { minLength: 40, maxLength: 40 }), (rules, all) => {
      const policy = policyOf(rules);
      for (const facts of all) check(policy, facts);
    }),
    { numRuns: runs(25) },
  );
}
