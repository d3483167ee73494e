import { Field, ObjectType } from "type-graphql";
import { Column, Entity } from "typeorm";
import { AgencyRecord } from "../../kit/agency-record.ts";
import { Classified } from "../../kit/classified.ts";
import { CodedValue } from "../../kit/coded-value.ts";
import { DateScalar } from "../../kit/scalars.ts";

/**
 * A referral, and how the case that it opened ended. Where its source would tell who spoke to social care (a neighbour, say), the authority marks
 * the record: nothing here does it by itself.
 */
@Entity("referral")
@ObjectType({
  description: "A request to children's social care to look into a child's needs, and what became of the case that it opened.",
})
@Classified("social-care.referrals")
export class SocialCareReferral extends AgencyRecord {
  @Column({ name: "referred_on", type: "date" })
  @Field(() => DateScalar, { description: "The day social care received the referral (ISO 8601 date)." })
  referredOn!: string;

  @Column({ type: "jsonb" })
  @Field(() => CodedValue, {
    description: "Who referred the child, as a kind of person or organisation (children in need census, `1A` to `10`).",
  })
  source!: CodedValue;

  @Column({ name: "primary_need", type: "jsonb", nullable: true })
  @Field(() => CodedValue, {
    description: "The main reason for which the child needs help (children in need census, `N0` to `N9`); null if none was recorded.",
  })
  primaryNeed!: CodedValue | null;

  @Column({ name: "no_further_action", type: "boolean" })
  @Field(() => Boolean, { description: "Whether the referral led to no further action, so that no case was opened." })
  noFurtherAction!: boolean;

  @Column({ name: "closed_on", type: "date", nullable: true })
  @Field(() => DateScalar, {
    description: "The day the case was closed (ISO 8601 date); null while it is open, and where none was opened.",
  })
  closedOn!: string | null;

  @Column({ name: "closure_reason", type: "jsonb", nullable: true })
  @Field(() => CodedValue, { description: "Why the case was closed (children in need census, `RC1` to `RC9`); null while it is open." })
  closureReason!: CodedValue | null;

  @Column({ name: "conference_on", type: "date", nullable: true })
  @Field(() => DateScalar, {
    description: "The day of the first child-protection conference in this case (ISO 8601 date); null if there was none.",
  })
  @Classified("social-care.child-protection")
  childProtectionConferenceOn!: string | null;

  static readonly newestFirst = "referredOn";
}
