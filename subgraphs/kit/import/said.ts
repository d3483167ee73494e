import { isDeepStrictEqual } from "node:util";

/**
 * What a file says of a record. A property for which the file has no column is undefined: of that it says nothing. One that it leaves empty is null, or a list with nothing
 * in it.
 */
export type Said<Row> = { readonly [Key in keyof Row]?: Row[Key] | null | undefined };

/**
 * The record once the file is stored: what the file says, and for the rest what is stored, or `blank` where nothing is. What is stored and is left empty stays as well,
 * unless `goes` answers that it is to go; it is asked of each such property, with its value.
 */
export function merged<Row extends object>(
  said: Said<Row>,
  stored: Row | undefined,
  blank: Row,
  goes: (property: keyof Row & string, value: unknown) => boolean,
): Row {
  const record = { ...blank };
  // An object's own keys are those of its type, which TypeScript does not take for granted.
  for (const property of new Set([...Object.keys(blank), ...Object.keys(said)]) as Set<keyof Row & string>) {
    const value = said[property];
    const before = stored?.[property];
    const holds = before !== undefined && !isDeepStrictEqual(before, blank[property]);
    if (value !== undefined && !isEmpty(value)) record[property] = value as Row[typeof property];
    else if (holds && (value === undefined || !goes(property, before))) record[property] = before;
  }
  return record;
}

function isEmpty(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}
