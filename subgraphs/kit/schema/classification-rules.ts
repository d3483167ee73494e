import { type DocumentNode, type FieldDefinitionNode, Kind } from "graphql";
import { ChildviewError } from "../../../service/errors.ts";
import { type Classification, classificationOf, objectTypes } from "./classification.ts";
import { requiredFields } from "./required-fields.ts";

/** The ways in. They are not guarded, since it is they that place an object under a grant. */
const roots = new Set(["Query", "Mutation", "Subscription"]);

/**
 * Checks that no field of a subgraph's schema can escape the guard: every field has a classification, a classified field can be null (a refusal must
 * not take its parent down) and is no way in, its category is known, and no `@requires` carries one category into another, or into a field
 * of none. Throws SCHEMA_REFUSED naming the field. An external field's classification must stand on it too, as it is not looked up in the
 * subgraph that owns it. Does not look at `@fromContext`, nor at schemas whose root types have names of their own.
 */
export function checkClassification(subgraph: string, document: DocumentNode, categories: ReadonlySet<string>): void {
  for (const type of objectTypes(document)) {
    for (const field of type.fields ?? []) {
      const name = `${subgraph}: ${type.name.value}.${field.name.value}`;
      const classification = checkField(name, field, categories);
      if (classification.kind === "classified" && roots.has(type.name.value)) {
        throw refused(`${name} is classified, but nothing guards a way in: classify what it leads to`);
      }
      checkRequired(name, classification, requiredFields(document, type.name.value, field));
    }
  }
}

function checkField(name: string, field: FieldDefinitionNode, categories: ReadonlySet<string>): Classification {
  const classification = classificationOf(field);
  if (classification === undefined) throw refused(`${name} has no classification: say @classified(as: …), or @unclassified(because: …)`);
  if (classification.kind === "unclassified") {
    if (classification.because.trim() === "") throw refused(`${name} is unclassified without a reason`);
    return classification;
  }
  const { category } = classification;
  if (!categories.has(category)) throw refused(`${name} has the category "${category}", which policies/categories.yaml does not list`);
  if (field.type.kind === Kind.NON_NULL_TYPE)
    throw refused(`${name} is classified but cannot be null: a refusal would take its parent down`);
  return classification;
}

function checkRequired(name: string, classification: Classification, required: readonly FieldDefinitionNode[]): void {
  const own = classification.kind === "classified" ? classification.category : undefined;
  for (const source of required) {
    const other = classificationOf(source);
    if (other?.kind === "classified" && other.category !== own) {
      throw refused(
        `${name} (${own ?? "unclassified"}) reads ${source.name.value} (${other.category}) through @requires: that would carry it past its own guard`,
      );
    }
  }
}

function refused(detail: string): ChildviewError {
  return new ChildviewError("SCHEMA_REFUSED", detail);
}
