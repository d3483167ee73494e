import { Field, ObjectType } from "type-graphql";
import { Unclassified } from "../../../kit/classified.ts";
import { AssumedSize } from "../../../kit/cost.ts";
import { AgreementRule } from "./agreement.ts";
import { AccessDecision, Relationship } from "./codes.ts";

const decided =
  "It is what was decided and by which rules; of a child it has neither a name, an identifier nor anything that a record says.";

/** A condition of a rule that did not hold. */
@ObjectType({ description: "A condition of a rule that did not hold." })
@Unclassified(decided)
export class FailedCondition {
  @Field(() => String, {
    description:
      "role, agency, relationship, purpose, purposeHolds (whether the process is open to which the purpose belongs), rightsHolder, consent, restriction or override.",
  })
  condition!: string;

  @Field(() => [String], { description: "What the rule asks for: any of these." })
  asked!: readonly string[];

  @Field(() => [String], {
    description:
      "What was so instead; empty for a restriction if there is none. Of a real child, a restriction on which no rule about the category turns for this actor is not told.",
  })
  found!: readonly string[];
}

/** What one rule said to a decision. */
@ObjectType({ description: "What one rule said to a decision." })
@Unclassified(decided)
export class RuleFinding {
  @Field(() => AgreementRule, { description: "The rule." })
  rule!: AgreementRule;

  @Field(() => Boolean, { description: "Whether the decision rests on it: it permitted or prohibited, or was the nearest to permitting." })
  decisive!: boolean;

  @Field(() => Boolean, { description: "Whether it holds." })
  holds!: boolean;

  @Field(() => [FailedCondition], { description: "Which of its conditions did not hold." })
  failed!: readonly FailedCondition[];
}

/** The decision on one category, with its reasons. */
@ObjectType({ description: "The decision on one category, with its reasons." })
@Unclassified(decided)
export class ExplainedDecision {
  @Field(() => String, { description: "The category." })
  category!: string;

  @Field(() => AccessDecision, { description: "What is decided." })
  decision!: string;

  @Field(() => String, { description: "Why it is refused, as in `extensions.withheld`; null if it is not." })
  reason!: string | null;

  @Field(() => String, {
    description:
      "The decision and its reason in plain English, in the words in which families are told who sees what; see `Child.sharing`.",
  })
  sentence!: string;

  @Field(() => [RuleFinding], {
    description:
      "The rules about the category that address the actor, those that the decision rests on first. Of a real child and another agency's category, only those that it rests on. Callers are told of fewer.",
  })
  rules!: readonly RuleFinding[];

  @Field(() => [String], {
    description:
      "What would open it, each a sentence and each enough; empty if it is open, or nothing would. Of a real child and another agency's category, only what can be said of consents and restrictions to the actor themself.",
  })
  wouldOpen!: readonly string[];
}

/** What is decided for an actor, category by category. */
@ObjectType({ description: "What is decided for an actor, category by category." })
@Unclassified(decided)
export class AccessExplanation {
  @Field(() => String, { description: "The version of the agreements that was decided by." })
  policy!: string;

  @Field(() => Relationship, { description: "What the actor is to the child." })
  relationship!: string;

  @Field(() => [ExplainedDecision], { description: "The decisions." })
  @AssumedSize(40)
  decisions!: readonly ExplainedDecision[];
}
