import { Field, Int, ObjectType } from "type-graphql";
import { Classified } from "../../../kit/classified.ts";
import { CodedValue } from "../../../kit/coded-value.ts";
import { AssumedSize } from "../../../kit/cost.ts";
import { DateTimeScalar } from "../../../kit/scalars.ts";
import { Purpose } from "../purpose.ts";

/** A visit, as the family reads it. */
@ObjectType({
  description:
    "That somebody looked at the child's record: all that one person, in one role, looked at for one purpose on one day in England. It names kinds of information, and nothing that a record says.",
})
@Classified("child.access-log")
export class AccessVisit {
  @Field(() => String, { description: "Who looked: their full name, if the directory has it." })
  name!: string;

  @Field(() => String, { description: "Their professional role, or that it was you." })
  role!: string;

  @Field(() => String, { description: "The agency they work for; “family” for yourself." })
  agency!: string;

  @Field(() => Purpose, { description: "For what, as they said." })
  purpose!: string;

  @Field(() => DateTimeScalar, { description: "When they looked first on that day (ISO 8601 date and time)." })
  firstAt!: string;

  @Field(() => DateTimeScalar, { description: "When they looked last on that day (ISO 8601 date and time)." })
  lastAt!: string;

  @Field(() => Int, { description: "How often they asked on that day." })
  times!: number;

  @Field(() => [CodedValue], {
    description: "The kinds of information that they looked at, as far as you are told who sees them. Whether there was any is not told.",
  })
  @AssumedSize(20)
  lookedAt!: CodedValue[];

  @Field(() => [CodedValue], {
    description: "The kinds of information that they could have looked at, where it is not known what they asked for.",
  })
  @AssumedSize(20)
  couldRead!: CodedValue[];

  @Field(() => [CodedValue], {
    description: "What they asked for where they were shown nothing at all; empty if they were shown something.",
  })
  @AssumedSize(20)
  refused!: CodedValue[];

  @Field(() => String, { description: "All of it in plain English." })
  sentence!: string;
}
