import { z } from "zod";
import { placesOf, typeOf } from "./elements.ts";

/** An element that a format has, by what it is in the format's declaration. */
export interface Declared {
  /** A value, a group of elements, or an element that is only on the way to others. */
  readonly kind: "value" | "group" | "step";
  /** The property that it is stored in; a step has none. */
  readonly property: string;
  readonly repeats: boolean;
  /** The elements within, by their names. */
  readonly within: Map<string, Declared>;
}

/** The elements of a group, by their names, from its declaration: an object of zod is a group, an array may stand several times, and everything else is a value. */
export function declaredIn(declaration: z.ZodObject): Map<string, Declared> {
  const within = new Map<string, Declared>();
  for (const property of Object.keys(declaration.shape)) {
    const element = elementOf(property, typeOf(declaration, property));
    for (const place of placesOf(declaration, property)) declare(within, place, element);
  }
  return within;
}

/** Puts an element where its place says: `ChildIdentifiers/UPN`. */
export function declare(within: Map<string, Declared>, place: string, element: Declared): void {
  const [step = "", ...more] = place.split("/");
  const name = step.replace("*", "");
  if (more.length === 0) {
    within.set(name, element);
    return;
  }
  const known = within.get(name) ?? { kind: "step", property: "", repeats: step.endsWith("*"), within: new Map<string, Declared>() };
  within.set(name, known);
  declare(known.within, more.join("/"), element);
}

/** An element that is a group, and may stand several times. */
export function groups(property: string, declaration: z.ZodObject): Declared {
  return { kind: "group", property, repeats: true, within: declaredIn(declaration) };
}

/** The declaration of a group that a property holds, or several of; undefined for a value. */
export function groupOf(type: z.ZodType): z.ZodObject | undefined {
  const whole = unwrapped(type);
  const one = whole instanceof z.ZodArray ? unwrapped(whole.element as z.ZodType) : whole;
  return one instanceof z.ZodObject ? one : undefined;
}

function elementOf(property: string, type: z.ZodType): Declared {
  const repeats = unwrapped(type) instanceof z.ZodArray;
  const group = groupOf(type);
  if (group === undefined) return { kind: "value", property, repeats, within: new Map() };
  return { ...groups(property, group), repeats };
}

function unwrapped(type: z.ZodType): z.ZodType {
  return type instanceof z.ZodDefault || type instanceof z.ZodOptional ? unwrapped(type.unwrap() as z.ZodType) : type;
}
