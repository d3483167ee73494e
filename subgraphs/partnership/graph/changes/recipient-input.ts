import { Field, ID, InputType } from "type-graphql";
import { z } from "zod";

/** Whom a consent is to reach. */
@InputType({ description: "Whom a consent is to reach: all of an agency, those of one role in it, or one person of it." })
export class RecipientInput {
  @Field(() => String, { nullable: false, description: 'The agency, such as "education"; "family" for the child\'s own family.' })
  agency!: string;

  @Field(() => String, { description: 'A role in that agency, such as "senco". Not together with a person.' })
  role?: string | null;

  @Field(() => ID, { description: "A person of that agency: the id of a practitioner, or of a member of the child's family." })
  person?: string | null;
}

const name = z.string().regex(/^[a-z0-9-]{1,64}$/, "is not a name of the partnership's lists");

/** The shape of {@link RecipientInput}. */
export const recipientShape = z
  .strictObject({
    agency: name,
    role: name.optional(),
    person: z
      .string()
      .regex(/^[A-Za-z0-9._@-]{1,64}$/, "is not an id")
      .optional(),
  })
  .refine(({ role, person }) => role === undefined || person === undefined, "names a role or a person, not both");
