import { Field, ObjectType } from "type-graphql";
import { Classified } from "../../kit/classified.ts";

/** A parent, carer or other adult of the family. */
@ObjectType({ description: "A parent or carer, and whether they hold parental responsibility (Children Act 1989 s3)." })
@Classified("child.family")
export class FamilyMember {
  @Field(() => String, { description: "Full name." })
  name!: string;

  @Field(() => String, { description: "Who they are to the child, for example mother, step-father or foster carer." })
  relation!: string;

  @Field(() => Boolean, { description: "Whether they hold parental responsibility." })
  parentalResponsibility!: boolean;

  @Field(() => String, { description: "Since when (ISO 8601 date)." })
  from!: string | null;
}
