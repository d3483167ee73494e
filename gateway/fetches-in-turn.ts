import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from "@apollo/gateway";
import type { Share } from "../service/limits.ts";
import { Turns } from "../service/share/turns.ts";
import { callerNamed } from "../trust/require-access-token.ts";
import type { GatewayContext } from "./context.ts";

type Fetch = GraphQLDataSourceProcessOptions<GatewayContext>;
type Answer = Awaited<ReturnType<GraphQLDataSource["process"]>>;

/** One service, as the gateway's library asks it. */
export interface Service extends GraphQLDataSource<GatewayContext> {
  process(fetch: Fetch): Promise<Answer>;
  /** What is said of a fetch that is not sent at all. */
  notAsked(fetch: Fetch): Answer;
}

/**
 * Sends the fetches to one service in turn, caller by caller. One operation may have dozens, all at once: before a service, and on the connections to it, everybody else's would stand behind them. A
 * fetch that gets no turn in time leaves its part of the answer empty, as one that is not answered does.
 */
export function fetchesInTurn(service: Service, share: Share): GraphQLDataSource<GatewayContext> {
  const turns = new Turns(share);
  return {
    async process(fetch) {
      const { principal, deadline } = contextOf(fetch);
      const turn = await turns.take(callerNamed(principal), deadline.signal);
      if (typeof turn === "string") return service.notAsked(fetch);
      try {
        return await service.process(fetch);
      } finally {
        turn();
      }
    },
  };
}

// Only an operation of a caller is fetched here: the supergraph is read from its file, and health is not asked for in GraphQL.
function contextOf({ context }: Fetch): GatewayContext {
  return context as GatewayContext;
}
