import type { Policy } from "../../policies/index.ts";
import { situationOf } from "./comparable.ts";
import type { Question } from "./engine.ts";
import { factsFrom } from "./random-facts.ts";
import { randomFrom } from "./random.ts";

/** What the engines are asked. Within a list no situation (person, category and all that rules depend on) occurs twice. */
export interface Questions {
  /** One category of one child each; all categories have their turn. */
  readonly singles: readonly Question[];
  /** All categories of one agency for one child each; all agencies have their turn. */
  readonly permits: readonly Question[];
  /** All categories for one child each. */
  readonly children: readonly Question[];
}

/** Questions about a policy. The same policy is always asked the same ones. */
export function questionsAbout(policy: Policy): Questions {
  const ids = policy.categories.map(({ id }) => id);
  const agencies = new Set(policy.categories.map(({ owner }) => owner).filter((owner) => owner !== "partnership"));
  const owned = [...agencies].map((agency) => policy.categories.filter(({ owner }) => owner === agency).map(({ id }) => id));
  return {
    singles: distinct(
      policy,
      4_000,
      ids.map((id) => [id]),
    ),
    permits: distinct(policy, 1_500, owned),
    children: distinct(policy, 500, [ids]),
  };
}

function distinct(policy: Policy, count: number, turns: readonly (readonly string[])[]): readonly Question[] {
  const random = randomFrom(count);
  const next = factsFrom(random, policy);
  const seen = new Set<string>();
  const questions: Question[] = [];
  for (let turn = 0; questions.length < count; turn = (turn + 1) % turns.length) {
    const question = { facts: next(), categories: turns[turn] ?? [] };
    const situations = question.categories.map((category) => JSON.stringify([category, situationOf(question.facts, category)]));
    if (situations.some((situation) => seen.has(situation))) continue;
    for (const situation of situations) seen.add(situation);
    questions.push(question);
  }
  return questions;
}
