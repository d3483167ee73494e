import type { RightsHolder } from "../../../policies/index.ts";
import { inForce, isEnded } from "./in-force.ts";
import { rightsHolder } from "./rights-holder.ts";

/** A recorded judgement of who can decide for the child. */
export interface AssessmentFacts {
  readonly kind: "gillick-competence" | "lack-of-capacity";
  /** What a competent child decides about; empty for a lack of capacity. */
  readonly categories: readonly string[];
  readonly from: string;
  readonly until: string | null;
  /** When it was written down. It moves nothing before that, whatever day it names. */
  readonly recordedAt: Date;
  /** When somebody contested it; see `withoutContested`. */
  readonly contestedAt: Date | null;
  readonly endedAt: Date | null;
}

/** What bears on who decides. */
export interface DeciderFacts {
  readonly dateOfBirth: string;
  readonly assessments: readonly AssessmentFacts[];
}

/**
 * Who holds the child's rights on a day, with what was recorded: a young person who lacks the capacity to decide about sharing keeps being spoken for by those with
 * parental responsibility (Children and Families Act 2014 s80; SEND Regulations 2014 reg 64).
 */
export function rightsHolderOf({ dateOfBirth, assessments }: DeciderFacts, today: string): RightsHolder {
  const lacks = assessments.some((fact) => fact.kind === "lack-of-capacity" && holdsOn(fact, today));
  return lacks ? "parent" : rightsHolder(dateOfBirth, today);
}

/**
 * The categories about which the child was assessed as competent to decide (Gillick v West Norfolk, 1986). It counts only until the young person decides about
 * everything, and not while a lack of capacity is recorded.
 */
export function decidedByChild({ assessments }: DeciderFacts, today: string): ReadonlySet<string> {
  const holding = assessments.filter((fact) => holdsOn(fact, today));
  if (holding.some(({ kind }) => kind === "lack-of-capacity")) return new Set();
  return new Set(holding.flatMap(({ kind, categories }) => (kind === "gillick-competence" ? categories : [])));
}

/** Whether an assessment moves the child's rights on a day. One that somebody ended does not. */
export function holdsOn(fact: Pick<AssessmentFacts, "from" | "until" | "endedAt">, today: string): boolean {
  return inForce(fact, today) && !isEnded(fact);
}
