import fc from "fast-check";
import { decide } from "../../policies/index.ts";
import type { Facts } from "../../policies/index.ts";
import { drawing, drawnFacts } from "./drawn.ts";
import { consult } from "./oracle.ts";
import type { WrittenRule } from "./oracle.ts";
import { roles, someRules } from "./random.ts";
import { isSaid, policyOf } from "./said.ts";
import { disagreementText, smallest } from "./smallest-disagreement.ts";

/**
 * Random rules, each compared with the agreements in so many random situations, category by category and row by row. Fails with the smallest case of what it
 * found, which fast-check need not look for: run it with `endOnFailure`.
 */
export function engineSaysWhatAgreementsSay(situations: number): fc.IProperty<[WrittenRule[], number]> {
  return fc.property(someRules, fc.nat(), (rules, seed) => {
    const policy = policyOf(rules);
    const draw = drawing(seed);
    const asked: Facts[] = [];
    while (asked.length < situations) {
      const facts = drawnFacts(draw);
      asked.push(facts);
      for (const [category, decision] of decide(policy, facts)) {
        if (!isSaid(decision, consult(rules, roles, facts, category)))
          throw new Error(disagreementText(smallest({ rules, asked, category })));
      }
    }
  });
}
