import { Args, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import { Classified, Unclassified } from "../../../kit/classified.ts";
import type { PartnershipContext } from "../context.ts";
import { giving, limiting, refusing, renewing, withdrawing } from "../../changing/asked/consent.ts";
import { Consent } from "../family-view/consent.ts";
import { consentView } from "../family-view/consent-views.ts";
import { readConsents } from "../family-view/read-consents.ts";
import { wayIn } from "../way-in.ts";
import { ConsentChanged } from "./answers.ts";
import { ofAChild } from "./arguments.ts";
import { answerChange, type Changed } from "./changed.ts";

const [toGive, toRefuse, toLimit] = [ofAChild(giving), ofAChild(refusing), ofAChild(limiting)];
const [toRenew, toWithdraw] = [ofAChild(renewing), ofAChild(withdrawing)];

/** The changes to consents. */
@Resolver()
export class ConsentMutations {
  @Mutation(() => ConsentChanged, {
    nullable: true,
    description:
      "Agrees that something of the child's record may be shared: as a holder of parental responsibility; as the young person, once compulsory school age has ended; or as a child who was assessed as competent to decide about it. A practitioner writes it down for them. Where those who decide differ, a refusal stands.",
  })
  @Unclassified(wayIn)
  giveConsent(@Args(() => toGive.type) args: object, @Ctx() context: PartnershipContext): Promise<Changed> {
    return answerChange(context, "giveConsent", toGive.read(args));
  }

  @Mutation(() => ConsentChanged, {
    nullable: true,
    description:
      "Refuses that something of the child's record is shared, from now until the same person says otherwise. Whoever could agree to it may; a practitioner writes it down for them.",
  })
  @Unclassified(wayIn)
  refuseConsent(@Args(() => toRefuse.type) args: object, @Ctx() context: PartnershipContext): Promise<Changed> {
    return answerChange(context, "refuseConsent", toRefuse.read(args));
  }

  @Mutation(() => ConsentChanged, {
    nullable: true,
    description:
      "Narrows a consent, from this moment: say what it is still to cover. Whoever gave it may; a practitioner writes it down for them. It takes nothing from another consent that covers the same.",
  })
  @Unclassified(wayIn)
  limitConsent(@Args(() => toLimit.type) args: object, @Ctx() context: PartnershipContext): Promise<Changed> {
    return answerChange(context, "limitConsent", toLimit.read(args));
  }

  @Mutation(() => ConsentChanged, {
    nullable: true,
    description:
      "Gives a consent again, as it stands, with a later end; one that has run out begins again today. Whoever gave it may, if they still decide about all that it covers; a practitioner writes it down for them.",
  })
  @Unclassified(wayIn)
  renewConsent(@Args(() => toRenew.type) args: object, @Ctx() context: PartnershipContext): Promise<Changed> {
    return answerChange(context, "renewConsent", toRenew.read(args));
  }

  @Mutation(() => ConsentChanged, {
    nullable: true,
    description:
      "Withdraws all that a consent still covers, from this moment. Whoever gave it may; a practitioner writes it down for them.",
  })
  @Unclassified(wayIn)
  withdrawConsent(@Args(() => toWithdraw.type) args: object, @Ctx() context: PartnershipContext): Promise<Changed> {
    return answerChange(context, "withdrawConsent", toWithdraw.read(args));
  }
}

/** The consent after a change to it. */
@Resolver(() => ConsentChanged)
export class ConsentChangedResolver {
  @FieldResolver(() => Consent, {
    description:
      "The consent as it stands after the change, for the purpose that you named: see there what it changes, and what it cannot change.",
  })
  @Classified("child.consents")
  async consent(@Root() { id, child }: Changed, @Ctx() context: PartnershipContext): Promise<Consent | null> {
    const read = child === null ? undefined : await readConsents(context, child.decision);
    const life = read?.lives.find(({ consent }) => consent === id);
    return read === undefined || life === undefined ? null : consentView(context.policy, read, life);
  }
}
