import { type Facts, loadPolicy, type Purpose } from "../../policies/index.ts";
import { decideChild } from "../../subgraphs/partnership/deciding/decide-child.ts";
import { gatherFacts } from "../../subgraphs/partnership/deciding/gather-facts.ts";
import { momentAt } from "../../subgraphs/partnership/deciding/moment.ts";
import type { IndexedChild } from "../../subgraphs/partnership/facts-reader.ts";
import { openIndexReader } from "../../subgraphs/partnership/index-reader.ts";
import type { ChangesWorld, Person } from "./world.ts";

const policy = loadPolicy("policies", "2026-11-22");

/** A question that a decision answers: who asks, about whom, for what, and when, which is 22 November 2026 unless another moment is named. */
export interface Question {
  readonly person: Person;
  readonly child: string;
  readonly purpose?: Purpose;
  readonly at?: string;
}

/** What the stored facts come to for each category: `permit`, or the reason why it is withheld. */
export async function decided(world: ChangesWorld, question: Question): Promise<Record<string, string>> {
  const { child, principal, purpose, moment } = await asked(world, question);
  const decision = decideChild(policy, child, principal, purpose, moment);
  return Object.fromEntries(
    policy.categories.map(({ id }) => {
      const verdict = decision.verdict(id);
      return [id, verdict.effect === "permit" ? "permit" : verdict.reason];
    }),
  );
}

/** The facts on which it is decided. */
export async function factsAbout(world: ChangesWorld, question: Question): Promise<Facts> {
  const { child, principal, purpose, moment } = await asked(world, question);
  return gatherFacts(policy, child, principal, purpose, moment);
}

async function asked(world: ChangesWorld, { person, child: id, purpose, at = "2026-11-22T12:00:00Z" }: Question) {
  const child: IndexedChild | undefined = await openIndexReader(world.database).facts(id);
  if (child === undefined) throw new Error(`there is no child ${id}`);
  const principal = { name: person.subject, issuer: "", ...person };
  const usual = person.agency === "family" ? "FAMILY_ACCESS" : "DIRECT_SUPPORT";
  return { child, principal, purpose: purpose ?? usual, moment: momentAt(new Date(at)) } as const;
}
