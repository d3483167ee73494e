import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from "@apollo/gateway";
import { Pool } from "undici";
import { z } from "zod";
import { largestAnswer } from "../service/graphql/bounds.ts";
import type { GatewayContext } from "./context.ts";
import { placedNotices } from "./placed-notices.ts";
import { checkComplete, placed, unavailable } from "./subgraph-answer.ts";

/** One service behind the gateway. */
export interface SubgraphClientOptions {
  readonly name: string;
  readonly url: string;
  /** Milliseconds until its part of the answer is given up. */
  readonly timeout: number;
  /** Whether the caller's own access token is passed on: to the partnership alone, never to an agency. */
  readonly passAccessToken: boolean;
}

/** How many connections to one service are kept. */
export const connections = 32;

const answer = z.object({
  data: z.record(z.string(), z.unknown()),
  errors: z
    .array(
      z.looseObject({
        message: z.string(),
        path: z.array(z.union([z.string(), z.number()])).optional(),
        extensions: z.record(z.string(), z.unknown()).optional(),
      }),
    )
    .optional(),
});

type Process = GraphQLDataSourceProcessOptions<GatewayContext>;
type Answer = Awaited<ReturnType<GraphQLDataSource["process"]>>;

/**
 * Sends the gateway's fetches to one subgraph over kept connections. A failure becomes an AGENCY_UNAVAILABLE error at each place that it leaves empty; it names the
 * agency and nothing of the cause, which goes to the log. The rest of the answer stands.
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
    this.#pool = new Pool(origin, { connections, pipelining: 1, headersTimeout: options.timeout, bodyTimeout: options.timeout });
  }

  /** Runs one fetch of a query plan. Never throws for a subgraph that fails. */
  async process(process: Process): Promise<Answer> {
    try {
      return await this.#ask(process);
    } catch (cause) {
      this.#log(cause);
      return { errors: unavailable(this.#options.name, process.request) } as Answer;
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
    const { data, errors = [] } = answer.parse(JSON.parse(await readBounded(response.body)));
    checkComplete(data, request);
    const said = placedNotices(errors, data).flatMap((error) => placed(error, this.#options.name, request));
    return { data, errors: said } as Answer;
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
