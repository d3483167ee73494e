import { z } from "zod";
import { type Concept, concept } from "./elements.ts";

/** What stands for each code of a value set. */
type Table = Readonly<Record<string, string>>;

/** A code element of a closed value set, as what stands for it in the table. `list` names the value set in the refusal. */
export function boundCode<const T extends Table>(list: string, table: T) {
  return z.string().transform((code, context): T[keyof T] => {
    const value = valueFor(table, code);
    if (value !== undefined) return value;
    context.addIssue({ code: "custom", message: `is not a code of ${list}` });
    return z.NEVER;
  });
}

/** A CodeableConcept that must hold a code of the given system, as what stands for it in the table. */
export function boundConcept<const T extends Table>(system: string, table: T) {
  return concept.transform((value, context): T[keyof T] => {
    const found = boundValue(value, system, table);
    if (found?.value !== undefined) return found.value;
    if (found === undefined) context.addIssue({ code: "custom", message: `has no code of ${system}` });
    else
      context.addIssue({
        code: "custom",
        path: ["coding", found.position, "code"],
        message: `is not a code of ${system} that is read here`,
      });
    return z.NEVER;
  });
}

/** Where a concept has a coding of the system, and what stands for its code; undefined when it has none of that system. */
export function boundValue<const T extends Table>(
  value: Concept,
  system: string,
  table: T,
): { position: number; value: T[keyof T] | undefined } | undefined {
  const position = value.coding.findIndex((coding) => coding.system === system);
  const code = value.coding[position]?.code;
  return position === -1 ? undefined : { position, value: code === undefined ? undefined : valueFor(table, code) };
}

function valueFor<const T extends Table>(table: T, code: string): T[keyof T] | undefined {
  return Object.hasOwn(table, code) ? table[code as keyof T] : undefined;
}
