import { Field, ObjectType } from "type-graphql";
import { Unclassified } from "../../../kit/classified.ts";
import { Relationship } from "../governance/codes.ts";
import { Purpose } from "../purpose.ts";

const agreed = "It follows from the sharing agreements alone, and they name no child.";

/** What a consent to a category opens to one role. */
@ObjectType({ description: "What a consent to a category opens to those of one role." })
@Unclassified(agreed)
export class ConsentOpening {
  @Field(() => String, { description: "The agency; `family` for families." })
  agency!: string;

  @Field(() => String, { description: "The role, as a recipient takes it." })
  role!: string;

  @Field(() => Relationship, { description: "What they have to be to the child." })
  relationship!: string;

  @Field(() => [Purpose], { description: "For which purposes." })
  purposes!: readonly string[];
}

/** A category to which somebody can consent. */
@ObjectType({ description: "A category that is read by some only if the family, or the young person, agrees." })
@Unclassified(agreed)
export class ConsentCategory {
  @Field(() => String, { description: "The category, as a consent names it." })
  code!: string;

  @Field(() => String, { description: "Its name." })
  label!: string;

  @Field(() => String, { description: "What belongs to it." })
  description!: string;

  @Field(() => String, { description: "Which agency holds it; `partnership` for the index of children." })
  owner!: string;

  @Field(() => [ConsentOpening], { description: "What a consent to it opens, and to whom." })
  opens!: readonly ConsentOpening[];
}

/** A role of an agency. */
@ObjectType({ description: "A role that people of an agency have." })
@Unclassified(agreed)
export class RecipientRole {
  @Field(() => String, { description: "The role, as a recipient takes it." })
  code!: string;

  @Field(() => String, { description: "Its name." })
  label!: string;
}

/** An agency whose people can be told something. */
@ObjectType({
  description:
    "An agency with which something can be shared; of its people one is named by their id, as `Child.team` and `Child.family` have it.",
})
@Unclassified(agreed)
export class RecipientAgency {
  @Field(() => String, { description: "The agency, as a recipient takes it; `family` for the child's own family." })
  agency!: string;

  @Field(() => [RecipientRole], { description: "The roles of its people." })
  roles!: readonly RecipientRole[];
}

/** A purpose. */
@ObjectType({ description: "A purpose for which something is read." })
@Unclassified(agreed)
export class PurposeOption {
  @Field(() => Purpose, { description: "The purpose." })
  code!: string;

  @Field(() => String, { description: "In plain words, in the middle of a sentence." })
  label!: string;
}

/** What a form for consents is made from. */
@ObjectType({ description: "What there is to choose from where something is agreed to or refused. It is the same for every child." })
@Unclassified(agreed)
export class ConsentOptions {
  @Field(() => [ConsentCategory], {
    description: "The categories that a consent opens to somebody. What is not here is read by law, or by nobody, whatever is agreed.",
  })
  categories!: readonly ConsentCategory[];

  @Field(() => [RecipientAgency], { description: "With whom something can be shared." })
  recipients!: readonly RecipientAgency[];

  @Field(() => [PurposeOption], { description: "The purposes for which a consent opens something to somebody." })
  purposes!: readonly PurposeOption[];
}
