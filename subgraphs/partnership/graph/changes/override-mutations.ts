import { Args, Ctx, Mutation, Resolver } from "type-graphql";
import { Unclassified } from "../../../kit/classified.ts";
import { nothing } from "../../../kit/guard/grant.ts";
import { agreeing, allowingAnother, breakingGlass, judging, revoking } from "../../changing/asked/override.ts";
import { ofAChild, ofAnOverride } from "./arguments.ts";
import { afterChange, answerChange, answerOverride, type Changed } from "./changed.ts";
import type { PartnershipContext } from "../context.ts";
import { categoriesView } from "../family-view/categories-view.ts";
import { wayIn } from "../way-in.ts";
import { OverrideAgreed, OverrideChanged, OverrideOpened } from "./answers.ts";

const [toBreakGlass, toAgree] = [ofAChild(breakingGlass), ofAChild(agreeing)];
const [toRevoke, toReview, toAllow] = [ofAnOverride(revoking), ofAnOverride(judging), ofAnOverride(allowingAnother)];

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
  async breakGlass(@Args(() => toBreakGlass.type) args: object, @Ctx() context: PartnershipContext): Promise<object> {
    const read = toBreakGlass.read(args);
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
  agreeToOverride(@Args(() => toAgree.type) args: object, @Ctx() context: PartnershipContext): Promise<Changed> {
    return answerChange(context, "agreeToOverride", toAgree.read(args));
  }

  @Mutation(() => OverrideChanged, {
    nullable: true,
    description:
      "Ends an override at once. For whoever opened it, and for the privacy officers whom it concerns. It stays in the queue of each agency until that has reviewed it.",
  })
  @Unclassified(namesOnly)
  revokeOverride(@Args(() => toRevoke.type) args: object, @Ctx() context: PartnershipContext): Promise<object> {
    const { overrideId, idempotencyKey, ...asked } = toRevoke.read(args);
    return answerOverride(context, { overrideId, idempotencyKey }, { change: "revokeOverride", asked });
  }

  @Mutation(() => OverrideChanged, {
    nullable: true,
    description:
      "Reviews an override as justified or not, for your agency: for the privacy officers whom it concerns, each for their own; never for whoever opened it. One that was not justified and is still open ends with it, and whoever opened it opens no other of the child until an officer of your agency allows it.",
  })
  @Unclassified(namesOnly)
  reviewOverride(@Args(() => toReview.type) args: object, @Ctx() context: PartnershipContext): Promise<object> {
    const { overrideId, idempotencyKey, ...asked } = toReview.read(args);
    return answerOverride(context, { overrideId, idempotencyKey }, { change: "reviewOverride", asked });
  }

  @Mutation(() => OverrideChanged, {
    nullable: true,
    description:
      "Lets whoever opened an override that your agency found unjustified open another of the child: for the privacy officers of that agency; never for whoever opened it. What was found stands. Each agency that found it unjustified allows for itself.",
  })
  @Unclassified(namesOnly)
  allowAnotherOverride(@Args(() => toAllow.type) args: object, @Ctx() context: PartnershipContext): Promise<object> {
    const { overrideId, idempotencyKey, ...asked } = toAllow.read(args);
    return answerOverride(context, { overrideId, idempotencyKey }, { change: "allowAnotherOverride", asked });
  }
}
