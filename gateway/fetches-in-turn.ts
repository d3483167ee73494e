import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from "@apollo/gateway";
import type { Share } from "../service/limits.ts";
import { Turns } from "../service/share/turns.ts";
import { callerNamed } from "../trust/require-access-token.ts";
import type { GatewayContext } from "./context.ts";
import { unavailable } from "./subgraph-answer.ts";

/** One service, as the gateway's library asks it. */
export interface Service {
  readonly name: string;
  readonly source: GraphQLDataSource<GatewayContext>;
}

type Answer = Awaited<ReturnType<GraphQLDataSource["process"]>>;

/**
 * Sends the fetches to one service in turn, caller by caller. One operation may have dozens, all at once: before a service, and on the connections to it, everybody else's would stand behind them. A
 * fetch that gets no turn in time leaves its part of the answer empty, as one that is not answered does.
 */
export function fetchesInTurn({ name, source }: Service, share: Share): GraphQLDataSource<GatewayContext> {
  const turns = new Turns(share);
  return {
    async process(fetch) {
      const turn = await turns.take(whoAsks(fetch));
      if (typeof turn === "string") return { errors: unavailable(name, fetch.request) } as Answer;
      try {
        return await source.process(fetch);
      } finally {
        turn();
      }
    },
  };
}

/** The library's type lets the context be empty; a client's operation always has ours. */
function whoAsks({ context }: GraphQLDataSourceProcessOptions<GatewayContext>): string {
  return "principal" in context ? callerNamed((context as GatewayContext).principal) : "";
}
