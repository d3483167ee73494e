import { Field, ID, ObjectType } from "type-graphql";
import { Classified, Unclassified } from "../../kit/classified.ts";
import { Cost } from "../../kit/cost.ts";
import { Sex } from "./code-lists.ts";
import type { ChildDecision } from "../deciding/decide-child.ts";
import { DateScalar } from "../../kit/scalars.ts";

/** A child as one operation sees them: who they are, and what was decided of them for this person and purpose. */
@ObjectType({ description: "A child or young person, in one view across education, health and social care." })
@Classified("child.names")
@Cost(100)
export class Child {
  readonly decision!: ChildDecision;

  @Field(() => ID, { nullable: false, description: "Identifies the child in the partnership's index. It says nothing about them." })
  @Unclassified("It is the index's own key and says nothing about the child; it is shown only to those within whose reach the child is.")
  id!: string;

  @Field(() => String, { description: "Given names." })
  givenNames!: string;

  @Field(() => String, { description: "Family name." })
  familyName!: string;

  @Field(() => String, { description: "What the child likes to be called, if different." })
  preferredName!: string | null;

  @Field(() => DateScalar, { description: "Date of birth (ISO 8601 date)." })
  @Classified("child.date-of-birth")
  dateOfBirth!: string;

  @Field(() => Sex, { description: "Sex as registered." })
  @Classified("child.date-of-birth")
  sex!: string | null;

  @Field(() => String, { description: "The child's first language." })
  @Classified("child.voice")
  firstLanguage!: string | null;

  @Field(() => DateScalar, {
    description:
      "The day on which the child died (ISO 8601 date); null while nothing says that they did. Whoever reads the name reads this, so that nobody asks a family after a child who has died.",
  })
  diedOn!: string | null;
}
