import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { type DefinitionNode, Kind, parse } from "graphql";

type Described = { readonly description?: unknown; readonly name: { readonly value: string } };

const isOurs = ({ name }: Described) => !/^(join|link)__/.test(name.value);
const undescribed = (of: string, nodes: readonly Described[] | undefined): string[] =>
  (nodes ?? []).filter(({ description }) => description === undefined).map(({ name }) => `${of}.${name.value}`);

function findIn(definition: DefinitionNode): string[] {
  switch (definition.kind) {
    case Kind.ENUM_TYPE_DEFINITION:
      return isOurs(definition) ? undescribed(definition.name.value, [definition, ...(definition.values ?? [])]) : [];
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return isOurs(definition) ? undescribed(definition.name.value, [definition, ...(definition.fields ?? [])]) : [];
    case Kind.OBJECT_TYPE_DEFINITION: {
      const { name, fields = [] } = definition;
      const isRoot = name.value === "Query" || name.value === "Mutation";
      return [
        ...(isRoot ? [] : undescribed(name.value, [definition])),
        ...undescribed(name.value, fields),
        ...fields.flatMap((field) => undescribed(`${name.value}.${field.name.value}`, field.arguments)),
      ];
    }
    default:
      return [];
  }
}

describe("the schema that clients see", () => {
  test("says of every type, field, argument and value what it is", () => {
    const { definitions } = parse(readFileSync("supergraph.graphql", "utf8"));
    expect(definitions.flatMap(findIn)).toEqual([]);
  });
});
