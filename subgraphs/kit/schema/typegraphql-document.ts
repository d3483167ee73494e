import { printSchemaWithDirectives } from "@graphql-tools/utils";
import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  visit,
} from "graphql";
import { classificationOf, isConnection } from "./classification.ts";

const page = parse(
  `type T {
    f("How many entries the page has, at most 100." first: Int = 50, "The cursor after which the page starts." after: String): Int
      @listSize(slicingArguments: ["first"], sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false)
  }`,
  { noLocation: true },
);

/**
 * Turns what type-graphql built into the document of a subgraph: a class's classification goes down to each of its fields, so that every field says
 * it for itself, and fields that list records get the arguments of a page, and say that these give its size.
 */
export function documentOf(schema: GraphQLSchema): DocumentNode {
  const document = parse(printSchemaWithDirectives(schema), { noLocation: true });
  return visit(document, {
    SchemaDefinition: () => null,
    DirectiveDefinition: () => null,
    ObjectTypeDefinition: (type) => (type.fields?.length ? classifyFields(type) : null),
  });
}

function classifyFields(type: ObjectTypeDefinitionNode): ObjectTypeDefinitionNode {
  const own = type.directives?.filter(isClassification) ?? [];
  return {
    ...type,
    directives: type.directives?.filter((directive) => !isClassification(directive)) ?? [],
    fields: type.fields?.map((field) => paged(classificationOf(field) === undefined ? withDirectives(field, own) : field)) ?? [],
  };
}

function isClassification(directive: ConstDirectiveNode): boolean {
  return directive.name.value === "classified" || directive.name.value === "unclassified";
}

function withDirectives(field: FieldDefinitionNode, directives: readonly ConstDirectiveNode[]): FieldDefinitionNode {
  return { ...field, directives: [...(field.directives ?? []), ...directives] };
}

function paged(field: FieldDefinitionNode): FieldDefinitionNode {
  if (field.type.kind !== Kind.NAMED_TYPE || !isConnection(field.type.name.value)) return field;
  const [example] = page.definitions;
  const paged = example?.kind === Kind.OBJECT_TYPE_DEFINITION ? example.fields?.[0] : undefined;
  const added = paged?.arguments ?? [];
  return {
    ...field,
    arguments: [...(field.arguments ?? []).filter((given) => !added.some((add) => add.name.value === given.name.value)), ...added],
    directives: [...(field.directives ?? []), ...(paged?.directives ?? [])],
  };
}
