import { Directive, Field, ID, ObjectType } from "type-graphql";
import { Unclassified } from "./classified.ts";

/** A practitioner as an agency refers to them: by key alone. The partnership knows the rest. */
@ObjectType({ description: "A person who works with children for an agency." })
@Directive('@key(fields: "id", resolvable: false)')
@Unclassified("It is a key; that the practitioner works with the child is classified where it is said.")
export class Practitioner {
  @Field(() => ID, { nullable: false, description: "Identifies the practitioner across the partnership." })
  id!: string;
}
