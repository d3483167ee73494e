import { type DocumentNode, type GraphQLSchema, parse } from "graphql";
import type { Asked } from "./asked.ts";
import { readFetch, shapingVariables } from "./read-fetch.ts";

/** A fetch of a query plan. */
export interface Fetch {
  readonly query?: string | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
}

/** The most characters of documents that are kept prepared. A fetch of the examples has 300 to 3,000, so this is some hundreds; what is prepared takes some twenty times as much. */
const mostKept = 1_000_000;
/** The most ways in which one document is kept prepared: one for each setting of its `@include`, `@skip` and `first`. */
const mostWays = 16;

interface Prepared {
  readonly document: DocumentNode;
  readonly shaping: readonly string[];
  readonly ways: Map<string, Asked>;
}

/** Makes what prepares fetches, each document once: those used last are kept. */
export function createFetchReader(schema: GraphQLSchema): (fetch: Fetch) => Asked {
  const kept = new Map<string, Prepared>();
  let size = 0;

  const prepared = (query: string): Prepared => {
    const known = kept.get(query);
    kept.delete(query);
    const one = known ?? prepare(query);
    kept.set(query, one);
    if (known !== undefined) return one;
    size += query.length;
    for (const oldest of kept.keys()) {
      if (size <= mostKept || oldest === query) break;
      kept.delete(oldest);
      size -= oldest.length;
    }
    return one;
  };

  return ({ query = "", variables = {} }) => {
    const { document, shaping, ways } = prepared(query);
    const way = JSON.stringify(shaping.map((name) => small(variables[name])));
    const known = ways.get(way);
    if (known !== undefined) return known;
    if (ways.size >= mostWays) ways.clear();
    const asked = readFetch(schema, document, variables);
    ways.set(way, asked);
    return asked;
  };
}

function prepare(query: string): Prepared {
  const document = parse(query, { noLocation: true });
  return { document, shaping: shapingVariables(document), ways: new Map() };
}

/** The value as far as it can decide what is asked for; a variable that is not given is not one that is null, which has no default. */
function small(value: unknown): unknown {
  return typeof value === "boolean" || typeof value === "number" || value === null ? value : "";
}
