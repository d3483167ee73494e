import type { Action } from "../../../../policies/index.ts";
import { inForce } from "../../deciding/in-force.ts";
import type { CapacityAssessmentRow } from "../../records/capacity-assessment-row.ts";
import { type Addressee, alerts } from "../alerting/alert.ts";
import { agenciesOnTeam, familyWhoRead, membersWho, officersOf } from "../alerting/addressees.ts";
import type { Change, OpenChange } from "../change.ts";
import { applied, type Write } from "../writes.ts";

/** The action that records an assessment of a kind, and ends it. */
export const assessingOf: Readonly<Record<CapacityAssessmentRow["kind"], Action>> = {
  "gillick-competence": "assess-competence",
  "lack-of-capacity": "assess-capacity",
};

/**
 * A change to an assessment, and alerts to all whom it is about or who answer for it: whoever was assessed, always; those of the family who can see it once it is made;
 * the privacy officers of the assessor's agency and of all on the team; and the members of the team who may assess the same. Nobody's right to decide moves unseen.
 */
export function tellingOfAssessment(
  open: OpenChange,
  { id, kind, agency }: Pick<CapacityAssessmentRow, "id" | "kind" | "agency">,
  write: Write,
): Change {
  const after = { ...open, child: applied(open.child, [write]) };
  const told = [
    ...assessed(open),
    ...familyWhoRead(after, "child.assessments"),
    ...officersOf([agency, ...agenciesOnTeam(open)]),
    ...membersWho(open, [assessingOf[kind]]),
  ];
  return { id, writes: [write, ...alerts(open, { about: "assessment", subject: id }, told)] };
}

function assessed({ child, today }: OpenChange): Addressee[] {
  const selves = child.family.filter((one) => one.kind === "self" && inForce(one, today));
  return selves.map(({ person }) => ({ agency: "family", person }));
}
