import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  getNullableType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type ValueNode,
} from "graphql";
import { collectFields, collectSubfields } from "graphql/execution/collectFields.js";
import { largestPage } from "../../service/graphql/bounds.ts";
import type { Asked, AskedField, AskedObject, AskedValue } from "./asked.ts";
import { categoryOf } from "./classification.ts";
import { fits } from "./leaves.ts";

/** The most entries of a list that is not paged. */
const longestList = 1000;

type Values = Readonly<Record<string, unknown>>;
type Selected = ReadonlyMap<string, readonly FieldNode[]>;
// An interface is asked like an object where the service that is asked has no more of it (`@interfaceObject`).
type Shaped = GraphQLObjectType | GraphQLInterfaceType;

/**
 * Prepares what a fetch asks for: the fields of its document, merged as GraphQL merges them (§6.3.2) under the variables that are given, each with its type in the composed schema. Throws if the
 * document is no operation of the schema, which no query planner sends.
 */
export function readFetch(schema: GraphQLSchema, document: DocumentNode, given: Values): Asked {
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  const rootType = operation === undefined ? undefined : schema.getRootType(operation.operation);
  if (operation === undefined || rootType == null) throw new Error("the fetch is no operation of the schema");
  const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  return new FetchReader(schema, fragments, withDefaults(operation, given)).read(rootType, operation);
}

/** The variables on which it depends what a fetch asks for: those of `@include` and `@skip`, and the sizes of pages. */
export function shapingVariables(document: DocumentNode): string[] {
  const found = new Set<string>();
  const look = (value: ValueNode | undefined): void => void (value?.kind === Kind.VARIABLE && found.add(value.name.value));
  const visitAll = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    const { kind, directives, arguments: args } = node as Partial<FieldNode>;
    if (kind === Kind.FIELD) look(args?.find(({ name }) => name.value === "first")?.value);
    for (const directive of directives ?? []) look(directive.arguments?.[0]?.value);
    for (const child of Object.values(node)) visitAll(child);
  };
  visitAll(document);
  return [...found];
}

function withDefaults({ variableDefinitions = [] }: OperationDefinitionNode, given: Values): Values {
  const defaults = variableDefinitions.map(({ variable, defaultValue }) => [variable.name.value, literal(defaultValue)] as const);
  return Object.assign(Object.create(null), Object.fromEntries(defaults), given) as Values;
}

function literal(value: ValueNode | undefined): unknown {
  if (value?.kind === Kind.BOOLEAN) return value.value;
  return value?.kind === Kind.INT ? Number(value.value) : undefined;
}

class FetchReader {
  readonly #schema: GraphQLSchema;
  readonly #fragments: Record<string, FragmentDefinitionNode>;
  readonly #variables: Values;

  constructor(schema: GraphQLSchema, fragments: readonly FragmentDefinitionNode[], variables: Values) {
    this.#schema = schema;
    this.#fragments = Object.fromEntries(fragments.map((node) => [node.name.value, node]));
    this.#variables = variables;
  }

  read(rootType: GraphQLObjectType, operation: OperationDefinitionNode): Asked {
    const selected = collectFields(this.#schema, this.#fragments, this.#variables, rootType, operation.selectionSet);
    const entities = [...selected.values()].find(([node]) => node?.name.value === "_entities");
    return {
      root: this.#object(rootType, selected, undefined),
      entity: entities === undefined ? undefined : remembered((typeName) => this.#entity(typeName, entities)),
    };
  }

  #entity(typeName: string, nodes: readonly FieldNode[]): AskedObject {
    const type = this.#schema.getType(typeName);
    if (!isObjectType(type) && !isInterfaceType(type)) throw new Error("the fetch names an entity of a type that the schema does not have");
    return this.#object(type, this.#below(type, nodes), undefined);
  }

  #below(type: Shaped, nodes: readonly FieldNode[]): Selected {
    // It asks of the type only whether a fragment's condition holds for it, which an interface answers too.
    return collectSubfields(this.#schema, this.#fragments, this.#variables, type as GraphQLObjectType, nodes);
  }

  #object(type: Shaped, selected: Selected, page: number | undefined): AskedObject {
    const typeNameKeys: string[] = [];
    const fields: AskedField[] = [];
    for (const [key, nodes] of selected) {
      const name = nodes[0]?.name.value ?? "";
      const definition = type.getFields()[name];
      if (name === "__typename") typeNameKeys.push(key);
      else if (definition !== undefined) fields.push(this.#field(type, definition, key, nodes, page));
    }
    return { typeName: type.name, typeNameKeys, fields };
  }

  #field(
    type: Shaped,
    definition: GraphQLField<unknown, unknown>,
    key: string,
    nodes: readonly FieldNode[],
    page: number | undefined,
  ): AskedField {
    const lists = isListType(getNullableType(definition.type)) || getNamedType(definition.type).name.endsWith("Connection");
    return {
      key,
      name: definition.name,
      coordinate: `${type.name}.${definition.name}`,
      category: categoryOf(definition.astNode),
      lists,
      value: this.#value(definition.type, nodes, this.#pageAsked(definition, nodes) ?? page),
    };
  }

  /** The size of the page that is asked for; undefined if the field is not paged. */
  #pageAsked(definition: GraphQLField<unknown, unknown>, [node]: readonly FieldNode[]): number | undefined {
    const argument = definition.args.find(({ name }) => name === "first");
    if (argument === undefined) return undefined;
    const given = node?.arguments?.find(({ name }) => name.value === "first")?.value;
    const asked = given?.kind === Kind.VARIABLE ? this.#variables[given.name.value] : literal(given);
    const size = asked ?? argument.defaultValue;
    return typeof size === "number" && size >= 0 && size < largestPage ? size : largestPage;
  }

  #value(type: GraphQLOutputType, nodes: readonly FieldNode[], page: number | undefined): AskedValue {
    const nonNull = isNonNullType(type);
    const nullable = getNullableType(type);
    if (isListType(nullable))
      return {
        kind: "list",
        nonNull,
        of: this.#value(nullable.ofType, nodes, undefined),
        atMost: page ?? longestList,
      };
    if (isLeafType(nullable)) return { kind: "leaf", nonNull, boolean: nullable.name === "Boolean", fits: fits(nullable) };
    if (!isCompositeType(nullable)) throw new Error("the fetch asks for what has no type");
    return { kind: "object", nonNull, as: this.#objectsOf(nullable, nodes, page) };
  }

  /** What is asked of an object by the type that the answer says it has: one that has but one type is of that type, whatever is said. */
  #objectsOf(
    type: GraphQLCompositeType,
    nodes: readonly FieldNode[],
    page: number | undefined,
  ): (typeName: unknown) => AskedObject | undefined {
    const of = remembered((name) => {
      const named = this.#schema.getType(name);
      const possible = named === type || (isAbstractType(type) && isObjectType(named) && this.#schema.isSubType(type, named));
      return possible && (isObjectType(named) || isInterfaceType(named)) ? this.#object(named, this.#below(named, nodes), page) : undefined;
    });
    if (isObjectType(type)) return () => of(type.name);
    return (typeName) => (typeof typeName === "string" ? of(typeName) : undefined);
  }
}

/** Prepares what is asked of each type once. */
function remembered<T>(make: (name: string) => T): (name: string) => T {
  const made = new Map<string, T>();
  return (name) => {
    const known = made.get(name);
    if (known !== undefined) return known;
    const one = make(name);
    if (one !== undefined) made.set(name, one);
    return one;
  };
}
