import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from "@apollo/gateway";
import { Pool } from "undici";
import type { Confined } from "./confining/confine.ts";
import type { Confining } from "./confining/create-confining.ts";
import type { GatewayContext } from "./context.ts";

/** One service behind the gateway. */
export interface SubgraphClientOptions {
  readonly name: string;
  readonly url: string;
  /** Milliseconds until its part of the answer is given up. */
  readonly timeout: number;
  /** Whether the caller's own access token is passed on: to the partnership alone, never to an agency. */
  readonly passAccessToken: boolean;
  /** How its answers are taken. */
  readonly confining: Confining;
}

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
    this.#pool = new Pool(origin, { connections: 32, pipelining: 1, headersTimeout: options.timeout, bodyTimeout: options.timeout });
  }

  /** Runs one fetch of a query plan. Never throws for a subgraph that fails. */
  async process(process: Process): Promise<Answer> {
    try {
      return await this.#ask(process);
    } catch (cause) {
      this.#log(cause);
      return answerOf(this.#options.confining.nothing(process.request));
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
    const { confining } = this.#options;
    const taken = confining.take(request, await readBounded(response.body, confining.share(request)));
    const [place, ...others] = taken.failed;
    if (place !== undefined) this.#log(new Error(`not answered as asked at ${place.join(".")}, and at ${others.length} other places`));
    return answerOf(taken);
  }
}

function answerOf({ data, errors }: Confined): Answer {
  return errors.length === 0 ? { data } : { data, errors };
}

/** Reads so many bytes and no more: for what is larger it throws, which ends the connection. */
async function readBounded(body: AsyncIterable<Buffer>, most: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > most) throw new Error("the answer is larger than the gateway reads");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
