import { Field, ObjectType } from "type-graphql";
import { Classified } from "../../../kit/classified.ts";
import { Purpose } from "../purpose.ts";
import { ConsentEventKind, ConsentMethod } from "./codes.ts";
import { ConsentRecipient } from "./consent-recipient.ts";
import { DateScalar, DateTimeScalar } from "../../../kit/scalars.ts";

/** One event in the life of a consent. */
@ObjectType({ description: "One event in the life of a consent. Events are added and never changed." })
@Classified("child.consents")
export class ConsentEvent {
  /** What its cursor names. */
  readonly id!: string;

  @Field(() => ConsentEventKind, { description: "What happened." })
  event!: string;

  @Field(() => DateTimeScalar, { description: "When it was said (ISO 8601 date and time)." })
  at!: string;

  @Field(() => String, { description: "Who said it." })
  saidBy!: string;

  @Field(() => String, { description: "Who wrote it down: the person themself, or a practitioner for them." })
  recordedBy!: string;

  @Field(() => DateTimeScalar, { description: "When it was written down; null if that is not known (ISO 8601 date and time)." })
  recordedAt!: string | null;

  @Field(() => ConsentMethod, { description: "How it was said." })
  method!: string;

  @Field(() => String, { description: "What proves it: a signed form, a note of a conversation." })
  evidence!: string;

  @Field(() => [String], { description: "The categories that it was about." })
  categories!: string[];

  @Field(() => [ConsentRecipient], { description: "Whom it was about." })
  recipients!: ConsentRecipient[];

  @Field(() => [Purpose], { description: "The purposes that it was about." })
  purposes!: string[];

  @Field(() => DateScalar, { description: "From when it was to hold (ISO 8601 date)." })
  from!: string;

  @Field(() => DateScalar, { description: "Until when; null if until it is withdrawn (ISO 8601 date)." })
  until!: string | null;
}
