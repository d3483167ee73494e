import { Field, ObjectType } from "type-graphql";
import { Unclassified } from "../../kit/classified.ts";
import { CodedValue } from "../../kit/coded-value.ts";

/** A school, college or early years setting, or an arrangement outside them. Stored as JSON in one column. */
@ObjectType({ description: "A school, college or early years setting, or an arrangement outside them." })
@Unclassified("It is part of the classified field that holds it, and is reached through that field alone.")
export class EducationSetting {
  @Field(() => String, { description: "The setting's unique reference number (URN, 6 digits) in the DfE's register of schools." })
  urn!: string | null;

  @Field(() => String, { description: "The UK provider reference number (UKPRN, 8 digits), which colleges have." })
  ukprn!: string | null;

  @Field(() => String, { description: "The setting's name, where the file that it came from has one." })
  name!: string | null;

  @Field(() => CodedValue, { description: "What kind of setting or arrangement it is." })
  type!: CodedValue | null;
}
