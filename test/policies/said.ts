import { subject } from "@casl/ability";
import { compile } from "../../policies/index.ts";
import type { CategoryDecision, Policy } from "../../policies/index.ts";
import { everyRow } from "./oracle.ts";
import type { Verdict, WrittenRule } from "./oracle.ts";
import { written } from "./random.ts";
import { abilityFrom } from "./view.ts";

/** The policy that the rules make, each list as an agreement of its own. Throws PolicyError if the compiler refuses them. */
export function policyOf(...lists: readonly (readonly WrittenRule[])[]): Policy {
  return compile(written(...lists), "2026-11-21");
}

const known = new Map<string, readonly boolean[]>();

/** Which of the four kinds of row an agency would show that holds the decision's rules. It goes by nothing else, so the same rules show the same. */
export function shown(decision: CategoryDecision | undefined): readonly boolean[] {
  if (decision?.effect !== "permit") return everyRow.map(() => false);
  const key = JSON.stringify(decision.rules);
  const before = known.get(key);
  if (before) return before;
  const ability = abilityFrom(decision);
  const now = everyRow.map((row) => ability.can("read", subject(decision.category, { ...row })));
  known.set(key, now);
  return now;
}

/** Whether the decision is what the agreements say. */
export function isSaid(decision: CategoryDecision, expected: Verdict): boolean {
  if (decision.effect === "withhold") return "reason" in expected && expected.reason === decision.reason;
  return "readable" in expected && shown(decision).every((read, row) => read === expected.readable[row]);
}
