import { Field, ObjectType } from "type-graphql";
import { Classified } from "../../../kit/classified.ts";
import { Consent } from "./consent.ts";
import { LapseReason } from "./codes.ts";
import { DateScalar } from "../../../kit/scalars.ts";

/** That a consent will soon hold no longer. */
@ObjectType({ description: "That a consent in force will soon hold no longer, and what to do about it." })
@Classified("child.consents")
export class LapsingConsent {
  /** What its cursor names: the consent, which lapses once. */
  readonly id!: string;

  @Field(() => Consent, { description: "The consent." })
  consent!: Consent;

  @Field(() => LapseReason, { description: "Why it will hold no longer." })
  reason!: string;

  @Field(() => DateScalar, {
    description:
      "The last day on which it holds if it ENDS; the first day on which another decides if RIGHTS_PASS or RIGHTS_RETURN (ISO 8601 date).",
  })
  day!: string;

  @Field(() => String, { description: "What happens and what to do, in a sentence or two." })
  sentence!: string;
}
