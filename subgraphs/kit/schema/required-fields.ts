import { type DocumentNode, type FieldDefinitionNode, Kind, parse, type SelectionSetNode, type TypeNode } from "graphql";
import { objectTypes } from "./classification.ts";

/**
 * All fields that a field reads through `@requires`, those inside other fields included. What a selection names and the document does not define
 * is left out: the composer refuses it. A field set that cannot be read counts as none, for the same reason.
 */
export function requiredFields(document: DocumentNode, type: string, field: FieldDefinitionNode): FieldDefinitionNode[] {
  return selectionsOf(field).flatMap((selection) => selected(document, type, selection));
}

// By its argument, not by its name: `@link` can call the directive anything. `@provides` has the same form, but names fields of another type.
function selectionsOf({ directives = [] }: FieldDefinitionNode): SelectionSetNode[] {
  const values = directives.flatMap(({ arguments: given = [] }) =>
    given.filter(({ name }) => name.value === "fields").map(({ value }) => value),
  );
  return values.flatMap((value) => (value.kind === Kind.STRING ? parseSelection(value.value) : []));
}

function parseSelection(fields: string): SelectionSetNode[] {
  try {
    return parse(`{ ${fields} }`, { noLocation: true }).definitions.flatMap((node) =>
      node.kind === Kind.OPERATION_DEFINITION ? [node.selectionSet] : [],
    );
  } catch {
    return [];
  }
}

function selected(document: DocumentNode, type: string, { selections }: SelectionSetNode): FieldDefinitionNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
    if (selection.kind === Kind.INLINE_FRAGMENT)
      return selected(document, selection.typeCondition?.name.value ?? type, selection.selectionSet);
    const { selectionSet } = selection;
    const found = fieldsCalled(document, type, selection.name.value);
    const within = selectionSet === undefined ? [] : found.flatMap((field) => selected(document, namedType(field.type), selectionSet));
    return [...found, ...within];
  });
}

/** The definitions of a field: of the type itself, wherever it is put together, or of every type that has the interface. */
function fieldsCalled(document: DocumentNode, type: string, name: string): FieldDefinitionNode[] {
  const fields = objectTypes(document)
    .filter((node) => node.name.value === type || (node.interfaces ?? []).some((each) => each.name.value === type))
    .flatMap((node) => node.fields ?? []);
  return fields.filter((field) => field.name.value === name);
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}
