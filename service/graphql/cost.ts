import {
  type ASTNode,
  type ConstDirectiveNode,
  type DocumentNode,
  getNamedType,
  getNullableType,
  type GraphQLSchema,
  isListType,
  Kind,
  type SelectionNode,
  type TypeNode,
  visit,
} from "graphql";
// As CommonJS, like all else that is given this schema: its ES modules would load a second graphql, to which our types are strangers.
import { type ComplexityEstimator, getComplexity } from "graphql-query-complexity/cjs";

/** How many entries a list is taken to have whose size nothing says. */
const usualList = 5;

/** What a schema says of the cost of its fields: `@cost` and `@listSize` of Federation 2.9, by `Type` and by `Type.field`. */
export interface Costs {
  /** Points: of each object, by type; and of a field however long its list is, by field. */
  readonly weights: ReadonlyMap<string, number>;
  /** The argument that says how long a list is, by field. */
  readonly slicing: ReadonlyMap<string, string>;
  /** How many entries a list has of which no argument says it, by field. */
  readonly assumed: ReadonlyMap<string, number>;
}

/** An operation that was validated, with variables that can be used: its document has no ring of fragments, and no more selections than are run. */
export interface AskedOperation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The definitions of a schema that was made from a document. */
export function definitionsOf(schema: GraphQLSchema): ASTNode[] {
  return Object.values(schema.getTypeMap()).flatMap(({ astNode, extensionASTNodes }) => [
    ...(astNode ? [astNode] : []),
    ...extensionASTNodes,
  ]);
}

/** Reads the costs from the definitions of a subgraph or of the supergraph. */
export function costsOf(definitions: readonly ASTNode[]): Costs {
  const costs = { weights: new Map<string, number>(), slicing: new Map<string, string>(), assumed: new Map<string, number>() };
  for (const type of definitions) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.OBJECT_TYPE_EXTENSION) continue;
    note(costs, type.name.value, type.directives);
    for (const field of type.fields ?? []) {
      note(costs, `${type.name.value}.${field.name.value}`, field.directives);
      // The page that the field answers with is as long as it says, so that the lists in it are not longer for themselves.
      for (const sized of textsIn(field.directives, "listSize", "sizedFields")) costs.assumed.set(`${named(field.type)}.${sized}`, 1);
    }
  }
  return costs;
}

interface Noted {
  readonly weights: Map<string, number>;
  readonly slicing: Map<string, string>;
  readonly assumed: Map<string, number>;
}

function note({ weights, slicing, assumed }: Noted, name: string, directives: readonly ConstDirectiveNode[] | undefined): void {
  const weight = numberIn(directives, "cost", "weight");
  if (weight !== undefined) weights.set(name, weight);
  const size = numberIn(directives, "listSize", "assumedSize");
  if (size !== undefined) assumed.set(name, size);
  const [by] = textsIn(directives, "listSize", "slicingArguments");
  if (by !== undefined) slicing.set(name, by);
}

function numberIn(directives: readonly ConstDirectiveNode[] | undefined, directive: string, name: string): number | undefined {
  const value = argumentOf(directives, directive, name);
  return value?.kind === Kind.INT ? Number(value.value) : undefined;
}

function textsIn(directives: readonly ConstDirectiveNode[] | undefined, directive: string, name: string): string[] {
  const value = argumentOf(directives, directive, name);
  return value?.kind === Kind.LIST ? value.values.flatMap((one) => (one.kind === Kind.STRING ? [one.value] : [])) : [];
}

function named(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : named(type.type);
}

function argumentOf(directives: readonly ConstDirectiveNode[] | undefined, directive: string, name: string) {
  const found = directives?.find((given) => given.name.value === directive);
  return found?.arguments?.find((given) => given.name.value === name)?.value;
}

/**
 * Estimates, before anything runs, what an operation costs, in points: of each field its own, and of each object or value that it can have one or its type's, times the size of every list around it. It is what the operation could come to, not what it
 * will. A page costs its size times all that stands in it; so does one of which only the count is asked, since all of it is read for that. What `@skip` or `@include` leaves out is counted too: the gateway's plan asks for permits that only such a part would need.
 */
export function costOf(operation: AskedOperation, costs: Costs): number {
  return sum(operation, ({ type, field, node, args, childComplexity }) => {
    const name = `${type.name}.${field.name}`;
    // A router asks for this wherever it enters another service, once. Asked for by another name it is a field like others.
    if (field.name === "__typename") return node.alias === undefined ? 0 : 1;
    const own = costs.weights.get(name) ?? 0;
    const each = (costs.weights.get(getNamedType(field.type).name) ?? 1) + childComplexity;
    // Federation's own way in: it is asked for as many as are named.
    if (name === "Query._entities") return own + lengthOf(args["representations"]) * each;
    const slicing = costs.slicing.get(name);
    if (slicing !== undefined) {
      const usual = field.args.find((argument) => argument.name === slicing)?.defaultValue;
      return own + sizeOf(args[slicing] ?? usual) * each;
    }
    return own + (isListType(getNullableType(field.type)) ? (costs.assumed.get(name) ?? usualList) : 1) * each;
  });
}

/** Counts the places at which an operation has fields of these, by `Type.field`, however many children or records there are at each. */
export function placesOf(operation: AskedOperation, fields: ReadonlySet<string>): number {
  return sum(operation, ({ type, field, childComplexity }) => (fields.has(`${type.name}.${field.name}`) ? 1 : 0) + childComplexity);
}

function sum({ schema, document, operationName, variables }: AskedOperation, estimator: ComplexityEstimator): number {
  const named = operationName === undefined ? {} : { operationName };
  const query = visit(document, { Field: withoutDirectives, FragmentSpread: withoutDirectives, InlineFragment: withoutDirectives });
  return getComplexity({ schema, query, variables, estimators: [estimator], ...named });
}

function withoutDirectives<T extends SelectionNode>(node: T): T | undefined {
  return node.directives?.length ? { ...node, directives: [] } : undefined;
}

/** A page of no entries is read like one of one. */
function sizeOf(asked: unknown): number {
  return typeof asked === "number" ? Math.max(1, asked) : usualList;
}

function lengthOf(list: unknown): number {
  return Array.isArray(list) ? list.length : usualList;
}
