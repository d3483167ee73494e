import { Field, ID, ObjectType } from "type-graphql";
import { Classified } from "../../../kit/classified.ts";

/** Whom a consent is about. */
@ObjectType({ description: "Whom a consent is about: all of an agency, those of one role in it, or one person of it." })
@Classified("child.consents")
export class ConsentRecipient {
  @Field(() => String, { description: 'The agency; "family" for the child\'s own family.' })
  agency!: string;

  @Field(() => String, { description: "The role in that agency, if it is about those of one role." })
  role!: string | null;

  @Field(() => ID, { description: "The person's id, if it is about one person." })
  person!: string | null;

  @Field(() => String, { description: "The person's name, if it is about one person who is still known." })
  name!: string | null;

  @Field(() => String, { description: "In plain words, such as “education (SENCO)”." })
  text!: string;
}
