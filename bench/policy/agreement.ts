import { situationOf } from "./comparable.ts";
import type { Answering, Question } from "./engine.ts";

/** How many questions are put to every engine at a time. */
const together = 32;

/**
 * What the engines do not agree on first, in words, or undefined if every one of them answers every question alike.
 * Rejects if an engine reports an error.
 */
export async function firstDisagreement(
  engines: ReadonlyMap<string, Answering>,
  questions: readonly Question[],
): Promise<string | undefined> {
  for (let from = 0; from < questions.length; from += together) {
    const disagreements = await Promise.all(questions.slice(from, from + together).map((question) => disagreement(engines, question)));
    const first = disagreements.find((found) => found !== undefined);
    if (first !== undefined) return first;
  }
  return undefined;
}

async function disagreement(engines: ReadonlyMap<string, Answering>, question: Question): Promise<string | undefined> {
  const answers = await Promise.all([...engines].map(async ([name, answer]) => ({ name, permitted: await answer(question) })));
  const at = question.categories.findIndex((_category, index) => new Set(answers.map(({ permitted }) => permitted[index])).size > 1);
  const category = question.categories[at];
  if (category === undefined) return undefined;
  const verdicts = answers.map(({ name, permitted }) => `${name} ${permitted[at] === true ? "permits" : "withholds"}`);
  return `The engines do not agree about ${category}: ${verdicts.join(", ")}. ${JSON.stringify(situationOf(question.facts, category))}`;
}
