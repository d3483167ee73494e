import { registerEnumType } from "type-graphql";

/**
 * Makes a GraphQL enum from a table of value → meaning, so that a list and its labels stand in one place. The database stores the value's name.
 * The name must be unique in the whole supergraph: enums of one name in two subgraphs are merged.
 */
export function enumeration<const Values extends Readonly<Record<string, string>>>(
  name: string,
  description: string,
  values: Values,
): { readonly [Value in keyof Values & string]: Value } {
  const names = Object.keys(values);
  const list = Object.fromEntries(names.map((value) => [value, value])) as { readonly [Value in keyof Values & string]: Value };
  registerEnumType(list, {
    name,
    description,
    valuesConfig: Object.fromEntries(names.map((value) => [value, { description: values[value] }])) as Record<
      keyof Values & string,
      { description: string }
    >,
  });
  return list;
}
