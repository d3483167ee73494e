import { type GraphQLSchema, isObjectType, Kind, type FieldDefinitionNode } from "graphql";

/** The category of a field, as the composed schema says it; null where it says that the field has none, and undefined where it says nothing. */
export type Category = string | null | undefined;

/** Reads it from a field's definition. */
export function categoryOf(node: Pick<FieldDefinitionNode, "directives"> | null | undefined): Category {
  const classified = node?.directives?.find(({ name }) => name.value === "classified")?.arguments?.[0]?.value;
  if (classified?.kind === Kind.STRING) return classified.value;
  return node?.directives?.some(({ name }) => name.value === "unclassified") === true ? null : undefined;
}

/** All categories that fields of a schema have. */
export function categoriesIn(schema: GraphQLSchema): ReadonlySet<string> {
  const fields = Object.values(schema.getTypeMap()).flatMap((type) => (isObjectType(type) ? Object.values(type.getFields()) : []));
  return new Set(fields.flatMap(({ astNode }) => categoryOf(astNode) ?? []));
}
