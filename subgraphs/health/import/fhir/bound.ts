import { z } from "zod";
import { peek } from "../tracked.ts";
import type { JsonPath, LocatedJson } from "../located-json.ts";
import type { Entry } from "./bundle.ts";
import type { Coding, Concept } from "./elements.ts";

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

/** What stands in the table for the code of a CodeableConcept; null for no concept. Throws IMPORT_REFUSED for one without a code of the system that the table has. */
export function bound<const T extends Table>(
  { json }: { readonly json: LocatedJson },
  entry: Entry,
  path: JsonPath,
  value: Concept | undefined,
  system: string,
  table: T,
): T[keyof T] | null {
  if (value === undefined) return null;
  const found = boundValue(value, system, table);
  if (found?.value !== undefined) return found.value;
  if (found === undefined) throw json.refusal([...entry.path, ...path], `has no code of ${system}`);
  throw json.refusal([...entry.path, ...path, "coding", found.position, "code"], `is not a code of ${system} that is read here`);
}

/** Where a concept has a coding of the system, and what stands for its code; undefined when it has none of that system. */
export function boundValue<const T extends Table>(
  value: Concept,
  system: string,
  table: T,
): { position: number; value: T[keyof T] | undefined } | undefined {
  const position = peek(value).coding.findIndex((coding) => coding.system === system);
  const code = codeOf(value.coding[position]);
  return position === -1 ? undefined : { position, value: code === undefined ? undefined : valueFor(table, code) };
}

/** Whether a concept has a code of the system for which `fits` answers yes. Only that coding counts as read. */
export function hasCode(value: Concept | undefined, system: string, fits: (code: string) => boolean): boolean {
  const position = (peek(value)?.coding ?? []).findIndex(
    (coding) => coding.system === system && coding.code !== undefined && fits(coding.code),
  );
  return codeOf(value?.coding[position]) !== undefined;
}

/** Reads a coding as a whole: a code means nothing without its system. */
function codeOf(coding: Coding | undefined): string | undefined {
  return coding?.system === undefined ? undefined : coding.code;
}

function valueFor<const T extends Table>(table: T, code: string): T[keyof T] | undefined {
  return Object.hasOwn(table, code) ? table[code as keyof T] : undefined;
}
