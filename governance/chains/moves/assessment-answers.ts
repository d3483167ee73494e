import { contestAssessment } from "../../../subgraphs/partnership/changing/assessment/contest.ts";
import { isEnded } from "../../../subgraphs/partnership/deciding/in-force.ts";
import { ground } from "./ground.ts";
import type { Moves, Try } from "./move.ts";

/** Contesting any assessment. */
export const assessmentAnswers: Moves = ({ child }) =>
  child.assessments
    .filter((one) => !isEnded(one) && one.contestedAt === null)
    .map(({ id, kind }): Try => {
      const what = kind === "lack-of-capacity" ? "the assessment of capacity" : "the assessment of competence";
      return { says: `contests ${what}`, make: (open) => contestAssessment(open, { assessmentId: id, ground }) };
    });
