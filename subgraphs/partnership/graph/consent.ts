import { Field, ID, ObjectType } from "type-graphql";
import { Classified } from "../../kit/classified.ts";
import { ConsentCapacity } from "./code-lists.ts";
import { ConsentMethod, ConsentStanding } from "./family-view/codes.ts";
import { ConsentEvent } from "./family-view/consent-event.ts";
import { ConsentRecipient } from "./family-view/consent-recipient.ts";
import { Purpose } from "./purpose.ts";

/** A consent as it stands, with its history. */
@ObjectType({
  description: "What one person said about sharing: what, with whom, for what and until when, as it stands now, with its whole history.",
})
@Classified("child.consents")
export class Consent {
  @Field(() => ID, { description: "Identifies the consent: the mutations that change it take this." })
  id!: string;

  @Field(() => [String], { description: "The categories that it is about." })
  categories!: string[];

  @Field(() => [ConsentRecipient], { description: "Whom it is about." })
  recipients!: ConsentRecipient[];

  @Field(() => [Purpose], { description: "The purposes that it is about." })
  purposes!: string[];

  @Field(() => String, { description: "Who said it." })
  givenBy!: string;

  @Field(() => ID, { description: "The id of who said it, as a `person` of `Child.family`." })
  person!: string;

  @Field(() => ConsentCapacity, { description: "In which capacity they said it." })
  capacity!: string;

  @Field(() => ConsentStanding, { description: "What has become of it." })
  standing!: string;

  @Field(() => Boolean, {
    description:
      "Whether it opens anything to anybody now. A consent that is GIVEN does not where a refusal stands against it, or where a later word of the same person took its place.",
  })
  inForce!: boolean;

  @Field(() => [String], { description: "Those of its categories that it opens to somebody now; empty if it is not in force." })
  inForceFor!: string[];

  @Field(() => Boolean, { description: "Whether those who decide differ about something that it is about; see `Child.consentDisputes`." })
  inDispute!: boolean;

  @Field(() => String, { description: "From when it holds (ISO 8601 date)." })
  from!: string;

  @Field(() => String, { description: "Until when; null if until it is withdrawn (ISO 8601 date)." })
  until!: string | null;

  @Field(() => String, { description: "Who wrote down the last that was said: the person themself, or a practitioner for them." })
  recordedBy!: string;

  @Field(() => ConsentMethod, { description: "How the last was said." })
  method!: string;

  @Field(() => String, { description: "What proves the last that was said." })
  evidence!: string;

  @Field(() => [ConsentEvent], { description: "All that happened to it, the earliest first." })
  history!: ConsentEvent[];
}
