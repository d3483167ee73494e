import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from "@apollo/gateway";
import { GraphQLError } from "graphql";
import { Pool } from "undici";
import { z } from "zod";
import { errorCodes } from "../service/errors.ts";
import { fieldName } from "../trust/agencies.ts";
import type { GatewayContext } from "./context.ts";

/** One service behind the gateway. */
export interface SubgraphClientOptions {
  readonly name: string;
  readonly url: string;
  /** Milliseconds until its part of the answer is given up. */
  readonly timeout: number;
  /** Whether the caller's own access token is passed on: to the partnership alone, never to an agency. */
  readonly passAccessToken: boolean;
}

/** The largest answer of a subgraph that is read, in bytes. */
const largestAnswer = 32 * 1024 * 1024;

const answer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.looseObject({ message: z.string() })).optional(),
});

type Process = GraphQLDataSourceProcessOptions<GatewayContext>;
type Answer = Awaited<ReturnType<GraphQLDataSource["process"]>>;

/**
 * Sends the gateway's fetches to one subgraph over kept connections. A failure becomes one AGENCY_UNAVAILABLE error that names the agency and nothing of
 * the cause, which goes to the log; the rest of the answer stands.
 */
export class SubgraphClient implements GraphQLDataSource<GatewayContext> {
  readonly #options: SubgraphClientOptions;
  readonly #pool: Pool;
  readonly #path: string;
  readonly #log: (cause: unknown) => void;

  constructor(options: SubgraphClientOptions, log: (cause: unknown) => void) {
    const { origin, pathname } = new URL(options.url);
    this.#options = options;
    this.#path = pathname;
    this.#log = log;
    this.#pool = new Pool(origin, { connections: 32, pipelining: 1, headersTimeout: options.timeout, bodyTimeout: options.timeout });
  }

  /** Runs one fetch of a query plan. Never throws for a subgraph that fails. */
  async process(process: Process): Promise<Answer> {
    try {
      return await this.#ask(process);
    } catch (cause) {
      this.#log(cause);
      return { errors: unavailable(this.#options.name, process.request.variables) } as Answer;
    }
  }

  /** Closes the connections. */
  close(): Promise<void> {
    return this.#pool.close();
  }

  async #ask({ request, context }: Process): Promise<Answer> {
    const token = this.#options.passAccessToken && "authorization" in context ? { authorization: String(context["authorization"]) } : {};
    const response = await this.#pool.request({
      path: this.#path,
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json", ...token },
      body: JSON.stringify({ query: request.query, variables: request.variables }),
      signal: AbortSignal.timeout(this.#options.timeout),
    });
    const body: unknown = JSON.parse(await readBounded(response.body));
    // A subgraph may answer 4xx/5xx with GraphQL errors; what matters is whether it is a GraphQL answer.
    return answer.parse(body) as Answer;
  }
}

async function readBounded(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > largestAnswer) throw new Error("the answer is larger than the gateway reads");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** One error for each place in the answer that stays empty: each child whose part the agency would have given, or the whole. */
function unavailable(agency: string, variables: Process["request"]["variables"]): GraphQLError[] {
  const { what } = errorCodes.AGENCY_UNAVAILABLE;
  const extensions = { code: "AGENCY_UNAVAILABLE", agency };
  const representations: unknown = variables?.["representations"];
  if (!Array.isArray(representations)) return [new GraphQLError(what, { extensions })];
  // The gateway turns a position among the entities into the place in the caller's own answer.
  return representations.map((_, index) => new GraphQLError(what, { path: ["_entities", index, fieldName(agency)], extensions }));
}
