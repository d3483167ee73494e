import { decide } from "../../policies/index.ts";
import type { CategoryDecision, Policy } from "../../policies/index.ts";
import type { Engine, Question } from "./engine.ts";

/** Our own engine; a question is its request as it stands. The policy remembers what it has decided. */
export function childview(policy: Policy): Engine<Question, ReadonlyMap<string, CategoryDecision>> {
  return {
    request: (question) => question,
    ask: ({ facts, categories }) => decide(policy, facts, categories),
    permitted: (decisions, { categories }) => categories.map((category) => decisions.get(category)?.effect === "permit"),
  };
}
