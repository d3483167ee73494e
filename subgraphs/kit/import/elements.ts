import { z } from "zod";

/** Where elements stand in a file that do not stand under the name of their property. */
const sources = z.registry<{ readonly places: readonly string[] }>();

/**
 * The elements of a format that are stored in a record, by its properties: `{ … } satisfies Elements<Referral>` does not compile with an element for which the record has no property, or one of
 * another type.
 */
export type Elements<Stored> = { readonly [Property in keyof Stored]?: z.ZodType<Stored[Property] | null | undefined> };

/**
 * An element of a format, declared once: where it stands in a file, and what it may hold. In a declaration (an object of zod) its key is the property of the record in which it is
 * stored. Of a table the place is the column. Of XML it is the path of elements from the group that has it, `ChildIdentifiers/UPN`; one with `*` may stand there several times. Of several places any may
 * be used. An element that has the name of its property needs none of this.
 */
export function at<Type extends z.ZodType>(place: string | readonly string[], type: Type): Type {
  // A kind of value that several elements have stands at several places.
  const element = type.clone();
  sources.add(element, { places: typeof place === "string" ? [place] : place });
  return element;
}

/** Where in a file the element of a property stands. */
export function placesOf(declaration: z.ZodObject, property: string): readonly string[] {
  return sources.get(typeOf(declaration, property))?.places ?? [property];
}

/** The column of a table in which a property stands. */
export function columnOf(declaration: z.ZodObject, property: string): string {
  return placesOf(declaration, property)[0] ?? property;
}

/** The column of a table in which a property stands, as a refusal names it. */
export function placeOf(declaration: z.ZodObject, property: string): string {
  return `column ${JSON.stringify(columnOf(declaration, property))}`;
}

/** What the element of a property may hold. */
export function typeOf(declaration: z.ZodObject, property: string): z.ZodType {
  // zod's own type of a shape is one of its core, of which every schema is one.
  return declaration.shape[property] as z.ZodType;
}

/** Of a value what stands in some of its elements: those that are one record's, of a row that holds more. */
export function partOf<Value extends object, Part extends z.ZodRawShape>(
  value: Value,
  elements: Part,
): Pick<Value, keyof Part & keyof Value> {
  // Chosen by the keys of the elements, which the type of an entry cannot follow.
  return Object.fromEntries(Object.entries(value).filter(([property]) => Object.hasOwn(elements, property))) as Pick<
    Value,
    keyof Part & keyof Value
  >;
}
