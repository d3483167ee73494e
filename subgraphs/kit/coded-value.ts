import { Directive, Field, ObjectType } from "type-graphql";
import { Unclassified } from "./classified.ts";

/** A code from a published list, with its meaning in plain language. Stored as JSON in one column. */
@ObjectType({ description: "A code from a published code list, with its meaning in plain language." })
@Directive("@shareable")
@Unclassified("It is part of the classified field that holds it, and is reached through that field alone.")
export class CodedValue {
  @Field(() => String, {
    description: "The code as the list has it, for example `SLCN` or `91175000`; null where the record has words alone.",
  })
  code!: string;

  @Field(() => String, { description: "What the code means, in plain language." })
  label!: string;

  @Field(() => String, { description: "The code list, as a URL or the list's published name; null where the record has words alone." })
  system!: string;
}

/** A coded value as a clinical record has it: `code` and `system` are null together where somebody wrote words and chose no code. */
export type CodeOrWords = Pick<CodedValue, "label"> & { [Key in "code" | "system"]: CodedValue[Key] | null };

/** Makes a coded value from a code list of this project: a record from code to label. Returns undefined for a code the list does not have. */
export function codedValue(system: string, labels: Readonly<Record<string, string>>, code: string): CodedValue | undefined {
  const label = Object.hasOwn(labels, code) ? labels[code] : undefined;
  return label === undefined ? undefined : { code, label, system };
}

/** A published list of codes with this project's labels. A list of several years together: `held` says from and until which day the codes held that did not always. */
export interface CodeList {
  readonly system: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly held?: Readonly<Record<string, { readonly from?: string; readonly until?: string }>>;
}
