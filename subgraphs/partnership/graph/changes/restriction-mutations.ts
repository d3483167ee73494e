import { Args, Ctx, Mutation, Resolver } from "type-graphql";
import { Unclassified } from "../../../kit/classified.ts";
import type { PartnershipContext } from "../context.ts";
import { readHousehold } from "../../household-reader.ts";
import { confirmingRestriction, contestingRestriction, endingRestriction, restricting } from "../../changing/asked/restriction.ts";
import { wayIn } from "../way-in.ts";
import { ofAChild } from "./arguments.ts";
import { afterChange, answerChange, type Changed } from "./changed.ts";
import { RestrictionChanged } from "./answers.ts";

const [toRecord, toEnd] = [ofAChild(restricting), ofAChild(endingRestriction)];
const [toConfirm, toContest] = [ofAChild(confirmingRestriction), ofAChild(contestingRestriction)];

/** The changes to what is kept back about a child. */
@Resolver()
export class RestrictionMutations {
  @Mutation(() => RestrictionChanged, {
    nullable: true,
    description:
      "Records what keeps parts of a child's record back, whatever is permitted otherwise: a court order against a person, whereabouts that must not be known, or what the family would be seriously harmed by reading. A court order shuts at once, and lapses after seven days unless another agency confirms it.",
  })
  @Unclassified(wayIn)
  async recordRestriction(
    @Args(() => toRecord.type) args: object,
    @Ctx() context: PartnershipContext,
  ): Promise<Changed & { othersShielded: number | null }> {
    const asked = toRecord.read(args);
    const changed = await answerChange(context, "recordRestriction", asked);
    const { database, today } = context;
    const others = asked.kind === "shielded" ? await afterChange(() => readHousehold(database, asked.childId, today)) : undefined;
    return Object.assign(changed, { othersShielded: others?.length ?? null });
  }

  @Mutation(() => RestrictionChanged, {
    nullable: true,
    description:
      "Ends a restriction: from this moment, if your agency answers for it and your role may record such a one. Anybody else who answers for it asks for the end, and a second agency that asks for the same ends it.",
  })
  @Unclassified(wayIn)
  endRestriction(@Args(() => toEnd.type) args: object, @Ctx() context: PartnershipContext): Promise<Changed> {
    return answerChange(context, "endRestriction", toEnd.read(args));
  }

  @Mutation(() => RestrictionChanged, {
    nullable: true,
    description:
      "Confirms a court order that another agency recorded: you have seen it, or had it from the court. For those who may record one, and for privacy officers.",
  })
  @Unclassified(wayIn)
  confirmRestriction(@Args(() => toConfirm.type) args: object, @Ctx() context: PartnershipContext): Promise<Changed> {
    return answerChange(context, "confirmRestriction", toConfirm.read(args));
  }

  @Mutation(() => RestrictionChanged, {
    nullable: true,
    description:
      "Contests what keeps something back. It holds all the same, until the officers and the agency that answers for it have looked at it. One of the family contests whatever binds them, and is not told whether anything does.",
  })
  @Unclassified(wayIn)
  contestRestriction(@Args(() => toContest.type) args: object, @Ctx() context: PartnershipContext): Promise<Changed> {
    return answerChange(context, "contestRestriction", toContest.read(args));
  }
}
