import { Field, ObjectType } from "type-graphql";
import { Classified } from "../../kit/classified.ts";
import { CodedValue } from "../../kit/coded-value.ts";
import { DateScalar } from "../../kit/scalars.ts";

/** An annual review of an EHC plan (DfE SEN2, module 5a). Stored as JSON within the plan. */
@ObjectType({ description: "An annual review of an EHC plan." })
@Classified("education.ehc-plan")
export class EhcAnnualReview {
  @Field(() => DateScalar, { description: "The day of the review meeting (ISO 8601 date)." })
  meetingOn!: string | null;

  @Field(() => CodedValue, { description: "What was decided: `M` the plan stays as it is, `A` amend it, `C` cease it." })
  decision!: CodedValue | null;

  @Field(() => DateScalar, { description: "The day of that decision (ISO 8601 date)." })
  decidedOn!: string | null;
}
