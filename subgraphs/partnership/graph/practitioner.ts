import { Directive, Field, ID, ObjectType } from "type-graphql";
import type { Policy } from "../../../policies/index.ts";
import { Unclassified } from "../../kit/classified.ts";
import { CodedValue } from "../../kit/coded-value.ts";
import type { PractitionerRow } from "../records/practitioner-row.ts";

/** A practitioner's entry in the partnership's directory of staff. */
@ObjectType({ description: "A person who works with children for an agency." })
@Directive('@key(fields: "id")')
@Unclassified("It is the professional's own directory entry; that they work with a certain child is classified where it is said.")
export class Practitioner {
  @Field(() => ID, { nullable: false, description: "Identifies the practitioner across the partnership." })
  id!: string;

  @Field(() => String, { description: "Full name." })
  name!: string;

  @Field(() => CodedValue, { description: "Professional role, from the partnership's list of roles." })
  role!: CodedValue;

  @Field(() => String, { description: "The agency they work for." })
  agency!: string;

  @Field(() => String, { description: "Their team or setting." })
  team!: string | null;

  @Field(() => String, { description: "Telephone number at work." })
  telephone!: string | null;

  @Field(() => String, { description: "E-mail address at work." })
  email!: string | null;
}

/** A practitioner as the directory has them, with the name of their role. A new object each time: it will stand under one child's decision. */
export function practitionerOf({ role, ...row }: PractitionerRow, { roles }: Pick<Policy, "roles">): Practitioner {
  const label = roles.find(({ id }) => id === role)?.name ?? role;
  return { ...row, role: { code: role, label, system: "https://childview.example/CodeSystem/role" } };
}
