import { Args, ArgsType, Ctx, Field, ID, Mutation, Resolver } from "type-graphql";
import { z } from "zod";
import { Unclassified } from "../../../kit/classified.ts";
import type { PartnershipContext } from "../context.ts";
import { readHousehold } from "../../household-reader.ts";
import { Restriction } from "../governance/codes.ts";
import { ChangeArgs, changeShape, day, id, readArguments, text } from "./arguments.ts";
import { afterChange, answerChange, type Changed } from "./changed.ts";
import { RestrictionChanged } from "./restriction-changed.ts";
import { DateScalar } from "../../../kit/scalars.ts";
import { saidWithSubstance } from "../../changing/substance.ts";

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
    description: `On what it rests, ${saidWithSubstance}: the order and its date, or what would happen.`,
  })
  ground!: string;

  @Field(() => String, { description: "The court's own number of the order; only, and always, for a court order." })
  reference?: string | null;

  @Field(() => DateScalar, {
    description: "The day on which the court made the order (ISO 8601 date); only, and always, for a court order.",
  })
  orderedOn?: string | null;

  @Field(() => String, { nullable: false, description: "Who decided it: the court, or the professional." })
  author!: string;

  @Field(() => DateScalar, { description: "The first day (ISO 8601 date); today if you name none." })
  from?: string | null;

  @Field(() => DateScalar, { description: "The last day, if an end is set (ISO 8601 date)." })
  until?: string | null;
}

@ArgsType()
class RestrictionArgs extends ChangeArgs {
  @Field(() => ID, {
    nullable: false,
    description: "The restriction, by its id in `Child.restrictions`, in `restrictionsToReview` or in the alert.",
  })
  restrictionId!: string;
}

@ArgsType()
class EndRestrictionArgs extends RestrictionArgs {
  @Field(() => String, { nullable: false, description: `Why it no longer holds, ${saidWithSubstance}.` })
  ground!: string;
}

@ArgsType()
class ContestRestrictionArgs extends ChangeArgs {
  @Field(() => ID, { description: "The restriction. If you are of the family, name none: you contest whatever binds you." })
  restrictionId?: string | null;

  @Field(() => String, { nullable: false, description: `Why it is wrong, ${saidWithSubstance}.` })
  ground!: string;
}

const recordShape = z
  .strictObject({
    ...changeShape,
    kind: z.enum(Restriction),
    person: id.optional(),
    categories: z.array(id).min(1, "must not be empty").max(100, "has 100 categories at most").optional(),
    reference: text.optional(),
    orderedOn: day.optional(),
    ground: text,
    author: text,
    from: day.optional(),
    until: day.optional(),
  })
  .refine(({ kind, person }) => (kind === "court-order") === (person !== undefined), {
    path: ["person"],
    message: "must name whom a court order binds, and nobody for the other kinds",
  })
  .refine((order) => [order.reference, order.orderedOn].every((each) => (order.kind === "court-order") === (each !== undefined)), {
    path: ["reference"],
    message: 'and "orderedOn" must say which order of a court it is, and are for no other kind',
  })
  .refine(({ kind, categories }) => (kind === "serious-harm") === (categories !== undefined), {
    path: ["categories"],
    message: "must name what is withheld because of serious harm, and nothing for the other kinds",
  });
const restrictionShape = z.strictObject({ ...changeShape, restrictionId: id });
const endShape = restrictionShape.extend({ ground: text });
const contestShape = z.strictObject({ ...changeShape, restrictionId: id.optional(), ground: text });

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
    @Args(() => RecordRestrictionArgs) args: RecordRestrictionArgs,
    @Ctx() context: PartnershipContext,
  ): Promise<Changed & { othersShielded: number | null }> {
    const asked = readArguments(recordShape, args);
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
  endRestriction(@Args(() => EndRestrictionArgs) args: EndRestrictionArgs, @Ctx() context: PartnershipContext): Promise<Changed> {
    return answerChange(context, "endRestriction", readArguments(endShape, args));
  }

  @Mutation(() => RestrictionChanged, {
    nullable: true,
    description:
      "Confirms a court order that another agency recorded: you have seen it, or had it from the court. For those who may record one, and for privacy officers.",
  })
  @Unclassified(wayIn)
  confirmRestriction(@Args(() => RestrictionArgs) args: RestrictionArgs, @Ctx() context: PartnershipContext): Promise<Changed> {
    const asked = readArguments(restrictionShape, args);
    return answerChange(context, "confirmRestriction", asked);
  }

  @Mutation(() => RestrictionChanged, {
    nullable: true,
    description:
      "Contests what keeps something back. It holds all the same, until the officers and the agency that answers for it have looked at it. One of the family contests whatever binds them, and is not told whether anything does.",
  })
  @Unclassified(wayIn)
  contestRestriction(
    @Args(() => ContestRestrictionArgs) args: ContestRestrictionArgs,
    @Ctx() context: PartnershipContext,
  ): Promise<Changed> {
    return answerChange(context, "contestRestriction", readArguments(contestShape, args));
  }
}
