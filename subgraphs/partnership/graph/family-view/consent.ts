import { Field, ID, ObjectType } from "type-graphql";
import { Classified, idOfReached, Unclassified } from "../../../kit/classified.ts";
import type { ConsentLife } from "../../deciding/consent-lives.ts";
import type { ConsentEventRow } from "../../records/consent-event-row.ts";
import { ConsentCapacity } from "../code-lists.ts";
import { ConsentMethod, ConsentStanding } from "./codes.ts";
import { ConsentEvent } from "./consent-event.ts";
import { ConsentRecipient } from "./consent-recipient.ts";
import type { ReadConsents } from "./read-consents.ts";
import { Purpose } from "../purpose.ts";
import { connectionOf } from "../../../kit/connection.ts";
import { DateScalar } from "../../../kit/scalars.ts";

const ConsentEventConnection = connectionOf(ConsentEvent);

/** A consent as it stands, with its history. */
@ObjectType({
  description: "What one person said about sharing: what, with whom, for what and until when, as it stands now, with its whole history.",
})
@Classified("child.consents")
export class Consent {
  /** What is needed to say what it changes; not shown. */
  readonly asRead!: { readonly read: ReadConsents; readonly life: ConsentLife<ConsentEventRow> };

  @Field(() => ID, { nullable: false, description: "Identifies the consent: the mutations that change it take this." })
  @Unclassified(idOfReached)
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
      "Whether somebody on the team or in the family reads anything now because of it. A consent that is GIVEN may open nothing: nobody whom it names is there, or a refusal stands against it, or a later word of the same person took its place, or what it is about is read by law or by nobody; see `effects`.",
  })
  inForce!: boolean;

  @Field(() => [String], {
    description: "Those of its categories that somebody on the team or in the family reads now because of it; empty if it is not in force.",
  })
  inForceFor!: string[];

  @Field(() => Boolean, { description: "Whether those who decide differ about something that it is about; see `Child.consentDisputes`." })
  inDispute!: boolean;

  @Field(() => DateScalar, { description: "From when it holds (ISO 8601 date)." })
  from!: string;

  @Field(() => DateScalar, { description: "Until when; null if until it is withdrawn (ISO 8601 date)." })
  until!: string | null;

  @Field(() => String, { description: "Who wrote down the last that was said: the person themself, or a practitioner for them." })
  recordedBy!: string;

  @Field(() => ConsentMethod, { description: "How the last was said." })
  method!: string;

  @Field(() => String, { description: "What proves the last that was said." })
  evidence!: string;

  @Field(() => ConsentEventConnection, { description: "All that happened to it, the earliest first." })
  history!: ConsentEvent[];
}
