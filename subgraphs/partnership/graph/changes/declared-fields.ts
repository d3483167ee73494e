import { type ClassType, Field, ID, InputType, registerEnumType } from "type-graphql";
import { z } from "zod";
import { heard, heardMethod, personId, recipient } from "../../changing/asked/consent.ts";
import { overrideBasis, shieldedCategories } from "../../changing/asked/override.ts";
import { milestone, processKind } from "../../changing/asked/process.ts";
import { restrictionKind } from "../../changing/asked/restriction.ts";
import { mandate, statutoryGround, teamModel } from "../../changing/asked/team.ts";
import { day, id, purpose } from "../../changing/asked/values.ts";
import { DateScalar } from "../../../kit/scalars.ts";
import { StatutoryGround } from "../code-lists.ts";
import { Restriction } from "../governance/codes.ts";
import { OverrideBasis } from "../overrides/codes.ts";
import { Milestone, ProcessKind } from "../processes/codes.ts";
import { Purpose } from "../purpose.ts";
import { TeamModel } from "../team-model.ts";

/** How a practitioner heard what they write down. */
const HeardMethod = { WRITTEN: heardMethod.enum.written, SPOKEN: heardMethod.enum.spoken } satisfies Record<
  Uppercase<z.output<typeof heardMethod>>,
  string
>;

registerEnumType(HeardMethod, {
  name: "HeardMethod",
  description: "How a practitioner heard what they write down for somebody.",
  valuesConfig: { WRITTEN: { description: "On paper, by e-mail or text message." }, SPOKEN: { description: "By word." } },
});

// The types of the schema that do not follow from the shape of a value.
const shown = z.registry<{ readonly as: object; readonly entriesNeverNull?: boolean }>();
for (const [value, as] of [
  [id, ID],
  [personId, ID],
  [day, DateScalar],
  [purpose, Purpose],
  [heardMethod, HeardMethod],
  [processKind, ProcessKind],
  [milestone, Milestone],
  [restrictionKind, Restriction],
  [overrideBasis, OverrideBasis],
  [teamModel, TeamModel],
  [statutoryGround, StatutoryGround],
] as const)
  shown.add(value, { as });
// Of the other lists that may be left out the schema says that entries may be null, though none is taken; to say otherwise would break clients.
shown.add(shieldedCategories, { as: [String], entriesNeverNull: true });
shown.add(heard, { as: inputType("HeardInput", heard) });
shown.add(recipient, { as: inputType("RecipientInput", recipient) });
shown.add(mandate, { as: inputType("MandateInput", mandate) });

/** Gives a class a field of the schema for each value of a shape, with its description; what may be left out is nullable. Throws for a value that has no type in the schema. */
export function declareFields(target: ClassType<object>, shape: z.ZodObject): void {
  const values: Readonly<Record<string, z.ZodType>> = shape.shape;
  for (const [name, value] of Object.entries(values)) {
    const type = typeOf(value);
    const { description = "" } = value;
    Field(() => type, { ...nullability(value), description })(target.prototype, name);
  }
}

// What is nullable without saying so has entries that are.
function nullability(value: z.ZodType): { nullable?: boolean } {
  if (!(value instanceof z.ZodOptional)) return { nullable: false };
  return shown.get(value.unwrap() as z.ZodType)?.entriesNeverNull === true ? { nullable: true } : {};
}

function inputType(name: string, shape: z.ZodObject): ClassType<object> {
  class Input {}
  InputType(name, { description: shape.description ?? "" })(Input);
  declareFields(Input, shape);
  return Input;
}

function typeOf(value: z.ZodType): object {
  if (value instanceof z.ZodOptional) return typeOf(value.unwrap() as z.ZodType);
  const known = shown.get(value);
  if (known !== undefined) return known.as;
  if (value instanceof z.ZodArray) return [typeOf(value.element as z.ZodType)];
  if (value instanceof z.ZodString) return String;
  if (value instanceof z.ZodBoolean) return Boolean;
  throw new Error("an argument is of a kind that has no type in the schema");
}
