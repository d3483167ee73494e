import { type GraphQLEnumType, type GraphQLScalarType, isEnumType } from "graphql";

const largestInt = 2 ** 31;

const scalars: Readonly<Record<string, (value: unknown) => boolean>> = {
  Int: (value) => Number.isInteger(value) && Number(value) >= -largestInt && Number(value) < largestInt,
  Float: Number.isFinite,
  String: (value) => typeof value === "string",
  Boolean: (value) => typeof value === "boolean",
  // An ID is answered as a text, whatever it is made of (GraphQL §3.5.5).
  ID: (value) => typeof value === "string",
};

/** Whether a value can stand where a scalar or an enum is asked for. A scalar that is not GraphQL's own is a text, a number or a truth value; its form is not looked at. */
export function fits(type: GraphQLScalarType | GraphQLEnumType): (value: unknown) => boolean {
  if (isEnumType(type)) return (value) => typeof value === "string" && type.getValue(value) !== undefined;
  return (Object.hasOwn(scalars, type.name) ? scalars[type.name] : undefined) ?? isPlain;
}

function isPlain(value: unknown): boolean {
  return typeof value === "string" || typeof value === "boolean" || Number.isFinite(value);
}
