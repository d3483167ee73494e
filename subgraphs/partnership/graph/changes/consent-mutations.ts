import { Args, ArgsType, Ctx, Field, ID, Mutation, Resolver } from "type-graphql";
import { z } from "zod";
import { Unclassified } from "../../../kit/classified.ts";
import { withdraw } from "../../changing/consent/withdraw.ts";
import type { PartnershipContext } from "../context.ts";
import { ChangeArgs, changeShape, id, readArguments } from "./arguments.ts";
import { answerChange, type Changed } from "./changed.ts";
import { ConsentChanged } from "./consent-changed.ts";
import { HeardInput, heardShape } from "./heard-input.ts";

const wayIn = "It is a way in: what it answers is under the decision on that child.";

@ArgsType()
class WithdrawConsentArgs extends ChangeArgs {
  @Field(() => ID, { nullable: false, description: "The consent." })
  consentId!: string;

  @Field(() => HeardInput, { description: "How you heard it, if you write it down for the person who gave it." })
  heard?: HeardInput | null;
}

const withdrawShape = z.strictObject({ ...changeShape, consentId: id, heard: heardShape.optional() });

/** The changes to consents. */
@Resolver()
export class ConsentMutations {
  @Mutation(() => ConsentChanged, {
    nullable: true,
    description:
      "Withdraws all that a consent still covers, from this moment. Whoever gave it may; a practitioner writes it down for them.",
  })
  @Unclassified(wayIn)
  withdrawConsent(@Args(() => WithdrawConsentArgs) args: WithdrawConsentArgs, @Ctx() context: PartnershipContext): Promise<Changed> {
    return answerChange(context, "withdrawConsent", readArguments(withdrawShape, args), withdraw);
  }
}
