import { Field, ObjectType } from "type-graphql";
import { Unclassified } from "../../../kit/classified.ts";
import { Purpose } from "../purpose.ts";
import { AgreementRule } from "./agreement.ts";
import { AccessNeed, ConsentState, Relationship, Restriction, RightsHolder } from "./codes.ts";

const agreed = "It follows from the sharing agreements alone, and they name no child.";

/** What closes a category. */
@ObjectType({ description: "A restriction that closes a category. Each closes it alone, whatever others there are." })
@Unclassified(agreed)
export class AccessClosing {
  @Field(() => Restriction, { description: "The restriction." })
  restriction!: string;

  @Field(() => [ConsentState], { description: "The only states of consent in which it closes; null if it closes in all of them." })
  onlyWhile!: readonly string[] | null;
}

/** On which terms a category is read, with or without an override. */
@ObjectType({ description: "On which terms a category is read." })
@Unclassified(agreed)
export class AccessTerms {
  @Field(() => [ConsentState], {
    description: "The states of consent in which it is read, if nothing is restricted; empty if it is not read.",
  })
  consents!: readonly string[];

  @Field(() => [AccessClosing], { description: "What closes it." })
  closedBy!: readonly AccessClosing[];
}

/** One cell of the access matrix. */
@ObjectType({
  description: "How somebody who is this to a child, and asks for this purpose, reads a category. What no cell says is refused.",
})
@Unclassified(agreed)
export class AccessCell {
  /** Only for the list's cursors. */
  readonly id!: string;

  @Field(() => String, { description: "The reader's role." })
  role!: string;

  @Field(() => String, { description: "The reader's agency; `family` for families." })
  agency!: string;

  @Field(() => String, { description: "The category." })
  category!: string;

  @Field(() => Relationship, { description: "What the reader is to the child." })
  relationship!: string;

  @Field(() => Purpose, { description: "What the reader asks for." })
  purpose!: string;

  @Field(() => RightsHolder, { description: "Who decides about the child's information." })
  rightsHolder!: string;

  @Field(() => AccessNeed, { description: "What opens the category besides." })
  need!: string;

  @Field(() => AccessTerms, { description: "On which terms it is read without an override." })
  withoutOverride!: AccessTerms;

  @Field(() => AccessTerms, { description: "On which terms it is read while an override is in force." })
  withOverride!: AccessTerms;

  @Field(() => [String], { description: "What it needs, what closes it and which records it leaves out, as sentences." })
  sentences!: readonly string[];

  @Field(() => [AgreementRule], { description: "The rules behind it, where what it needs is there and nothing is restricted." })
  rules!: readonly AgreementRule[];
}
