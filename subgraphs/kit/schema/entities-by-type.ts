import { defaultFieldResolver, GraphQLError, type GraphQLSchema, isObjectType } from "graphql";

/**
 * Has `_entities` refuse, as the caller's mistake, whatever names no type that this subgraph finds by a key. Federation's own resolver throws a plain error for a type that it does not know, which
 * reads as a failure of ours, and takes what is said of a type without a resolver for the entity itself. In place.
 */
export function checkEntityTypes(schema: GraphQLSchema): GraphQLSchema {
  const field = schema.getQueryType()?.getFields()["_entities"];
  if (field === undefined) return schema;
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = (source, args: Readonly<Record<string, unknown>>, context, info) => {
    const given = Array.isArray(args["representations"]) ? args["representations"] : [];
    if (!given.every((one) => namesEntity(schema, one))) {
      const message = "`_entities` is asked for something that has no `__typename`, or that of no type that this service finds by a key.";
      throw new GraphQLError(message, { extensions: { code: "BAD_USER_INPUT" } });
    }
    return resolve(source, args, context, info);
  };
  return schema;
}

function namesEntity(schema: GraphQLSchema, representation: unknown): boolean {
  if (typeof representation !== "object" || representation === null || !("__typename" in representation)) return false;
  const { __typename: name } = representation;
  const type = typeof name === "string" ? schema.getType(name) : undefined;
  return isObjectType(type) && hasResolver(type.extensions["apollo"]);
}

function hasResolver(apollo: unknown): boolean {
  if (typeof apollo !== "object" || apollo === null || !("subgraph" in apollo)) return false;
  const { subgraph } = apollo;
  return (
    typeof subgraph === "object" && subgraph !== null && "resolveReference" in subgraph && typeof subgraph.resolveReference === "function"
  );
}
