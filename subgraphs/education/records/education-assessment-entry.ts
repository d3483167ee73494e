import { ObjectType } from "type-graphql";
import { Entity } from "typeorm";
import { AssessmentEntry } from "../../kit/assessment-entry.ts";
import { Classified } from "../../kit/classified.ts";

/** That an education service assessed the child: kind, date and profession, and nothing of what was found. */
@Entity("assessment_entry")
@ObjectType({
  description: "That an education service assessed the child: what kind, when and by which profession. What was found is not in it.",
})
@Classified("education.assessments-index")
export class EducationAssessmentEntry extends AssessmentEntry {
  static readonly newestFirst = "assessedOn";
}
