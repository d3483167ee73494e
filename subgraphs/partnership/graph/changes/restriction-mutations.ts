import { Args, ArgsType, Ctx, Field, ID, Mutation, Resolver } from "type-graphql";
import { z } from "zod";
import { Unclassified } from "../../../kit/classified.ts";
import { endRestriction } from "../../changing/restriction/end.ts";
import { recordRestriction } from "../../changing/restriction/record.ts";
import type { PartnershipContext } from "../context.ts";
import { Restriction } from "../governance/codes.ts";
import { ChangeArgs, changeShape, day, id, readArguments, text } from "./arguments.ts";
import { answerChange, type Changed } from "./changed.ts";
import { RestrictionChanged } from "./restriction-changed.ts";

const wayIn = "It is a way in: what it answers is under the decision on that child.";

@ArgsType()
class RecordRestrictionArgs extends ChangeArgs {
  @Field(() => Restriction, { nullable: false, description: "What keeps something back." })
  kind!: string;

  @Field(() => ID, { description: "Whom a court order binds, by their id in `Child.family`; only, and always, for a court order." })
  person?: string | null;

  @Field(() => [String], {
    description: "What is kept from the family, by categories of your own agency; only, and always, for serious harm.",
  })
  categories?: string[] | null;

  @Field(() => String, {
    nullable: false,
    description: "On what it rests, in a sentence or two: the order and its date, or what would happen.",
  })
  ground!: string;

  @Field(() => String, { nullable: false, description: "Who decided it: the court, or the professional." })
  author!: string;

  @Field(() => String, { description: "The first day (ISO 8601 date); today if you name none." })
  from?: string | null;

  @Field(() => String, { description: "The last day, if an end is set (ISO 8601 date)." })
  until?: string | null;
}

@ArgsType()
class EndRestrictionArgs extends ChangeArgs {
  @Field(() => ID, { nullable: false, description: "The restriction, by the id that was answered when it was recorded." })
  restrictionId!: string;

  @Field(() => String, { nullable: false, description: "Why it no longer holds, in a sentence or two." })
  ground!: string;
}

const recordShape = z
  .strictObject({
    ...changeShape,
    kind: z.enum(Restriction),
    person: id.optional(),
    categories: z.array(id).min(1, "must not be empty").max(100, "has 100 categories at most").optional(),
    ground: text,
    author: text,
    from: day.optional(),
    until: day.optional(),
  })
  .refine(({ kind, person }) => (kind === "court-order") === (person !== undefined), {
    path: ["person"],
    message: "must name whom a court order binds, and nobody for the other kinds",
  })
  .refine(({ kind, categories }) => (kind === "serious-harm") === (categories !== undefined), {
    path: ["categories"],
    message: "must name what is withheld because of serious harm, and nothing for the other kinds",
  });
const endShape = z.strictObject({ ...changeShape, restrictionId: id, ground: text });

/** The changes to what is kept back about a child. */
@Resolver()
export class RestrictionMutations {
  @Mutation(() => RestrictionChanged, {
    nullable: true,
    description:
      "Records what keeps parts of a child's record back, whatever is permitted otherwise: a court order against a person, whereabouts that must not be known, or what the family would be seriously harmed by reading.",
  })
  @Unclassified(wayIn)
  recordRestriction(@Args(() => RecordRestrictionArgs) args: RecordRestrictionArgs, @Ctx() context: PartnershipContext): Promise<Changed> {
    return answerChange(context, "recordRestriction", readArguments(recordShape, args), recordRestriction);
  }

  @Mutation(() => RestrictionChanged, {
    nullable: true,
    description: "Ends a restriction from this moment. Whoever may record such a one may end it.",
  })
  @Unclassified(wayIn)
  endRestriction(@Args(() => EndRestrictionArgs) args: EndRestrictionArgs, @Ctx() context: PartnershipContext): Promise<Changed> {
    return answerChange(context, "endRestriction", readArguments(endShape, args), endRestriction);
  }
}
