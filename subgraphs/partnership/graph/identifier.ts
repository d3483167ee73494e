import { Field, ObjectType } from "type-graphql";
import { Classified } from "../../kit/classified.ts";

/** By what an agency knows the child. The field `system` is made from the list of agencies. */
@ObjectType({ description: "The number by which an agency's system knows the child." })
@Classified("child.identifiers")
export class ChildIdentifier {
  system!: string;

  @Field(() => String, { description: "The identifier itself." })
  value!: string;
}
