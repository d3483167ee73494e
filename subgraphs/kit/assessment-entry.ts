import { Field, ObjectType } from "type-graphql";
import { Column } from "typeorm";
import { AgencyRecord } from "./agency-record.ts";
import { CodedValue, type CodeOrWords } from "./coded-value.ts";
import { DateScalar } from "./scalars.ts";

/**
 * That an assessment exists: its kind, date and profession, and nothing of what it found. An index apart from the content, so that nobody
 * need assess a child twice (SEND Regulations 2014 reg 6(4)). Each agency extends it with the category of its own index.
 */
@ObjectType()
export abstract class AssessmentEntry extends AgencyRecord {
  @Column({ type: "jsonb" })
  @Field(() => CodedValue, { description: "What kind of assessment it was." })
  kind!: CodeOrWords;

  @Column({ name: "assessed_on", type: "date" })
  @Field(() => DateScalar, { description: "The day it was done (ISO 8601 date)." })
  assessedOn!: string;

  @Column({ type: "text" })
  @Field(() => String, { description: "The profession of the person who did it." })
  profession!: string;
}
