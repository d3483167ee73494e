import { Field, Int, ObjectType } from "type-graphql";
import { Column, Entity } from "typeorm";
import { AgencyRecord } from "../../kit/agency-record.ts";
import { Classified } from "../../kit/classified.ts";
import { CodedValue, type CodeOrWords } from "../../kit/coded-value.ts";
import { ImmunisationStatus } from "../code-lists/clinical.ts";

/** One vaccine on one day, given or not given. */
@Entity("immunisation")
@ObjectType({ description: "A vaccine that was given, or was due and was not given: look at `status` before anything else." })
@Classified("health.immunisations")
export class Immunisation extends AgencyRecord {
  @Column({ type: "text" })
  @Field(() => ImmunisationStatus, { description: "Whether it was given." })
  status!: ImmunisationStatus;

  @Column({ type: "jsonb" })
  @Field(() => CodedValue, { description: "The vaccine, as a product (dm+d, which is part of SNOMED CT)." })
  vaccine!: CodeOrWords;

  @Column({ type: "jsonb", nullable: true })
  @Field(() => CodedValue, { description: "The vaccination as a procedure (SNOMED CT); null when the record names the product alone." })
  procedure!: CodeOrWords | null;

  @Column({ name: "protects_against", type: "jsonb" })
  @Field(() => [CodedValue], { description: "The diseases it protects against (SNOMED CT)." })
  protectsAgainst!: CodeOrWords[];

  @Column({ name: "given_on", type: "text", nullable: true })
  @Field(() => String, {
    description:
      "The day it was given, or found not to be given: an ISO 8601 date, or only its year and month, or its year; null when unknown.",
  })
  givenOn!: string | null;

  @Column({ name: "dose_number", type: "integer", nullable: true })
  @Field(() => Int, { description: "Which dose of its series it is, counted from 1." })
  doseNumber!: number | null;

  @Column({ name: "doses_in_series", type: "integer", nullable: true })
  @Field(() => Int, { description: "How many doses the series has." })
  dosesInSeries!: number | null;

  @Column({ name: "not_given_because", type: "jsonb", nullable: true })
  @Field(() => CodedValue, { description: "Why it was not given; null when it was." })
  notGivenBecause!: CodeOrWords | null;

  @Column({ type: "jsonb", nullable: true })
  @Field(() => CodedValue, { description: "Where on the body it was given." })
  site!: CodeOrWords | null;

  @Column({ type: "text", nullable: true })
  @Field(() => String, { description: "The batch of the vaccine, by which a recall is followed." })
  batch!: string | null;

  @Column({ name: "first_hand", type: "boolean", nullable: true })
  @Field(() => Boolean, {
    description:
      "Whether the record was made by those who gave it; false when it was reported by someone else, null when the record does not say.",
  })
  firstHand!: boolean | null;

  static readonly newestFirst = "givenOn";
}
