import { Args, ArgsType, Ctx, Field, ID, Mutation, Resolver } from "type-graphql";
import { z } from "zod";
import { Unclassified } from "../../../kit/classified.ts";
import type { PartnershipContext } from "../context.ts";
import { TeamModel } from "../team-model.ts";
import { ChangeArgs, changeShape, day, id, readArguments, text } from "./arguments.ts";
import { answerChange, type Changed } from "./changed.ts";
import { MandateInput, mandateShape } from "./mandate-input.ts";
import { TeamChanged } from "./team-changed.ts";
import { DateScalar } from "../../../kit/scalars.ts";

const wayIn = "It is a way in: what it answers is under the decision on that child.";

@ArgsType()
class JoinTeamArgs extends ChangeArgs {
  @Field(() => ID, { nullable: false, description: "Who is to join, by their entry in the directory." })
  practitionerId!: string;

  @Field(() => MandateInput, { nullable: false, description: "What lets them take part." })
  mandate!: MandateInput;

  @Field(() => TeamModel, { nullable: false, description: "How they take part." })
  model!: string;

  @Field(() => String, {
    description: "In whose team or service they work; only, and always, where they are seconded or the service is integrated.",
  })
  host?: string | null;

  @Field(() => DateScalar, { description: "The first day (ISO 8601 date), today unless you name a later one." })
  from?: string | null;

  @Field(() => DateScalar, { description: "The last day, if an end is set (ISO 8601 date)." })
  until?: string | null;
}

@ArgsType()
class MembershipArgs extends ChangeArgs {
  @Field(() => ID, { nullable: false, description: "The membership: its id in `Child.team`, in `mandatesToConfirm`, or in the alert." })
  membershipId!: string;
}

@ArgsType()
class NameLeadArgs extends ChangeArgs {
  @Field(() => ID, { nullable: false, description: "Who is to lead; a member of the team." })
  practitionerId!: string;
}

const joinShape = z
  .strictObject({
    ...changeShape,
    practitionerId: id,
    mandate: mandateShape,
    model: z.enum(TeamModel),
    host: text.optional(),
    from: day.optional(),
    until: day.optional(),
  })
  .refine(({ model, host }) => (model === "panel") === (host === undefined), {
    path: ["host"],
    message: "is for practitioners who are seconded or in an integrated service, and must be there for them",
  });
const membershipShape = z.strictObject({ ...changeShape, membershipId: id });
const nameLeadShape = z.strictObject({ ...changeShape, practitionerId: id });

/** The changes to the team around a child. */
@Resolver()
export class TeamMutations {
  @Mutation(() => TeamChanged, {
    nullable: true,
    description:
      "Adds a practitioner to the team around a child, with the mandate of their own agency. The lead practitioner may add anybody, and those of other agencies read about the child once their own agency has confirmed it (`confirmMandate`); those who coordinate for an agency add its people, also from off the team while the agency works with the child and has nobody on it. Nobody adds themself.",
  })
  @Unclassified(wayIn)
  joinTeam(@Args(() => JoinTeamArgs) args: JoinTeamArgs, @Ctx() context: PartnershipContext): Promise<Changed> {
    return answerChange(context, "joinTeam", readArguments(joinShape, args));
  }

  @Mutation(() => TeamChanged, {
    nullable: true,
    description:
      "Ends a membership of the team from this moment: the child is then out of the practitioner's reach. Everybody may end their own, unless the law asks for it; those who lead or coordinate, their own agency's. The others and the family are told, and an expulsion can be undone for seven days.",
  })
  @Unclassified(wayIn)
  leaveTeam(@Args(() => MembershipArgs) args: MembershipArgs, @Ctx() context: PartnershipContext): Promise<Changed> {
    return answerChange(context, "leaveTeam", readArguments(membershipShape, args));
  }

  @Mutation(() => TeamChanged, {
    nullable: true,
    description:
      "Makes a member of the team its lead practitioner, of whom there is never more than one. Whoever leads now hands over and stays on the team; where nobody leads, two agencies name the same: the first proposes them, and with the second they lead. Nobody names themself first. The others and the family are told, and it can be undone for seven days.",
  })
  @Unclassified(wayIn)
  nameLead(@Args(() => NameLeadArgs) args: NameLeadArgs, @Ctx() context: PartnershipContext): Promise<Changed> {
    return answerChange(context, "nameLead", readArguments(nameLeadShape, args));
  }

  @Mutation(() => TeamChanged, {
    nullable: true,
    description:
      "Confirms, for your agency, the mandate of a colleague whom another agency brought in: from then on the child is within their reach. For those who coordinate for an agency, on the team or not; never for oneself.",
  })
  @Unclassified(wayIn)
  confirmMandate(@Args(() => MembershipArgs) args: MembershipArgs, @Ctx() context: PartnershipContext): Promise<Changed> {
    const asked = readArguments(membershipShape, args);
    return answerChange(context, "confirmMandate", asked);
  }

  @Mutation(() => TeamChanged, {
    nullable: true,
    description:
      "Undoes, within seven days, that a colleague was put off the team, or that the lead passed to somebody. Name the membership that ended, or the one that leads now. Whom another agency brings back waits until their own confirms it.",
  })
  @Unclassified(wayIn)
  undoTeamChange(@Args(() => MembershipArgs) args: MembershipArgs, @Ctx() context: PartnershipContext): Promise<Changed> {
    return answerChange(context, "undoTeamChange", readArguments(membershipShape, args));
  }
}
