import { GraphQLError } from "graphql";
import { largestPage } from "../../../service/graphql/bounds.ts";
import { pageArguments } from "../../../service/graphql/page-arguments.ts";

/** A page of a list, as a connection answers it. */
export interface Page<T> {
  readonly edges: { cursor: string; node: T }[];
  readonly nodes: T[];
  readonly pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  readonly totalCount: number;
}

/** Which page is asked for; as GraphQL hands it on. */
export interface PageArguments {
  readonly first?: unknown;
  readonly after?: unknown;
}

/**
 * Cuts a page out of the entries that may be seen. A cursor names an entry, not a position, so that it tells nothing of entries that
 * were left out before it. Throws ARGUMENT_INVALID for a size or a cursor that cannot be used.
 */
export function pageOf<T extends { id: string }>(entries: readonly T[], args: PageArguments): Page<T> {
  const first = sizeOf(args);
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

/** How many entries are asked for. Throws ARGUMENT_INVALID for a size that no page has. */
export function sizeOf({ first = null }: Pick<PageArguments, "first">): number {
  const size = first ?? 50;
  if (typeof size !== "number" || size < 0 || size > largestPage) throw invalid(pageArguments.first);
  return size;
}

/** What is said of a cursor that is none. */
export function cursorInvalid(): GraphQLError {
  return invalid(pageArguments.after);
}

/** The same page with what is made of its entries in their place, one for each and in their order: so what stands behind a list is worked out for those alone whom the page shows. */
export function filled<Entry, Made>(page: Page<Entry>, made: readonly Made[]): Page<Made> {
  const edges = made.map((node, at) => ({ cursor: page.edges[at]?.cursor ?? "", node }));
  return { ...page, edges, nodes: [...made] };
}

/**
 * A page that is cut before anything of its entries is read: `read` is asked for those alone whom it shows, and answers one for each id, in their order; null for one that is not there any more, or may
 * not be seen any more. Such a one is on no page then and in no count, and the page is cut anew. Throws ARGUMENT_INVALID as {@link pageOf} does, and whatever `read` throws.
 */
export async function pageReadOf<T>(
  ids: readonly string[],
  args: PageArguments,
  read: (ids: readonly string[]) => Promise<readonly (T | null)[]>,
): Promise<Page<T>> {
  const page = pageOf(
    ids.map((id) => ({ id })),
    args,
  );
  const shown = page.nodes.map(({ id }) => id);
  const found = shown.length === 0 ? [] : await read(shown);
  const gone = new Set(shown.filter((_, at) => found[at] == null));
  if (gone.size === 0)
    return filled(
      page,
      found.filter((one) => one !== null),
    );
  return pageReadOf(
    ids.filter((id) => !gone.has(id)),
    args,
    read,
  );
}

function cursorOf(entry: { id: string }): string {
  return Buffer.from(entry.id, "utf8").toString("base64url");
}

function positionAfter(entries: readonly { id: string }[], after: unknown): number {
  const position = entries.findIndex((entry) => cursorOf(entry) === after);
  if (position === -1) throw cursorInvalid();
  return position + 1;
}

function invalid(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: "ARGUMENT_INVALID" } });
}
