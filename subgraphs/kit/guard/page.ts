import { GraphQLError } from "graphql";
import { largestPage } from "../../../service/graphql/bounds.ts";
import { pageArguments } from "../../../service/graphql/page-arguments.ts";

interface Page<T> {
  readonly edges: { cursor: string; node: T }[];
  readonly nodes: T[];
  readonly pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  readonly totalCount: number;
}

/**
 * Cuts a page out of the entries that may be seen. A cursor names an entry, not a position, so that it tells nothing of entries that
 * were left out before it. Throws ARGUMENT_INVALID for a size or a cursor that cannot be used.
 */
export function pageOf<T extends { id: string }>(entries: readonly T[], args: { first?: unknown; after?: unknown }): Page<T> {
  const first = args.first ?? 50;
  if (typeof first !== "number" || first < 0 || first > largestPage) throw invalid(pageArguments.first);
  const start = args.after === undefined || args.after === null ? 0 : positionAfter(entries, args.after);
  const nodes = entries.slice(start, start + first);
  const edges = nodes.map((node) => ({ cursor: cursorOf(node), node }));
  return {
    edges,
    nodes,
    pageInfo: {
      hasNextPage: start + nodes.length < entries.length,
      hasPreviousPage: start > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: entries.length,
  };
}

function cursorOf(entry: { id: string }): string {
  return Buffer.from(entry.id, "utf8").toString("base64url");
}

function positionAfter(entries: readonly { id: string }[], after: unknown): number {
  const position = entries.findIndex((entry) => cursorOf(entry) === after);
  if (position === -1) throw invalid(pageArguments.after);
  return position + 1;
}

function invalid(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: "ARGUMENT_INVALID" } });
}
