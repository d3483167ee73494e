import {
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionSetNode,
  type TypeNode,
} from "graphql";
import { writeAskedFor } from "../trust/asked-for.ts";
import { categoryOf } from "./confining/classification.ts";

/** An operation that was validated. */
export interface AskedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

interface FieldOf {
  readonly category: string | undefined;
  /** The type that it leads to. */
  readonly type: string;
}

/**
 * Makes what tells of which categories an operation asks, as the header has it: those that the composed schema says of its fields, less what `@skip` and `@include` leave out. For one child or for several, it is the same: which child is asked
 * for what is not told apart.
 */
export function createAskedFor(supergraph: DocumentNode): (asked: AskedOperation) => string {
  const fields = fieldsIn(supergraph);
  return (asked) => writeAskedFor(new Reading(fields, asked).categories);
}

/** Reads one operation. Each fragment is gone through once, so it takes as long as the document is. */
class Reading {
  readonly categories = new Set<string>();
  readonly #fields: ReadonlyMap<string, FieldOf>;
  readonly #variables: AskedOperation["variables"];
  readonly #fragments: Map<string, FragmentDefinitionNode>;

  constructor(fields: ReadonlyMap<string, FieldOf>, { document, operation, variables }: AskedOperation) {
    this.#fields = fields;
    const defaults = (operation.variableDefinitions ?? []).map(({ variable, defaultValue }) => [
      variable.name.value,
      defaultValue?.kind === Kind.BOOLEAN ? defaultValue.value : undefined,
    ]);
    this.#variables = { ...(Object.fromEntries(defaults) as object), ...variables };
    this.#fragments = new Map(
      document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])),
    );
    this.#below(operation.operation === OperationTypeNode.MUTATION ? "Mutation" : "Query", operation.selectionSet);
  }

  #below(type: string, { selections }: SelectionSetNode): void {
    for (const selection of selections) {
      if (!this.#isAsked(selection.directives ?? [])) continue;
      if (selection.kind === Kind.INLINE_FRAGMENT) this.#below(selection.typeCondition?.name.value ?? type, selection.selectionSet);
      else if (selection.kind === Kind.FRAGMENT_SPREAD) this.#spread(selection.name.value);
      else {
        const field = this.#fields.get(`${type}.${selection.name.value}`);
        if (field?.category !== undefined) this.categories.add(field.category);
        if (field !== undefined && selection.selectionSet !== undefined) this.#below(field.type, selection.selectionSet);
      }
    }
  }

  #spread(name: string): void {
    const fragment = this.#fragments.get(name);
    this.#fragments.delete(name);
    if (fragment !== undefined) this.#below(fragment.typeCondition.name.value, fragment.selectionSet);
  }

  #isAsked(directives: readonly DirectiveNode[]): boolean {
    return directives.every(({ name, arguments: given = [] }) => {
      const condition = given.find((one) => one.name.value === "if")?.value;
      const value =
        condition?.kind === Kind.VARIABLE ? this.#variables[condition.name.value] : condition?.kind === Kind.BOOLEAN && condition.value;
      return name.value === "skip" ? value !== true : name.value === "include" ? value === true : true;
    });
  }
}

/** The fields of all types, by `Type.field`. */
function fieldsIn({ definitions }: DocumentNode): ReadonlyMap<string, FieldOf> {
  return new Map(
    definitions.flatMap((type) =>
      type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION
        ? []
        : (type.fields ?? []).map((field): [string, FieldOf] => [
            `${type.name.value}.${field.name.value}`,
            { category: categoryOf(field) ?? undefined, type: nameOf(field.type) },
          ]),
    ),
  );
}

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}
