import { type DocumentNode, type FieldDefinitionNode, Kind, type ObjectTypeDefinitionNode, type ObjectTypeExtensionNode } from "graphql";

/** What a field says of itself: the category it belongs to, or why it needs none. */
export type Classification =
  { readonly kind: "classified"; readonly category: string } | { readonly kind: "unclassified"; readonly because: string };

/** Reads the classification from a definition's directives; undefined if it has none. A field with both counts as classified. */
export function classificationOf(node: Pick<FieldDefinitionNode, "directives"> | null | undefined): Classification | undefined {
  const category = argument(node, "classified", "as");
  if (category !== undefined) return { kind: "classified", category };
  const because = argument(node, "unclassified", "because");
  return because === undefined ? undefined : { kind: "unclassified", because };
}

function argument(node: Pick<FieldDefinitionNode, "directives"> | null | undefined, directive: string, name: string): string | undefined {
  const found = node?.directives?.find((entry) => entry.name.value === directive);
  const value = found?.arguments?.find((entry) => entry.name.value === name)?.value;
  return value?.kind === Kind.STRING ? value.value : undefined;
}

/** Whether a type of this name is a page of a list. */
export function isConnection(typeName: string): boolean {
  return typeName.endsWith("Connection");
}

/** The object types that a document defines or extends. */
export function objectTypes(document: DocumentNode): (ObjectTypeDefinitionNode | ObjectTypeExtensionNode)[] {
  return document.definitions.filter((node) => node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION);
}
