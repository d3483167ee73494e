import { z } from "zod";
import { type Asked, day, id, listed, text } from "./values.ts";
import { saidWithSubstance } from "../substance.ts";

const assessing = z.strictObject({
  ground: text.describe(`On what your judgement rests, ${saidWithSubstance}.`),
  assessedOn: day.describe("The day on which you talked it over with the child or young person (ISO 8601 date), within the last 90 days."),
  from: day.optional().describe("The first day (ISO 8601 date), not before you assessed it; today if you name none."),
  until: day.describe("The last day, by which it has to be assessed again (ISO 8601 date): within 366 days after the first."),
});

/** About what a child was found competent to decide, by the mutation `recordCompetence`. The one who records it is the one who assessed. */
export const assessingCompetence = assessing.extend({
  categories: z
    .array(listed)
    .min(1, "must not be empty")
    .max(100, "has 100 categories at most")
    .describe("The categories about which the child can decide."),
});

/** About which decision a young person was found to lack capacity, by the mutation `recordLackOfCapacity`: it is for a decision, and never for all (Mental Capacity Act 2005 s2(1)). */
export const assessingCapacity = assessing.extend({ decision: text.describe("Which decision they cannot make, in words.") });

const assessment = z.strictObject({ assessmentId: id.describe("The assessment, by its id in `Child.assessments`.") });

/** Which assessment ends, by the mutation `endAssessment`, and why. */
export const endingAssessment = assessment.extend({ ground: text.describe(`Why it no longer holds, ${saidWithSubstance}.`) });

/** Which assessment is contested, by the mutation `contestAssessment`, and why. */
export const contestingAssessment = assessment.extend({
  ground: text.describe("Why it is wrong, or should be looked at by another. Any words will do."),
});

/** What somebody asks of `recordCompetence`. */
export type AssessingCompetence = Asked<typeof assessingCompetence>;
/** What somebody asks of `recordLackOfCapacity`. */
export type AssessingCapacity = Asked<typeof assessingCapacity>;
/** What somebody asks of `endAssessment`. */
export type EndingAssessment = Asked<typeof endingAssessment>;
/** What somebody asks of `contestAssessment`. */
export type ContestingAssessment = Asked<typeof contestingAssessment>;
