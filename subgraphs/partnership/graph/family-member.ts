import { Field, ID, ObjectType } from "type-graphql";
import { Classified } from "../../kit/classified.ts";
import { FamilyRelation } from "./code-lists.ts";
import { DateScalar } from "../../kit/scalars.ts";

/** A parent, carer or other adult of the family. */
@ObjectType({ description: "A parent or carer, and whether they hold parental responsibility (Children Act 1989 s3)." })
@Classified("child.family")
export class FamilyMember {
  /** Only for the list's cursors. */
  readonly id!: string;

  // Not `id`: the same person is somebody else to another child, and clients keep one object for each `id`.
  @Field(() => ID, { description: "The person's id, by which a consent names them." })
  person!: string;

  @Field(() => String, { description: "Full name." })
  name!: string;

  @Field(() => FamilyRelation, { description: "Who they are to the child." })
  relation!: string;

  @Field(() => Boolean, { description: "Whether they hold parental responsibility." })
  parentalResponsibility!: boolean;

  @Field(() => DateScalar, { description: "Since when (ISO 8601 date)." })
  from!: string | null;
}
