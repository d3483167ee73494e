import { Field, ObjectType } from "type-graphql";
import { Classified } from "../../kit/classified.ts";
import { DateScalar } from "../../kit/scalars.ts";

/** That a service works with the child: existence, no content. */
@ObjectType({ description: "A service that works with the child. That it does, not what it does." })
@Classified("child.services")
export class ServiceInvolvement {
  /** What its cursor names. */
  readonly id!: string;

  @Field(() => String, { description: "The agency: education, health or social-care." })
  agency!: string;

  @Field(() => String, { description: "The team or setting." })
  team!: string;

  @Field(() => DateScalar, { description: "Since when (ISO 8601 date)." })
  since!: string;
}
