import { policyErrorCodes } from "../../policies/documents/policy-error.ts";
import { errorCodes } from "../../service/errors.ts";
import { generatedNotice, table } from "./markdown.ts";

/** The page that lists every error code of the services and of the policies, from the code that has them. */
export function errorsPage(): string {
  const services = Object.entries(errorCodes).map(([code, { http, what, todo }]) => [`\`${code}\``, String(http), what, todo]);
  const policies = Object.entries(policyErrorCodes).map(([code, { what, mend }]) => [`\`${code}\``, what, mend]);
  return `# Errors

${generatedNotice}

A code never changes its meaning. The text beside it may, so a program reads \`extensions.code\`, and a person the message. Something that is withheld from you is not an
error: it stands in \`extensions.withheld\`, with its reason.

## Services

In a GraphQL answer the code stands in \`errors[].extensions.code\`. The HTTP status is that of an answer without data; an error in one part of an answer comes with
status 200 and the rest of the data. A service that cannot start, and a command that cannot do its work, write the code and what to do on standard error and end with code 1.

${table(["Code", "HTTP", "What happened", "What to do"], services)}

A query that is not well-formed, or asks for fields that do not exist, has GraphQL servers' usual codes: \`GRAPHQL_PARSE_FAILED\`, \`GRAPHQL_VALIDATION_FAILED\`,
\`BAD_USER_INPUT\`, \`BAD_REQUEST\`, \`OPERATION_RESOLUTION_FAILURE\`, \`PERSISTED_QUERY_NOT_SUPPORTED\`.

## Policies

Agreements that cannot be used are refused as a whole, with the file and the line.

${table(["Code", "What is wrong", "How to mend it"], policies)}
`;
}
