import { Directive, Field, ID, ObjectType } from "type-graphql";
import { Unclassified } from "../../kit/classified.ts";

/** A practitioner's entry in the partnership's directory of staff. */
@ObjectType({ description: "A person who works with children for an agency." })
@Directive('@key(fields: "id")')
@Unclassified("It is the professional's own directory entry; that they work with a certain child is classified where it is said.")
export class Practitioner {
  @Field(() => ID, { nullable: false, description: "Identifies the practitioner across the partnership." })
  id!: string;

  @Field(() => String, { description: "Full name." })
  name!: string;

  @Field(() => String, { description: "Professional role, for example speech-and-language-therapist." })
  role!: string;

  @Field(() => String, { description: "The agency they work for." })
  agency!: string;

  @Field(() => String, { description: "Their team or setting." })
  team!: string | null;

  @Field(() => String, { description: "Telephone number at work." })
  telephone!: string | null;

  @Field(() => String, { description: "E-mail address at work." })
  email!: string | null;
}
