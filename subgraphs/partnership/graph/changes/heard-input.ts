import { Field, InputType, registerEnumType } from "type-graphql";
import { z } from "zod";
import { day, text } from "./arguments.ts";
import { DateScalar } from "../../../kit/scalars.ts";

/** How a practitioner heard what they write down. */
const HeardMethod = { WRITTEN: "written", SPOKEN: "spoken" } as const;

registerEnumType(HeardMethod, {
  name: "HeardMethod",
  description: "How a practitioner heard what they write down for somebody.",
  valuesConfig: { WRITTEN: { description: "On paper, by e-mail or text message." }, SPOKEN: { description: "By word." } },
});

/** What a practitioner says of how they heard it. */
@InputType({
  description: "How you heard what you write down for somebody, and what proves it. The family sees both, and who wrote it down.",
})
export class HeardInput {
  @Field(() => HeardMethod, { nullable: false, description: "How you heard it." })
  method!: string;

  @Field(() => String, { nullable: false, description: "What proves it: where the form is, or the note of the conversation." })
  evidence!: string;

  @Field(() => DateScalar, {
    description:
      "The day on which it was said (ISO 8601 date); leave it out if that is now. A consent counts from the start of that day, so what the person said since then stands. What shares less counts from now whatever the day.",
  })
  saidOn?: string | null;
}

/** The shape of {@link HeardInput}. */
export const heardShape = z.strictObject({ method: z.enum(HeardMethod), evidence: text, saidOn: day.optional() });
