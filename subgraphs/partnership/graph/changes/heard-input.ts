import { Field, InputType, registerEnumType } from "type-graphql";
import { z } from "zod";
import { text } from "./arguments.ts";

/** How a practitioner heard what they write down. */
export const HeardMethod = { WRITTEN: "written", SPOKEN: "spoken" } as const;

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
}

/** The shape of {@link HeardInput}. */
export const heardShape = z.strictObject({ method: z.enum(HeardMethod), evidence: text });
