import { Args, Ctx, Mutation, Resolver } from "type-graphql";
import { Unclassified } from "../../../kit/classified.ts";
import { tellingOfOverride, tellingOfVisits } from "../../changing/asked/disclosure.ts";
import type { PartnershipContext } from "../context.ts";
import { wayIn } from "../way-in.ts";
import { FamilyTold, OverrideChanged } from "./answers.ts";
import { ofAChild, ofAnOverride } from "./arguments.ts";
import { answerChange, answerOverride, type Changed } from "./changed.ts";

const [toTell, toTellOfOverride] = [ofAChild(tellingOfVisits), ofAnOverride(tellingOfOverride)];

/** From which day on families are told of what is held back from them. */
@Resolver()
export class DisclosureMutations {
  @Mutation(() => FamilyTold, {
    nullable: true,
    description:
      "Says from which day on the family is told what people of your agency looked at for safeguarding, on some days: today, so that they read it in `Child.accessLog` from now on, or a later day, so that it is held back longer. Of several words about the same day the latest counts; none is changed. For privacy officers; never of what they looked at themself.",
  })
  @Unclassified(wayIn)
  tellFamilyOfVisits(@Args(() => toTell.type) args: object, @Ctx() context: PartnershipContext): Promise<Changed> {
    return answerChange(context, "tellFamilyOfVisits", toTell.read(args));
  }

  @Mutation(() => OverrideChanged, {
    nullable: true,
    description:
      "Says, for your agency, from which day on the family is told of an override that is kept from them, and of what was looked at by it: today or a later day. They are told when the last of the agencies that it concerns lets them be. For the privacy officers whom it concerns; never for whoever opened it.",
  })
  @Unclassified("It answers with the id that was asked for, and with nothing of a child.")
  tellFamilyOfOverride(@Args(() => toTellOfOverride.type) args: object, @Ctx() context: PartnershipContext): Promise<object> {
    const { overrideId, idempotencyKey, ...asked } = toTellOfOverride.read(args);
    return answerOverride(context, { overrideId, idempotencyKey }, { change: "tellFamilyOfOverride", asked });
  }
}
