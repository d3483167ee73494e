import { Field, ID, ObjectType } from "type-graphql";
import { Unclassified } from "../../../kit/classified.ts";
import { CodedValue } from "../../../kit/coded-value.ts";
import { Child } from "../child.ts";
import { DateTimeScalar } from "../../../kit/scalars.ts";
import { wayIn } from "../way-in.ts";

/** The answer to an override that was opened. */
@ObjectType({
  description: "An override that was opened. It is in force for every query that starts after this answer, and ends by itself.",
})
export class OverrideOpened {
  @Field(() => ID, {
    nullable: false,
    description: "The override. Keep it: with it you can revoke the override once you need it no longer.",
  })
  @Unclassified("It names what the caller has just opened, and nothing else.")
  id!: string;

  @Field(() => DateTimeScalar, { description: "When it ends by itself (ISO 8601 date and time)." })
  @Unclassified("It says when what the caller has just opened is over, and nothing else.")
  endsAt!: string;

  @Field(() => [CodedValue], { description: "What it opens to you now, for the purpose that you named." })
  @Unclassified(
    "It names the categories that the agreements open to an override, with those that the caller named and was told are shielded.",
  )
  opened!: readonly CodedValue[];

  @Field(() => [String], {
    description:
      "What you named of the shielded that waits for a second person, since you came to the team within a day. Colleagues of other agencies have been alerted; one of them can agree.",
  })
  @Unclassified("It names what the caller has just asked for, and nothing else.")
  awaiting!: readonly string[];

  @Field(() => Child, { description: "The child as you may see them now, for the purpose that you named." })
  @Unclassified(wayIn)
  child!: Child | null;
}

/** The answer to whoever agreed to an override. */
@ObjectType({
  description: "An override that somebody agreed to, as the second person. It is in force for every query that starts after this answer.",
})
export class OverrideAgreed {
  @Field(() => ID, { nullable: false, description: "The override." })
  @Unclassified("It names what the caller has just agreed to, and nothing else.")
  id!: string;

  @Field(() => Child, { description: "The child as you may see them, for the purpose that you named. To you the override opens nothing." })
  @Unclassified(wayIn)
  child!: Child | null;
}

/** The answer to a change of an override. It has no child: the officers who make it see none. */
@ObjectType({ description: "What became of a change to an override. It is in force for every query that starts after this answer." })
export class OverrideChanged {
  @Field(() => ID, { nullable: false, description: "The override." })
  @Unclassified("It names what the caller has just changed, and nothing else.")
  id!: string;
}
