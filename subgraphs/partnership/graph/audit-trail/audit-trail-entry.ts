import { Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { Unclassified } from "../../../kit/classified.ts";
import { AssumedSize } from "../../../kit/cost.ts";
import { DateScalar, DateTimeScalar } from "../../../kit/scalars.ts";
import type { FlagCode } from "../../trail/flags.ts";
import type { KindOutcome } from "../../trail/trail-entry.ts";
import { Purpose } from "../purpose.ts";

const TrailFlagCode = {
  MANY_CHILDREN: "MANY_CHILDREN",
  OUTSIDE_CASELOAD: "OUTSIDE_CASELOAD",
  OWN_FAMILY_NAME: "OWN_FAMILY_NAME",
  AFTER_LEAVING: "AFTER_LEAVING",
  UNUSUAL_HOURS: "UNUSUAL_HOURS",
  AGAIN_AND_AGAIN: "AGAIN_AND_AGAIN",
  PURPOSE_NOT_OPEN: "PURPOSE_NOT_OPEN",
} as const satisfies Record<FlagCode, FlagCode>;

registerEnumType(TrailFlagCode, {
  name: "TrailFlagCode",
  description: "What is unusual about an entry of the audit trail. It accuses nobody, and says where to look first.",
  valuesConfig: {
    MANY_CHILDREN: { description: "Records of many children in little time." },
    OUTSIDE_CASELOAD: { description: "A child who was opened by an override, or who is out of reach." },
    OWN_FAMILY_NAME: { description: "A child with the same family name." },
    AFTER_LEAVING: { description: "A child whose team they had left." },
    UNUSUAL_HOURS: { description: "Before six or from ten at night, in England." },
    AGAIN_AND_AGAIN: { description: "One child again and again on one day." },
    PURPOSE_NOT_OPEN: { description: "An assessment or a review that the child did not have open." },
  },
});

const TrailOutcome = {
  LOOKED_AT: "LOOKED_AT",
  COULD_READ: "COULD_READ",
  REFUSED: "REFUSED",
} as const satisfies Record<KindOutcome, KindOutcome>;

registerEnumType(TrailOutcome, {
  name: "TrailOutcome",
  description: "What became of a category in an entry of the audit trail.",
  valuesConfig: {
    LOOKED_AT: { description: "It was asked for, and open to them. Whether there were records is in the agency's own log." },
    COULD_READ: { description: "It was open to them; what they asked for is not known." },
    REFUSED: { description: "It was asked for and refused." },
  },
});

const because = "It says who asked for what, and nothing that a record says; only officers of the agency that answers for it are answered.";

/** What is unusual about an entry, and why. */
@ObjectType({ description: "What is unusual about an entry, and why." })
@Unclassified(because)
export class TrailFlag {
  @Field(() => TrailFlagCode, { description: "What." })
  code!: string;

  @Field(() => String, { description: "Why it is flagged." })
  sentence!: string;
}

/** A category in an entry. */
@ObjectType({ description: "A category in an entry of the audit trail." })
@Unclassified(because)
export class TrailKind {
  @Field(() => String, { description: "The category." })
  category!: string;

  @Field(() => TrailOutcome, { description: "What became of it." })
  outcome!: string;

  @Field(() => String, { description: "The code of the reason why it was refused; null if it was not." })
  reason!: string | null;
}

/** An entry of the audit trail. */
@ObjectType({ description: "That somebody asked for something, or changed something. Without content." })
@Unclassified(because)
export class AuditTrailEntry {
  @Field(() => ID, { nullable: false, description: "Names the entry." })
  id!: string;

  @Field(() => DateTimeScalar, { description: "When (ISO 8601 date and time)." })
  at!: string;

  @Field(() => String, { description: "By which the entries of one operation are found in all logs." })
  trace!: string;

  @Field(() => String, {
    description: "What the entry is: `decision` of what was decided on a child, `question` of what reached none, `change` of a change.",
  })
  kind!: string;

  @Field(() => ID, { description: "Who: the subject of their token." })
  practitioner!: string;

  @Field(() => String, { description: "Their name in the directory; null if it has none." })
  name!: string | null;

  @Field(() => String, { description: "The role in which they asked." })
  role!: string;

  @Field(() => String, { description: "The agency for which they did." })
  agency!: string;

  @Field(() => ID, { description: "The child's key in the partnership's index; null if the entry names none." })
  childId!: string | null;

  @Field(() => Purpose, { description: "For what; null if it was not said." })
  purpose!: string | null;

  @Field(() => ID, { description: "The override behind it; null if there is none." })
  overrideId!: string | null;

  @Field(() => String, { description: "The name of the change; null if nothing was changed." })
  change!: string | null;

  @Field(() => [TrailKind], { description: "The categories, as far as your agency answers for them or for whoever asked." })
  @AssumedSize(20)
  categories!: TrailKind[];

  @Field(() => Boolean, {
    description:
      "Whether the family is not told of it today; null of another agency's people, and of what is no look at a child. `tellFamilyOfVisits` and `tellFamilyOfOverride` say from which day they are.",
  })
  heldBack!: boolean | null;

  @Field(() => DateScalar, { description: "From which day on they are told; null if it is not held back, or if nothing says when." })
  heldBackUntil!: string | null;

  @Field(() => [TrailFlag], { description: "What is unusual about it; empty if nothing is." })
  @AssumedSize(3)
  flags!: TrailFlag[];

  @Field(() => Boolean, {
    nullable: false,
    description:
      "Whether flags were looked for among the newest of what this person did in the time of the page alone, some 1,000 entries, and earlier ones of the same day are left out: then one that is missing says nothing, and a count can be too low. Ask for a shorter period.",
  })
  flagsIncomplete!: boolean;
}
