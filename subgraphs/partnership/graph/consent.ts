import { Field, ObjectType } from "type-graphql";
import { Classified } from "../../kit/classified.ts";
import { ConsentCapacity } from "./code-lists.ts";
import { Purpose } from "./purpose.ts";

/** A consent that is in force. */
@ObjectType({ description: "A consent to share that is in force now: what, with whom, for what, by whom and until when." })
@Classified("child.consents")
export class Consent {
  /** Only for the list's cursors. */
  readonly id!: string;

  @Field(() => [String], { description: "The categories that may be shared." })
  categories!: string[];

  @Field(() => [String], { description: "The agencies with which they may be shared." })
  recipients!: string[];

  @Field(() => [Purpose], { description: "The purposes for which they may be shared." })
  purposes!: string[];

  @Field(() => String, { description: "Who gave it." })
  givenBy!: string;

  @Field(() => ConsentCapacity, { description: "In which capacity they gave it." })
  capacity!: string;

  @Field(() => String, { description: "From when (ISO 8601 date)." })
  from!: string;

  @Field(() => String, { description: "Until when; null if it holds until withdrawn (ISO 8601 date)." })
  until!: string | null;
}
