import { Directive } from "type-graphql";

/**
 * Says what a field costs, or each object of a class, in points: one is about a field of one record, some ten microseconds of a processor. What says nothing costs one. It is
 * Federation's `@cost`, so that any router can hold operations to a bound by it.
 */
export function Cost(points: number): ClassDecorator & PropertyDecorator & MethodDecorator {
  return Directive(`@cost(weight: ${points})`);
}

/** Points to sign a permit, and to verify it and enter by it. Both stand on the field by which a client enters an agency, so that what the partnership is asked for never costs more than what the gateway was. */
export const costOfPermit = 30;

/** Says how many entries a plain list is taken to have, by Federation's `@listSize`; a list that says nothing is taken to have five. Pages of records say it by themselves, with `first`. */
export function AssumedSize(entries: number): PropertyDecorator & MethodDecorator {
  return Directive(`@listSize(assumedSize: ${entries})`);
}
