import { GraphQLError, GraphQLScalarType, Kind } from "graphql";

const day = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

// The scalars of graphql-scalars make a JavaScript Date of a day, which has a time and a zone, and refuse arguments with codes of their own.

/** A day. What is said of it in an argument is checked where arguments are read, so that a day that there is not has the code of every wrong argument. */
export const DateScalar = textScalar("Date", "A day (ISO 8601): `2026-11-29`.", day);

/** A moment. */
export const DateTimeScalar = textScalar("DateTime", "A moment (ISO 8601, with its offset from UTC): `2026-11-29T09:30:00.000Z`.", moment);

function textScalar(name: string, description: string, form: RegExp): GraphQLScalarType<string, string> {
  return new GraphQLScalarType({
    name,
    description,
    serialize(value) {
      if (typeof value === "string" && form.test(value)) return value;
      throw new GraphQLError(`A ${name} was to be answered that is none.`);
    },
    parseValue: (value) => textOf(name, value),
    parseLiteral: (node) => textOf(name, node.kind === Kind.STRING ? node.value : undefined),
  });
}

function textOf(name: string, value: unknown): string {
  if (typeof value !== "string") throw new GraphQLError(`A ${name} is written as a string.`);
  return value;
}
