import { Args, ArgsType, Ctx, Field, ID, Mutation, Resolver } from "type-graphql";
import { z } from "zod";
import { Unclassified } from "../../../kit/classified.ts";
import { nothing } from "../../../kit/guard/grant.ts";
import type { AskingOfOverride } from "../../changing/changes.ts";
import { changeOverride, type OverrideRequest } from "../../storing/change-override.ts";
import { ChangeArgs, changeShape, id, idempotencyKey, KeyArgs, readArguments, text } from "../changes/arguments.ts";
import { afterChange, answerChange, type Changed } from "../changes/changed.ts";
import type { PartnershipContext } from "../context.ts";
import { categoriesView } from "../family-view/categories-view.ts";
import { OverrideBasis } from "./codes.ts";
import { OverrideAgreed, OverrideChanged, OverrideOpened } from "./override-changed.ts";
import { saidWithSubstance } from "../../changing/substance.ts";

@ArgsType()
class BreakGlassArgs extends ChangeArgs {
  @Field(() => OverrideBasis, { nullable: false, description: "On what it rests." })
  basis!: string;

  @Field(() => String, {
    nullable: false,
    description: `What happened and why it cannot wait, ${saidWithSubstance}. The officers who review it read it, and nobody else.`,
  })
  reason!: string;

  @Field(() => [String], {
    nullable: true,
    description:
      "Shielded categories that it is to open besides, such as `child.address`. What is shielded stays closed unless you name it.",
  })
  alsoShielded?: string[] | null;

  @Field(() => String, {
    description: `Why the family is not to be shown the override, ${saidWithSubstance}: who would be put at risk, and how. They are shown it if you say nothing.`,
  })
  keepFromFamilyBecause?: string | null;
}

@ArgsType()
class AgreeToOverrideArgs extends ChangeArgs {
  @Field(() => ID, { nullable: false, description: "The override, by `subjectId` of the alert." })
  overrideId!: string;
}

@ArgsType()
class OverrideArgs extends KeyArgs {
  @Field(() => ID, { nullable: false, description: "The override." })
  overrideId!: string;
}

@ArgsType()
class RevokeOverrideArgs extends OverrideArgs {
  @Field(() => String, { nullable: false, description: "Why it ends." })
  reason!: string;
}

@ArgsType()
class ReviewOverrideArgs extends OverrideArgs {
  @Field(() => Boolean, { nullable: false, description: "Whether you find that it was justified." })
  justified!: boolean;

  @Field(() => String, { nullable: false, description: `On what your judgement rests, ${saidWithSubstance}.` })
  note!: string;
}

const breakGlassShape = z.strictObject({
  ...changeShape,
  basis: z.enum(OverrideBasis),
  reason: text,
  alsoShielded: z.array(id).max(100, "has 100 categories at most").optional(),
  keepFromFamilyBecause: text.optional(),
});
const agreeShape = z.strictObject({ ...changeShape, overrideId: id });
const revokeShape = z.strictObject({ overrideId: id, idempotencyKey, reason: text });
const reviewShape = z.strictObject({ overrideId: id, idempotencyKey, justified: z.boolean(), note: text });

const wayIn = "It is a way in: what it answers is under the decision on that child.";
const namesOnly = "It answers with the id that was asked for, and with nothing of a child.";

/** Opening an override, and what becomes of it afterwards. */
@Resolver()
export class OverrideMutations {
  @Mutation(() => OverrideOpened, {
    nullable: true,
    description:
      "Opens an override: for you, in your role and for this purpose alone, what the agreements open to an override, whatever the family consents to. If you have one open already that opens the same, that one is answered, with its own end. It ends by itself after four hours, alerts the privacy officers and the lead practitioner, and is reviewed by each agency that it concerns. What you name of the shielded waits for a second person while you have been on the team for less than a day. The family is shown it, unless that would put somebody at risk.",
  })
  @Unclassified(wayIn)
  async breakGlass(@Args(() => BreakGlassArgs) args: BreakGlassArgs, @Ctx() context: PartnershipContext): Promise<object> {
    const read = readArguments(breakGlassShape, args);
    // The purpose is part of what is asked here, so that a key repeated for another purpose is not taken for the same override.
    const asked = { ...read, forPurpose: read.purpose };
    const changed = await answerChange(context, "breakGlass", asked);
    const facts = await afterChange(() => context.index.facts(read.childId));
    const override = facts?.overrides.find(({ id: one }) => one === changed.id);
    const { awaiting = [], categories = [], endsAt, openedAt } = override ?? {};
    // One that was open already is answered again, and not a second time in the log.
    if ((openedAt?.getTime() ?? 0) >= context.now.getTime())
      context.log.warn({ override: changed.id, agency: context.principal.agency }, "an override was opened");
    const opened = categoriesView(context.policy, categories);
    return context.guard.admit({ ...changed, endsAt: endsAt?.toISOString() ?? null, opened, awaiting }, nothing);
  }

  @Mutation(() => OverrideAgreed, {
    nullable: true,
    description:
      "Agrees, as the second person, that a colleague's override opens what it named of the shielded. For a member of the team who has been on it for a day, and works for another agency than whoever opened it. To you it opens nothing.",
  })
  @Unclassified(wayIn)
  agreeToOverride(@Args(() => AgreeToOverrideArgs) args: AgreeToOverrideArgs, @Ctx() context: PartnershipContext): Promise<Changed> {
    return answerChange(context, "agreeToOverride", readArguments(agreeShape, args));
  }

  @Mutation(() => OverrideChanged, {
    nullable: true,
    description:
      "Ends an override at once. For whoever opened it, and for the privacy officers whom it concerns. It stays in the queue of each agency until that has reviewed it.",
  })
  @Unclassified(namesOnly)
  revokeOverride(@Args(() => RevokeOverrideArgs) args: RevokeOverrideArgs, @Ctx() context: PartnershipContext): Promise<object> {
    const { overrideId, idempotencyKey: key, ...asked } = readArguments(revokeShape, args);
    return answerOverride(context, { overrideId, idempotencyKey: key }, { change: "revokeOverride", asked });
  }

  @Mutation(() => OverrideChanged, {
    nullable: true,
    description:
      "Reviews an override as justified or not, for your agency: for the privacy officers whom it concerns, each for their own; never for whoever opened it. One that was not justified and is still open ends with it.",
  })
  @Unclassified(namesOnly)
  reviewOverride(@Args(() => ReviewOverrideArgs) args: ReviewOverrideArgs, @Ctx() context: PartnershipContext): Promise<object> {
    const { overrideId, idempotencyKey: key, ...asked } = readArguments(reviewShape, args);
    return answerOverride(context, { overrideId, idempotencyKey: key }, { change: "reviewOverride", asked });
  }
}

async function answerOverride(context: PartnershipContext, of: OverrideRequest, asking: AskingOfOverride): Promise<object> {
  return context.guard.admit({ id: await changeOverride(context, of, asking) }, nothing);
}
