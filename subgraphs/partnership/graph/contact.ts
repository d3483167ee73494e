import { Field, ObjectType } from "type-graphql";
import { Classified } from "../../kit/classified.ts";
import { DateScalar } from "../../kit/scalars.ts";

/** Where the child lives and how the family is reached. */
@ObjectType({
  description: "Where the child lives, and how to reach them or their family there. Withheld if the child's whereabouts are shielded.",
})
@Classified("child.address")
export class Contact {
  @Field(() => [String], { description: "The address, line by line." })
  lines!: string[];

  @Field(() => String, { description: "Postcode." })
  postcode!: string | null;

  @Field(() => String, { description: "Telephone number." })
  telephone!: string | null;

  @Field(() => String, { description: "E-mail address." })
  email!: string | null;

  @Field(() => DateScalar, { description: "Since when they live there (ISO 8601 date)." })
  from!: string | null;
}
