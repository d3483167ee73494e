import { ObjectType } from "type-graphql";
import { Entity } from "typeorm";
import { AssessmentEntry } from "../../kit/assessment-entry.ts";
import { Classified } from "../../kit/classified.ts";

/** That a health assessment was made. Assessments by mental health services are not in the index: that they exist tells what they are about. */
@Entity("assessment_entry")
@ObjectType({
  description:
    "That health services made an assessment: its kind, date and profession, without its findings. Assessments by mental health services are not in this index.",
})
@Classified("health.assessments-index")
export class HealthAssessmentEntry extends AssessmentEntry {
  static readonly newestFirst = "assessedOn";
}
