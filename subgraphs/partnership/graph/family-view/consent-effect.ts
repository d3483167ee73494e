import { Field, ObjectType } from "type-graphql";
import { Classified } from "../../../kit/classified.ts";
import { CodedValue } from "../../../kit/coded-value.ts";
import { Purpose } from "../purpose.ts";
import { ConsentOutcome } from "./codes.ts";
import { ConsentRecipient } from "./consent-recipient.ts";

/** What a word about sharing changes, or cannot change, for some of those whom it names. */
@ObjectType({ description: "What a consent or a refusal changes for some of those whom it names, or that it changes nothing, and why." })
@Classified("child.consents")
export class ConsentEffect {
  @Field(() => ConsentRecipient, { description: "Whom it names." })
  recipient!: ConsentRecipient;

  @Field(() => [String], { description: "The roles of those whom it is about." })
  roles!: readonly string[];

  @Field(() => [CodedValue], { description: "The categories." })
  categories!: CodedValue[];

  @Field(() => [Purpose], { description: "The purposes." })
  purposes!: readonly string[];

  @Field(() => ConsentOutcome, { description: "What it changes." })
  outcome!: string;

  @Field(() => String, { description: "All of it in plain English, with the reason." })
  sentence!: string;
}
