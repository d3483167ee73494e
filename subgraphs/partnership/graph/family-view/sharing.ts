import { Field, ObjectType } from "type-graphql";
import { Classified } from "../../../kit/classified.ts";
import { CodedValue } from "../../../kit/coded-value.ts";
import { AssumedSize } from "../../../kit/cost.ts";
import type { ChildDecision } from "../../deciding/decide-child.ts";
import { Relationship } from "../governance/codes.ts";
import { Purpose } from "../purpose.ts";
import { SharingBasis } from "./codes.ts";

/** What somebody can see, and why. */
@ObjectType({ description: "Categories that somebody can see now for the same purposes and for the same reason." })
@Classified("child.consents")
export class SharingGrant {
  @Field(() => [CodedValue], {
    description: "What they can see. Records about another person, or kept back for somebody's safety, can be left out.",
  })
  categories!: CodedValue[];

  @Field(() => [Purpose], { description: "For what." })
  purposes!: readonly string[];

  @Field(() => SharingBasis, { description: "On what it rests: that without which they could not see it." })
  restsOn!: string;

  @Field(() => String, { description: "Why the sharing agreements let them see it." })
  because!: string;

  @Field(() => String, { description: "All of it in plain English." })
  sentence!: string;
}

/** Somebody who can see something of the child. Only a list that is itself classified leads here, so who it is stands under that category as well. */
@ObjectType({ description: "Somebody who can see something of the child now, what it is, and why." })
@Classified("child.consents")
export class SharingEntry {
  /** What its cursor names: the person, who has one entry, by the id that the team and the family show to the same readers. */
  readonly id!: string;

  @Field(() => String, { description: "Full name." })
  name!: string;

  @Field(() => String, { description: "Their professional role, or who they are to the child." })
  role!: string;

  @Field(() => String, { description: "The agency they work for; “family” for the child's own family." })
  agency!: string;

  @Field(() => Relationship, { description: "What they are to the child, as the sharing agreements have it." })
  relationship!: string;

  @Field(() => [SharingGrant], { description: "What they can see: first what was opened or agreed to, then what rests on the law." })
  @AssumedSize(20)
  grants!: SharingGrant[];
}

/** Who can see what of the child now. Each list is classified by what its entries tell. */
@ObjectType({
  description:
    "Who can see what of the child now, and why. You are told about the categories that you see yourself, or would see but for a restriction. What nobody is said to see, they cannot see; why not is not told here. All this is as it would be without an order of a court of which you are not told.",
})
@Classified("child.consents")
export class Sharing {
  readonly childId!: string;
  readonly decision!: ChildDecision;
}
