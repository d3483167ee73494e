import { type FieldNode, GraphQLError, Kind, parse, type SelectionSetNode } from "graphql";
import { errorCodes } from "../service/errors.ts";
import type { SubgraphError } from "./placed-notices.ts";

/** A fetch of a query plan. */
export interface Fetch {
  readonly query?: string | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
}

/** Throws if a subgraph left out an entity that it was asked for: what is missing without an error would read as "nothing recorded". */
export function checkComplete(data: Readonly<Record<string, unknown>>, fetch: Fetch): void {
  const asked = fetch.variables?.["representations"];
  const answered = data["_entities"];
  if (Array.isArray(asked) && !(Array.isArray(answered) && answered.length === asked.length))
    throw new Error("entities are missing from the answer");
}

/**
 * An error about a whole entity leaves all fields of it empty, so it is said at each; others stay as they are, but for one by which the service itself says that it is
 * unavailable: it is told like that of a service that does not answer.
 */
export function placed(error: SubgraphError, service: string, fetch: Fetch): object[] {
  const [root, index, ...field] = error.path ?? [];
  if (root !== "_entities" || typeof index !== "number" || field.length > 0)
    return [error.path !== undefined && saysUnavailable(error) ? failure(service, error.path) : error];
  const paths = entityKeys(fetch).map((key) => ["_entities", index, key]);
  return error.extensions?.["code"] === "WITHHELD"
    ? paths.map((path) => ({ ...error, path }))
    : paths.map((path) => failure(service, path));
}

function saysUnavailable({ extensions }: SubgraphError): boolean {
  return extensions?.["code"] === "AGENCY_UNAVAILABLE";
}

/** One error for each place in the answer that stays empty when a service gives none. */
export function unavailable(service: string, fetch: Fetch): GraphQLError[] {
  const asked = fetch.variables?.["representations"];
  if (!Array.isArray(asked)) return responseKeys(fetch).map((key) => failure(service, [key]));
  // The gateway turns a position among the entities into the place in the caller's own answer.
  return asked.flatMap((_, index) => entityKeys(fetch).map((key) => failure(service, ["_entities", index, key])));
}

function failure(service: string, path: (string | number)[]): GraphQLError {
  return new GraphQLError(errorCodes.AGENCY_UNAVAILABLE.what, { path, extensions: { code: "AGENCY_UNAVAILABLE", agency: service } });
}

/** The names under which the fetch asks for the fields of its root: the caller's aliases, where there are any. */
export function responseKeys(fetch: Fetch): string[] {
  return fieldsOf(operationOf(fetch)).map(keyOf);
}

/** The names under which the fetch asks for an entity's fields: the caller's aliases, where there are any. */
function entityKeys(fetch: Fetch): string[] {
  const entities = fieldsOf(operationOf(fetch)).find((field) => field.name.value === "_entities");
  const keys = fieldsOf(entities?.selectionSet).map(keyOf);
  return [...new Set(keys)].filter((key) => key !== "__typename");
}

function operationOf({ query = "" }: Fetch): SelectionSetNode | undefined {
  const operation = parse(query, { noLocation: true }).definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  return operation?.selectionSet;
}

function fieldsOf(selections: SelectionSetNode | undefined): FieldNode[] {
  return (selections?.selections ?? []).flatMap((node) =>
    node.kind === Kind.FIELD ? [node] : node.kind === Kind.INLINE_FRAGMENT ? fieldsOf(node.selectionSet) : [],
  );
}

function keyOf(field: FieldNode): string {
  return field.alias?.value ?? field.name.value;
}
