import { Args, Ctx, Mutation, Resolver } from "type-graphql";
import { Unclassified } from "../../../kit/classified.ts";
import type { PartnershipContext } from "../context.ts";
import { joining, namingLead, namingMembership } from "../../changing/asked/team.ts";
import { wayIn } from "../way-in.ts";
import { ofAChild } from "./arguments.ts";
import { answerChange, type Changed } from "./changed.ts";
import { TeamChanged } from "./answers.ts";

const [toJoin, toName, toNameLead] = [ofAChild(joining), ofAChild(namingMembership), ofAChild(namingLead)];

/** The changes to the team around a child. */
@Resolver()
export class TeamMutations {
  @Mutation(() => TeamChanged, {
    nullable: true,
    description:
      "Adds a practitioner to the team around a child, with the mandate of their own agency. The lead practitioner may add anybody, and those of other agencies read about the child once their own agency has confirmed it (`confirmMandate`); those who coordinate for an agency add its people, also from off the team while the agency works with the child and has nobody on it. Nobody adds themself.",
  })
  @Unclassified(wayIn)
  joinTeam(@Args(() => toJoin.type) args: object, @Ctx() context: PartnershipContext): Promise<Changed> {
    return answerChange(context, "joinTeam", toJoin.read(args));
  }

  @Mutation(() => TeamChanged, {
    nullable: true,
    description:
      "Ends a membership of the team from this moment: the child is then out of the practitioner's reach. Everybody may end their own, unless the law asks for it; those who lead or coordinate, their own agency's. The others and the family are told, and an expulsion can be undone for seven days.",
  })
  @Unclassified(wayIn)
  leaveTeam(@Args(() => toName.type) args: object, @Ctx() context: PartnershipContext): Promise<Changed> {
    return answerChange(context, "leaveTeam", toName.read(args));
  }

  @Mutation(() => TeamChanged, {
    nullable: true,
    description:
      "Makes a member of the team its lead practitioner, of whom there is never more than one. Whoever leads now hands over and stays on the team; where nobody leads, two agencies name the same: the first proposes them, and with the second they lead. Nobody names themself first. The others and the family are told, and it can be undone for seven days.",
  })
  @Unclassified(wayIn)
  nameLead(@Args(() => toNameLead.type) args: object, @Ctx() context: PartnershipContext): Promise<Changed> {
    return answerChange(context, "nameLead", toNameLead.read(args));
  }

  @Mutation(() => TeamChanged, {
    nullable: true,
    description:
      "Confirms, for your agency, the mandate of a colleague whom another agency brought in: from then on the child is within their reach. For those who coordinate for an agency, on the team or not; never for oneself.",
  })
  @Unclassified(wayIn)
  confirmMandate(@Args(() => toName.type) args: object, @Ctx() context: PartnershipContext): Promise<Changed> {
    return answerChange(context, "confirmMandate", toName.read(args));
  }

  @Mutation(() => TeamChanged, {
    nullable: true,
    description:
      "Undoes, within seven days, that a colleague was put off the team, or that the lead passed to somebody. Name the membership that ended, or the one that leads now. Whom another agency brings back waits until their own confirms it.",
  })
  @Unclassified(wayIn)
  undoTeamChange(@Args(() => toName.type) args: object, @Ctx() context: PartnershipContext): Promise<Changed> {
    return answerChange(context, "undoTeamChange", toName.read(args));
  }
}
