import { Field, Int, ObjectType } from "type-graphql";
import { Classified } from "../../kit/classified.ts";
import { EducationSetting } from "./setting.ts";
import { DateScalar } from "../../kit/scalars.ts";

/** A setting that an EHC plan names in its section I (DfE SEN2, module 4b). Stored as JSON within the plan. */
@ObjectType({ description: "A setting named in section I of an EHC plan." })
@Classified("education.ehc-plan")
export class EhcNamedSetting {
  @Field(() => EducationSetting, { description: "The setting, or the arrangement in place of one." })
  setting!: EducationSetting;

  @Field(() => Int, { description: "1 for the main setting, 2 for a second one." })
  rank!: number | null;

  @Field(() => Boolean, { description: "Whether the place is in the school's SEN unit." })
  senUnit!: boolean | null;

  @Field(() => Boolean, { description: "Whether the place is in the school's resourced provision." })
  resourcedProvision!: boolean | null;
}

/** Where a child with an EHC plan is, or was, placed (DfE SEN2, module 5b). Stored as JSON within the plan. */
@ObjectType({ description: "Where a child with an EHC plan is, or was, placed." })
@Classified("education.ehc-plan")
export class EhcPlacement {
  @Field(() => EducationSetting, { description: "The setting, or the arrangement in place of one." })
  setting!: EducationSetting;

  @Field(() => Int, { description: "1 for the main placement, 2 for a second one at the same time." })
  rank!: number | null;

  @Field(() => DateScalar, { description: "The first day of the placement (ISO 8601 date)." })
  entryDate!: string | null;

  @Field(() => DateScalar, { description: "The last day of the placement (ISO 8601 date); null while it lasts." })
  leavingDate!: string | null;

  @Field(() => Boolean, { description: "Whether the place is in the school's SEN unit." })
  senUnit!: boolean | null;

  @Field(() => Boolean, { description: "Whether the place is in the school's resourced provision." })
  resourcedProvision!: boolean | null;
}
