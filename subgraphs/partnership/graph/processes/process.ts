import { Field, ID, ObjectType } from "type-graphql";
import { Classified, idOfReached, Unclassified } from "../../../kit/classified.ts";
import { DateScalar, DateTimeScalar } from "../../../kit/scalars.ts";
import { Milestone, ProcessKind } from "./codes.ts";

/** What was reached in a process, and who said so. */
@ObjectType({ description: "What was reached in a process: the day, and who said so. It has no content." })
@Classified("child.steps")
export class ReachedMilestone {
  @Field(() => Milestone, { description: "What was reached." })
  milestone!: string;

  @Field(() => DateScalar, { description: "On which day (ISO 8601 date)." })
  on!: string;

  @Field(() => String, { description: "The agency whose advice was asked or given; null for all other milestones." })
  agency!: string | null;

  @Field(() => String, { description: "Who wrote it down: their full name; null for what came from a file." })
  recordedBy!: string | null;

  @Field(() => String, { description: "The agency of whoever wrote it down; null for what came from a file." })
  recordedByAgency!: string | null;

  @Field(() => DateTimeScalar, { description: "When it was written down (ISO 8601 date and time); null for what came from a file." })
  recordedAt!: string | null;
}

/** What agencies and the family do together for a child, from its beginning to its end. */
@ObjectType({
  description:
    "What agencies and the family do together for a child, from its beginning to its end: days and who, without content. The purposes `EHC_ASSESSMENT` and `ANNUAL_REVIEW` hold only while the process of that name is open.",
})
@Classified("child.steps")
export class Process {
  @Field(() => ID, { nullable: false, description: "Identifies the process: `recordMilestone` and `closeProcess` take it." })
  @Unclassified(idOfReached)
  id!: string;

  @Field(() => ProcessKind, { description: "Which process it is." })
  kind!: string;

  @Field(() => DateScalar, { description: "The day on which it began, such as that of the request (ISO 8601 date)." })
  openedOn!: string;

  @Field(() => DateScalar, { description: "The day on which it ended (ISO 8601 date); null while it is open." })
  closedOn!: string | null;

  @Field(() => [ReachedMilestone], {
    description:
      "What was reached in it, the earliest first. Whoever was mistaken about a day records it again: both stay, and the one that was written down last counts.",
  })
  milestones!: ReachedMilestone[];
}
