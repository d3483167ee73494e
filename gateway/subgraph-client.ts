import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from "@apollo/gateway";
import { Pool } from "undici";
import { type Deadline, timeLeftHeader } from "../service/deadline.ts";
import { traceHeader, traceparentOf } from "../service/trace.ts";
import { compactHeader } from "../trust/notice.ts";
import { knownByCause, NothingBegun, requireBegun } from "./change-outcome.ts";
import type { Confined } from "./confining/confine.ts";
import type { Confining } from "./confining/create-confining.ts";
import type { GatewayContext } from "./context.ts";
import { withRefusalsCarried } from "./carried-refusals.ts";

/** One service behind the gateway. */
export interface SubgraphClientOptions {
  readonly name: string;
  readonly url: string;
  /** Milliseconds until its part of the answer is given up. */
  readonly timeout: number;
  /** Whether the caller's own access token is passed on: to the partnership alone, never to an agency. */
  readonly passAccessToken: boolean;
  /** What it is told of the operation besides, as headers; nothing unless given. */
  readonly besides?: (fetch: Process) => Readonly<Record<string, string>>;
  /** How its answers are taken. */
  readonly confining: Confining;
}

/** How many connections to one service are kept. */
export const connections = 32;

type Process = GraphQLDataSourceProcessOptions<GatewayContext>;
type Answer = Awaited<ReturnType<GraphQLDataSource["process"]>>;

/**
 * How much of the time in which the gateway wants an answer it tells a service: with the rest, the service that has to give up can still say so, and what became of a change is known.
 */
const toldOfTime = 0.9;

/**
 * Sends the gateway's fetches to one subgraph over kept connections. A failure becomes an AGENCY_UNAVAILABLE error at each place that it leaves empty; it names the
 * agency and nothing of the cause, which goes to the log. The rest of the answer stands. A change of which nobody knows whether it was made is told as OUTCOME_UNKNOWN, and one that the service had no turn for by the code that says so. Once the operation's deadline
 * has passed, nothing more is sent, and what is under way is given up.
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
      if (!callerLeft(process)) this.#log(cause);
      return this.#unanswered(process, cause);
    }
  }

  /** What is said of a fetch that is not sent at all. */
  notAsked(process: Process): Answer {
    return this.#unanswered(process, new NothingBegun("no turn came in time"));
  }

  /** Closes the connections. */
  close(): Promise<void> {
    return this.#pool.close();
  }

  #unanswered({ request }: Process, cause: unknown): Answer {
    const { confining, name } = this.#options;
    return answerOf(knownByCause(confining.nothing(request), cause, name));
  }

  async #ask(process: Process): Promise<Answer> {
    const { request, context } = process;
    const { told, signal } = this.#patience(process);
    const token = this.#options.passAccessToken && "authorization" in context ? { authorization: String(context["authorization"]) } : {};
    const response = await this.#pool.request({
      path: this.#path,
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/json",
        [timeLeftHeader]: told,
        [compactHeader.name]: compactHeader.value,
        [traceHeader]: traceparentOf((context as GatewayContext).trace),
        ...this.#options.besides?.(process),
        ...token,
      },
      body: JSON.stringify({ query: request.query, variables: request.variables }),
      signal,
    });
    const { confining } = this.#options;
    const answer = await readBounded(response.body, confining.share(request));
    requireBegun(response.statusCode, answer);
    const taken = confining.take(request, answer);
    const [place, ...others] = taken.failed;
    if (place !== undefined) this.#log(new Error(`not answered as asked at ${place.join(".")}, and at ${others.length} other places`));
    return answerOf(taken);
  }

  /** How long to wait for this fetch. Throws NothingBegun if there is no time left, or nobody who waits. */
  #patience({ context }: Process): { told: string; signal: AbortSignal } {
    const deadline = deadlineOf(context);
    const wait = Math.min(this.#options.timeout, Math.floor(deadline.timeLeft()));
    const told = Math.floor(wait * toldOfTime);
    if (deadline.signal.aborted || told === 0) throw new NothingBegun("the operation's deadline has passed");
    return { told: String(told), signal: AbortSignal.any([deadline.signal, AbortSignal.timeout(wait)]) };
  }
}

// Only an operation of a caller is fetched here: the supergraph is read from its file, and health is not asked for in GraphQL.
function deadlineOf(context: Process["context"]): Deadline {
  return (context as GatewayContext).deadline;
}

/** Nobody reads what is said then, and whoever comes and goes must not fill the log. */
function callerLeft({ context }: Process): boolean {
  const deadline = deadlineOf(context);
  return deadline.signal.aborted && deadline.timeLeft() > 0;
}

function answerOf({ data, errors }: Confined): Answer {
  return errors.length === 0 ? { data } : { data, errors: withRefusalsCarried(errors) };
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
