import { readFileSync } from "node:fs";
import { ApolloGateway, type GraphQLDataSource, type GraphQLDataSourceProcessOptions } from "@apollo/gateway";
import type { FastifyBaseLogger } from "fastify";
import { type DocumentNode, parse } from "graphql";
import { ChildviewError } from "../service/errors.ts";
import type { Agencies } from "../trust/agencies.ts";
import type { Names } from "../trust/refusal-words.ts";
import { type Limits, shareOfFetches } from "../service/limits.ts";
import { askedForHeader } from "../trust/asked-for.ts";
import { createAskedFor } from "./asked-for.ts";
import { createConfining } from "./confining/create-confining.ts";
import type { GatewayContext } from "./context.ts";
import { fetchesInTurn } from "./fetches-in-turn.ts";
import { connections, SubgraphClient } from "./subgraph-client.ts";

/** The composed schema, as text and parsed. */
export interface Supergraph {
  readonly sdl: string;
  readonly document: DocumentNode;
}

/** Reads the composed schema. Throws SUPERGRAPH_INVALID. */
export function readSupergraph(file: string): Supergraph {
  try {
    const sdl = readFileSync(file, "utf8");
    return { sdl, document: parse(sdl, { noLocation: true }) };
  } catch (cause) {
    throw new ChildviewError("SUPERGRAPH_INVALID", `${file}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/** The gateway's services, by name: where each is, as the list of agencies says. */
export interface Services {
  readonly gateway: ApolloGateway;
  close(): Promise<void>;
}

/** Makes the federation gateway over the services of the list, with the names by which it says what is withheld. The URLs in the supergraph are not used: the list of agencies has them. */
export function createFederation(
  supergraph: Supergraph,
  agencies: Agencies,
  { timeout, limits, names }: { readonly timeout: number; readonly limits: Limits; readonly names: Names },
  log: FastifyBaseLogger,
): Services {
  const urls = new Map([["partnership", agencies.partnership.url], ...agencies.agencies.map(({ name, url }) => [name, url] as const)]);
  const clients: SubgraphClient[] = [];
  const confiningOf = createConfining(supergraph.document, "partnership", names);
  const askedFor = tellingAskedFor(supergraph.document);
  const buildService = ({ name }: { name: string }): GraphQLDataSource<GatewayContext> => {
    const url = urls.get(name);
    if (url === undefined)
      throw new ChildviewError("SUPERGRAPH_INVALID", `the supergraph has a subgraph "${name}" that the list of agencies does not have`);
    const passAccessToken = name === "partnership";
    const besides = passAccessToken ? askedFor : () => ({});
    const client = new SubgraphClient({ name, url, timeout, passAccessToken, besides, confining: confiningOf(name) }, (err) => {
      log.error({ err, agency: name }, "a service did not answer");
    });
    clients.push(client);
    return fetchesInTurn(client, shareOfFetches(limits, connections));
  };
  const gateway = new ApolloGateway({ supergraphSdl: supergraph.sdl, buildService });
  return { gateway, close: async () => void (await Promise.all(clients.map((client) => client.close()))) };
}

/** What the partnership is told an operation asks for, worked out once for all its fetches. */
function tellingAskedFor(supergraph: DocumentNode): (fetch: GraphQLDataSourceProcessOptions<GatewayContext>) => Record<string, string> {
  const askedFor = createAskedFor(supergraph);
  const known = new WeakMap<object, Record<string, string>>();
  return (fetch) => {
    if (!("incomingRequestContext" in fetch)) return {};
    const { document, operation, request } = fetch.incomingRequestContext;
    if (document === undefined || operation == null) return {};
    const told = known.get(fetch.context) ?? { [askedForHeader]: askedFor({ document, operation, variables: request.variables ?? {} }) };
    known.set(fetch.context, told);
    return told;
  };
}
