import { daysAfter } from "../../../service/days.ts";
import { isEnded } from "../../../subgraphs/partnership/deciding/in-force.ts";
import { ground } from "./ground.ts";
import { mayAdd } from "./may-add.ts";
import type { Moves, Try } from "./move.ts";

/** Assessing the child as competent about what consents are tried of, or as lacking capacity, and ending any assessment. */
export const assessmentMoves: Moves = (trying) => {
  const { setting, child, today } = trying;
  const standing = child.assessments.filter((one) => !isEnded(one));
  const competence: Try = {
    says: "records that the child is competent to decide",
    change: "recordCompetence",
    asked: { ...assessed(today), categories: setting.world.consented },
  };
  const incapacity: Try = {
    says: "records that the young person lacks capacity",
    change: "recordLackOfCapacity",
    asked: { ...assessed(today), decision: "What to share" },
  };
  const isNew = (kind: string) => mayAdd(trying, "assessments") && !standing.some((one) => one.kind === kind);
  return [
    ...(isNew("gillick-competence") ? [competence] : []),
    ...(isNew("lack-of-capacity") ? [incapacity] : []),
    ...standing.map(({ id, kind }): Try => {
      const what = kind === "lack-of-capacity" ? "the assessment of capacity" : "the assessment of competence";
      return { says: `ends ${what}`, change: "endAssessment", asked: { assessmentId: id, ground } };
    }),
  ];
};

/** For as long as there may be one, so that nothing ends by itself while a chain is followed. */
function assessed(today: string) {
  return { ground, assessedOn: today, until: daysAfter(today, 300) };
}
