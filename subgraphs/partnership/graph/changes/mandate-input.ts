import { Field, InputType } from "type-graphql";
import { z } from "zod";
import { StatutoryGround } from "../code-lists.ts";
import { id, text } from "./arguments.ts";

/** What lets a practitioner take part in a team. */
@InputType({ description: "What lets a practitioner take part: who says so, for what, and on what it rests. The family sees it." })
export class MandateInput {
  @Field(() => String, { nullable: false, description: "The agency that lets them take part, which is the one they work for." })
  agency!: string;

  @Field(() => String, { nullable: false, description: "What they are to do for this child, in words." })
  function!: string;

  @Field(() => String, {
    nullable: false,
    description: "On what it rests: a referral, an allocation, a decision of a panel, with its date.",
  })
  reference!: string;

  @Field(() => StatutoryGround, {
    description: "On what the law rests it that somebody does this work, if it does. Whoever does it then leaves only by their own agency.",
  })
  statutory?: string | null;
}

/** The shape of {@link MandateInput}. */
export const mandateShape = z.strictObject({ agency: id, function: text, reference: text, statutory: z.enum(StatutoryGround).optional() });
