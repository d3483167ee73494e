import { Directive } from "type-graphql";

/**
 * Says which category of the agreements a field belongs to, and by that guards it: the check is installed wherever the directive stands in
 * the schema. On a class it holds for every field of the class that has no category of its own. A category that `policies/categories.yaml`
 * does not list stops the composition.
 */
export function Classified(category: string): ClassDecorator & PropertyDecorator {
  return Directive(`@classified(as: "${category}")`);
}

/**
 * Says that a field, or every field of a class, holds nothing about a person by itself, and why. Without this or {@link Classified} a field
 * neither composes nor is served.
 */
export function Unclassified(because: string): ClassDecorator & PropertyDecorator {
  return Directive(`@unclassified(because: ${JSON.stringify(because)})`);
}

/** Why the id of a record needs no category: it says nothing by itself, and only the classified field that let the record through leads to it. So it is never null. */
export const idOfReached = "It names a record that a classified field let through, and says nothing else.";
