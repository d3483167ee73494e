import { Args, Ctx, Mutation, Resolver } from "type-graphql";
import { Unclassified } from "../../../kit/classified.ts";
import { closing, opening, recording } from "../../changing/asked/process.ts";
import type { PartnershipContext } from "../context.ts";
import { wayIn } from "../way-in.ts";
import { ProcessChanged } from "./answers.ts";
import { ofAChild } from "./arguments.ts";
import { answerChange, type Changed } from "./changed.ts";

const [toOpen, toRecord, toClose] = [ofAChild(opening), ofAChild(recording), ofAChild(closing)];

/** The changes to what agencies and the family do together for a child. */
@Resolver()
export class ProcessMutations {
  @Mutation(() => ProcessChanged, {
    nullable: true,
    description:
      "Opens a process of the child, who has one open of each kind. An EHC needs assessment, an annual review and the review before a change of phase are opened by the local authority's SEN caseworker on the team: while the first two are open, the purpose of the same name holds. Early help and SEN support are opened by whoever on the team sees the need. The team and the family are alerted.",
  })
  @Unclassified(wayIn)
  openProcess(@Args(() => toOpen.type) args: object, @Ctx() context: PartnershipContext): Promise<Changed> {
    return answerChange(context, "openProcess", toOpen.read(args));
  }

  @Mutation(() => ProcessChanged, {
    nullable: true,
    description:
      "Records that a milestone of an open process was reached: the day, and that you say so. What the local authority answers for is recorded by whoever may open the process; that advice was given, by the agency that gave it; all else, by everybody on the team. Nothing is changed: record it again if you were mistaken.",
  })
  @Unclassified(wayIn)
  recordMilestone(@Args(() => toRecord.type) args: object, @Ctx() context: PartnershipContext): Promise<Changed> {
    return answerChange(context, "recordMilestone", toRecord.read(args));
  }

  @Mutation(() => ProcessChanged, {
    nullable: true,
    description:
      "Closes a process: the purpose that belongs to it no longer holds. It stays closed; what begins again is opened as another. For whoever may open such a process. The team and the family are alerted.",
  })
  @Unclassified(wayIn)
  closeProcess(@Args(() => toClose.type) args: object, @Ctx() context: PartnershipContext): Promise<Changed> {
    return answerChange(context, "closeProcess", toClose.read(args));
  }
}
