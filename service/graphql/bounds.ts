import type { GraphQLFormattedError } from "graphql";
import { errorCodes } from "../errors.ts";

/** The most characters of an error's message: some quote what the caller wrote. */
const longestMessage = 300;
/** The most places in the document that one error names. */
const mostLocations = 3;
/** The most characters of an answer, in JSON, that is sent or read. A page of a hundred children, each asked as in the largest of the examples, has three million. */
export const largestAnswer = 16 * 1024 * 1024;

/** The most entries that one page of a list has. */
export const largestPage = 100;

/** A message as far as it is said. */
export function shortened(message: string): string {
  return message.length <= longestMessage ? message : `${message.slice(0, longestMessage)}…`;
}

/** An error as far as it is said, whatever the document is made of that it is about. */
export function shortenedError(error: GraphQLFormattedError): GraphQLFormattedError {
  const { message, locations } = error;
  return { ...error, message: shortened(message), ...(locations === undefined ? {} : { locations: locations.slice(0, mostLocations) }) };
}

/** Writes an answer as JSON; in the place of one that is too large, says OPERATION_TOO_LARGE. */
export function boundedJson(answer: object): string {
  const text = `${JSON.stringify(answer)}\n`;
  if (text.length <= largestAnswer) return text;
  const { what, todo } = errorCodes.OPERATION_TOO_LARGE;
  return `${JSON.stringify({ errors: [{ message: `${what} ${todo}`, extensions: { code: "OPERATION_TOO_LARGE" } }] })}\n`;
}
