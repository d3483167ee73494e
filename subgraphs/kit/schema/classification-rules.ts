import { type DocumentNode, type FieldDefinitionNode, Kind, type ObjectTypeDefinitionNode, type ObjectTypeExtensionNode } from "graphql";
import { ChildviewError } from "../../../service/errors.ts";
import { classificationOf, objectTypes } from "./classification.ts";

/**
 * Checks that no field of a subgraph's schema can escape the guard: every field has a classification, a classified field can be null (a refusal must
 * not take its parent down), its category is known, and no `@requires` carries one category into another. Throws SCHEMA_REFUSED naming
 * the field. An external field's classification must stand on it too, as it is not looked up in the subgraph that owns it.
 */
export function checkClassification(subgraph: string, document: DocumentNode, categories: ReadonlySet<string>): void {
  for (const type of objectTypes(document)) {
    for (const field of type.fields ?? []) checkField(subgraph, type, field, categories);
  }
}

function checkField(subgraph: string, type: ObjectTypeDefinitionNode | ObjectTypeExtensionNode, field: FieldDefinitionNode, categories: ReadonlySet<string>): void {
  const name = `${subgraph}: ${type.name.value}.${field.name.value}`;
  const classification = classificationOf(field);
  if (classification === undefined) throw refused(`${name} has no classification: say @classified(as: …), or @unclassified(because: …)`);
  if (classification.kind === "unclassified") {
    if (classification.because.trim() === "") throw refused(`${name} is unclassified without a reason`);
    return;
  }
  const { category } = classification;
  if (!categories.has(category)) throw refused(`${name} has the category "${category}", which policies/categories.yaml does not list`);
  if (field.type.kind === Kind.NON_NULL_TYPE) throw refused(`${name} is classified but cannot be null: a refusal would take its parent down`);
  for (const source of requiredFields(type, field)) {
    const other = classificationOf(source);
    if (other?.kind === "classified" && other.category !== category) {
      throw refused(`${name} (${category}) reads ${source.name.value} (${other.category}) through @requires: that would carry it past its own guard`);
    }
  }
}

/** The fields of the same type that a field reads through `@requires`, at the top level of the selection. */
function requiredFields(type: ObjectTypeDefinitionNode | ObjectTypeExtensionNode, field: FieldDefinitionNode): FieldDefinitionNode[] {
  const value = field.directives?.find((directive) => directive.name.value === "requires")?.arguments?.[0]?.value;
  const selection = value?.kind === Kind.STRING ? value.value : "";
  const names = new Set(selection.match(/[_A-Za-z]\w*/g));
  return (type.fields ?? []).filter((candidate) => names.has(candidate.name.value));
}

function refused(detail: string): ChildviewError {
  return new ChildviewError("SCHEMA_REFUSED", detail);
}
