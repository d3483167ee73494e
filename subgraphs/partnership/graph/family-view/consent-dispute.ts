import { Field, ID, ObjectType } from "type-graphql";
import { Classified } from "../../../kit/classified.ts";
import { Purpose } from "../purpose.ts";
import { ConsentPosition } from "./codes.ts";
import { ConsentRecipient } from "./consent-recipient.ts";
import { DateTimeScalar } from "../../../kit/scalars.ts";

/** What one of those who differ says. */
@ObjectType({ description: "What one of those who differ about sharing says." })
@Classified("child.consents")
export class DisputePosition {
  @Field(() => String, { description: "Who says it." })
  name!: string;

  @Field(() => ConsentPosition, { description: "What they say." })
  position!: string;

  @Field(() => DateTimeScalar, { description: "Since when (ISO 8601 date and time)." })
  since!: string;

  @Field(() => ID, { description: "The consent by which they said it." })
  consentId!: string;
}

/** That those whose word counts differ. */
@ObjectType({
  description: "That those who decide differ about sharing something: both positions are kept, and nothing of it is shared by consent.",
})
@Classified("child.consents")
export class ConsentDispute {
  /** What its cursor names: of a child the category, the recipient and a purpose have one dispute at most. All of it stands in the entry itself. */
  readonly id!: string;

  @Field(() => String, { description: "The category about which they differ." })
  category!: string;

  @Field(() => ConsentRecipient, { description: "With whom it would be shared." })
  recipient!: ConsentRecipient;

  @Field(() => [Purpose], { description: "For which purposes." })
  purposes!: string[];

  @Field(() => [DisputePosition], { description: "Who says what, the earliest first." })
  positions!: DisputePosition[];

  @Field(() => String, { description: "What stands meanwhile, in a sentence." })
  sentence!: string;
}
