import { Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity } from "typeorm";
import { AgencyRecord } from "../../kit/agency-record.ts";
import { Classified } from "../../kit/classified.ts";
import { CodedValue } from "../../kit/coded-value.ts";
import { DateScalar } from "../../kit/scalars.ts";

/** Whom a part of an assessment is about. */
export enum AssessmentSubject {
  CHILD = "CHILD",
  OTHERS = "OTHERS",
}

registerEnumType(AssessmentSubject, {
  name: "SocialCareAssessmentSubject",
  description: "Whom a part of a social-care assessment is about.",
  valuesConfig: {
    CHILD: { description: "The child." },
    OTHERS: { description: "Other people: a parent, a carer, somebody else in the household." },
  },
});

/**
 * One part of an assessment. The census lists the factors of an assessment together, whoever they are about: that the child is anxious beside that
 * a parent drinks. What is about the parent is the parent's own data (UK GDPR article 15(4), Data Protection Act 2018 schedule 2 paragraph 16), and
 * marks hold for whole rows. So an assessment is stored as up to two rows, which `assessment` joins:
 *
 * - what it found about the child, with `aboutOther` unset: there is always one, and it looks the same whether or not there is another;
 * - what it found about others, only if it found anything, with `aboutOther` set: those without access to third-party content never see it.
 *
 * The same mark can be set on the first row too, by the authority's own marks.
 */
@Entity("assessment")
@ObjectType({
  description:
    "What a social-care assessment found: one entry for what concerns the child, and a further one for what concerns other people if there is any. " +
    "Entries with the same `assessment` are parts of one assessment.",
})
@Classified("social-care.assessments")
export class SocialCareAssessment extends AgencyRecord {
  @Column({ type: "text" })
  @Field(() => ID, { description: "The assessment that this is a part of: its parts have this in common." })
  assessment!: string;

  @Column({ type: "text" })
  @Field(() => AssessmentSubject, { description: "Whom this part is about." })
  subject!: AssessmentSubject;

  @Column({ name: "started_on", type: "date" })
  @Field(() => DateScalar, { description: "The day the assessment began (ISO 8601 date)." })
  startedOn!: string;

  @Column({ name: "authorised_on", type: "date", nullable: true })
  @Field(() => DateScalar, { description: "The day a manager authorised it as complete (ISO 8601 date); null while it is under way." })
  authorisedOn!: string | null;

  @Column({ type: "jsonb" })
  @Field(() => [CodedValue], {
    description: "The factors that the assessment identified in this part (children in need census, `1A` to `24A`).",
  })
  factors!: CodedValue[];

  static readonly newestFirst = "startedOn";
}
