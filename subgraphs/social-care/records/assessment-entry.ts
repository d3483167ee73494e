import { ObjectType } from "type-graphql";
import { Column, Entity } from "typeorm";
import { AssessmentEntry } from "../../kit/assessment-entry.ts";
import { Classified } from "../../kit/classified.ts";

/**
 * That social care assessed the child or the family: kind, date and profession. Section 47 enquiries are never listed here, or this index would tell
 * what the category of child protection withholds. An assessment that is withheld from the family is withheld here too; one that is about others in part
 * is listed, since nothing of what it found is.
 */
@Entity("assessment_entry")
@ObjectType({ description: "That a social-care assessment exists, so that it need not be repeated: nothing of what it found." })
@Classified("social-care.assessments-index")
export class SocialCareAssessmentEntry extends AssessmentEntry {
  /** The first day of the assessment of which this is the entry, where its findings are stored too; it leads to that assessment's marks. */
  @Column({ name: "findings_started_on", type: "date", nullable: true })
  findingsStartedOn!: string | null;

  static readonly newestFirst = "assessedOn";
}
