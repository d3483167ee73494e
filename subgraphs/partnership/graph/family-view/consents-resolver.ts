import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { ChildviewError } from "../../../../service/errors.ts";
import { Classified } from "../../../kit/classified.ts";
import { RecordList } from "../../../kit/connection.ts";
import { Cost } from "../../../kit/cost.ts";
import { weighingsFor } from "../../deciding/consent-effects.ts";
import { consentsLapsing } from "../../deciding/lapsing.ts";
import { Child } from "../child.ts";
import { Consent } from "./consent.ts";
import type { PartnershipContext } from "../context.ts";
import { ConsentDispute } from "./consent-dispute.ts";
import { ConsentEffect } from "./consent-effect.ts";
import { consentView, disputeView, effectViews } from "./consent-views.ts";
import { LapsingConsent } from "./lapsing-consent.ts";
import { readConsents } from "./read-consents.ts";
import { lapseSentence } from "./sentences.ts";

const longest = 366;
// Each takes a few milliseconds; the widest word that can be said comes to some four hundred.
const mostWeighings = 500;
const upTo = `One operation may ask it of so many consents that they come to ${String(mostWeighings)} readers and purposes, every role of an agency counted; of one consent always.`;

/** Points. Whichever is asked first works out for a child what each of their consents opens to everybody around them. */
const ofAChild = 500;

/** What was said about sharing a child's record, by whom, and what it comes to. */
@Resolver(() => Child)
export class ConsentsResolver {
  @RecordList(Consent, {
    description:
      "All that was said about sharing, whatever became of it, the latest said first. Where those who decide differ, a refusal stands.",
  })
  @Classified("child.consents")
  @Cost(ofAChild)
  async consents(@Root() { decision }: Child, @Ctx() context: PartnershipContext): Promise<Consent[]> {
    const read = await readConsents(context, decision);
    return read === undefined ? [] : read.lives.map((life) => consentView(context.policy, read, life));
  }

  @RecordList(ConsentDispute, {
    description: "About what those who decide differ: one agrees, and another refuses or took it back. By category, then by recipient.",
  })
  @Classified("child.consents")
  @Cost(ofAChild)
  async consentDisputes(@Root() { decision }: Child, @Ctx() context: PartnershipContext): Promise<ConsentDispute[]> {
    const read = await readConsents(context, decision);
    return read === undefined ? [] : read.disputes.map((dispute) => disputeView(context.policy, read.names, dispute));
  }

  @RecordList(LapsingConsent, { description: "The consents in force that will soon hold no longer, the next first." })
  @Classified("child.consents")
  @Cost(ofAChild)
  async consentsLapsing(
    @Root() { decision }: Child,
    @Arg("withinDays", () => Int, { defaultValue: 90, description: "Within how many days from today, 1 to 366." })
    withinDays: number | null,
    @Ctx() context: PartnershipContext,
  ): Promise<LapsingConsent[]> {
    const days = withinDays ?? 90;
    if (days < 1 || days > longest) throw new ChildviewError("ARGUMENT_INVALID", `"withinDays" is a number from 1 to ${String(longest)}.`);
    const read = await readConsents(context, decision);
    if (read === undefined) return [];
    return consentsLapsing(read.facts, read.lives, context.today, days).map((lapse) => ({
      id: lapse.life.consent,
      consent: consentView(context.policy, read, lapse.life),
      reason: lapse.reason,
      day: lapse.day,
      sentence: lapseSentence(lapse),
    }));
  }
}

/** What a consent changes. */
@Resolver(() => Consent)
export class ConsentEffectsResolver {
  @FieldResolver(() => [ConsentEffect], {
    description: `What it changes for those whom it names, and what it cannot change and why: what the law lets them read without consent, and what is not theirs to read whatever is agreed. Of those who are not yet around the child, it is what they read once they are on the team. ${upTo}`,
  })
  @Classified("child.consents")
  // Each asks of everybody whom it names what they read with it and without.
  @Cost(200)
  async effects(@Root() { asRead }: Consent, @Ctx() context: PartnershipContext): Promise<ConsentEffect[]> {
    countWeighings(context, weighingsFor({ policy: context.policy, roleOf: asRead.read.names.roleOf }, asRead.life.last));
    await context.pace.step();
    return effectViews(context, asRead);
  }
}

const weighed = new WeakMap<PartnershipContext, number>();

function countWeighings(context: PartnershipContext, more: number): void {
  const before = weighed.get(context) ?? 0;
  weighed.set(context, before + more);
  if (before > 0 && before + more > mostWeighings) throw new ChildviewError("ARGUMENT_INVALID", `${upTo} Ask for the others in another.`);
}
