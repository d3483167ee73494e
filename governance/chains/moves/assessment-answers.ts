import { isEnded } from "../../../subgraphs/partnership/deciding/in-force.ts";
import { ground } from "./ground.ts";
import type { Moves, Try } from "./move.ts";

/** Contesting any assessment. */
export const assessmentAnswers: Moves = ({ child }) =>
  child.assessments
    .filter((one) => !isEnded(one) && one.contestedAt === null)
    .map(({ id, kind }): Try => {
      const what = kind === "lack-of-capacity" ? "the assessment of capacity" : "the assessment of competence";
      return { says: `contests ${what}`, change: "contestAssessment", asked: { assessmentId: id, ground } };
    });
