import { Field, ObjectType } from "type-graphql";
import { Column, Entity } from "typeorm";
import { AgencyRecord } from "../../kit/agency-record.ts";
import { Classified } from "../../kit/classified.ts";
import { CodedValue } from "../../kit/coded-value.ts";
import { DateScalar } from "../../kit/scalars.ts";

/** A request for an EHC needs assessment and what became of it (DfE SEN2, modules 2 and 3). */
@Entity("ehc_assessment")
@ObjectType({ description: "A request for an education, health and care (EHC) needs assessment, and what became of it." })
@Classified("education.ehc-plan")
export class EhcAssessment extends AgencyRecord {
  static readonly newestFirst = "receivedDate";

  @Column({ name: "received_date", type: "date" })
  @Field(() => DateScalar, {
    description: "The day the local authority received the request (ISO 8601 date). The statutory clock starts here.",
  })
  receivedDate!: string;

  @Column({ type: "jsonb", nullable: true })
  @Field(() => CodedValue, { description: "Who asked for the assessment." })
  source!: CodedValue | null;

  @Column({ name: "request_outcome", type: "jsonb", nullable: true })
  @Field(() => CodedValue, {
    description: "What was decided about the request: `Y` assess, `N` do not, `A` not decided yet, `W` withdrawn, `H` decided earlier.",
  })
  requestOutcome!: CodedValue | null;

  @Column({ name: "request_outcome_date", type: "date", nullable: true })
  @Field(() => DateScalar, { description: "The day of that decision (ISO 8601 date)." })
  requestOutcomeDate!: string | null;

  @Column({ name: "request_mediation", type: "boolean", nullable: true })
  @Field(() => Boolean, { description: "Whether there was mediation about the decision on the request." })
  requestMediation!: boolean | null;

  @Column({ name: "request_tribunal", type: "boolean", nullable: true })
  @Field(() => Boolean, { description: "Whether the decision on the request went to the SEND tribunal." })
  requestTribunal!: boolean | null;

  @Column({ name: "assessment_outcome", type: "jsonb", nullable: true })
  @Field(() => CodedValue, {
    description:
      "What was decided after the assessment: `Y` issue a plan, `N` do not, `A` not decided yet, `W` withdrawn, `H` decided earlier.",
  })
  assessmentOutcome!: CodedValue | null;

  @Column({ name: "assessment_outcome_date", type: "date", nullable: true })
  @Field(() => DateScalar, { description: "The day of that decision (ISO 8601 date)." })
  assessmentOutcomeDate!: string | null;

  @Column({ name: "assessment_mediation", type: "boolean", nullable: true })
  @Field(() => Boolean, { description: "Whether there was mediation about the outcome of the assessment." })
  assessmentMediation!: boolean | null;

  @Column({ name: "assessment_tribunal", type: "boolean", nullable: true })
  @Field(() => Boolean, { description: "Whether the outcome of the assessment went to the SEND tribunal." })
  assessmentTribunal!: boolean | null;

  @Column({ type: "boolean", nullable: true })
  @Field(() => Boolean, {
    description: "Whether one of the lawful exceptions to the 20-week limit applies (SEND Regulations 2014 reg 13(3)).",
  })
  week20!: boolean | null;
}
