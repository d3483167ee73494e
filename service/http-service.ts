import Fastify, { type FastifyInstance } from "fastify";
import { cannotListen } from "./free-port.ts";
import { shortened } from "./graphql/bounds.ts";

/**
 * How long a request may take to arrive, its head and all of it, and how long a connection may be silent, in milliseconds; and how often that is looked at. Without these a body that never
 * ends keeps its connection for ever: Fastify turns Node's own bounds off.
 */
const patience = { headersTimeout: 5_000, requestTimeout: 10_000, connectionTimeout: 30_000, connectionsCheckingInterval: 1_000 };

/** Something that a service depends on. `check` throws when it does not fare well. */
export interface Dependency {
  readonly name: string;
  /** Whether the service can do nothing without it. What many services share is not: to take all of them out of use would mend nothing. */
  readonly needed: boolean;
  check(): Promise<void>;
}

/** What a service is and depends on. */
export interface HttpServiceOptions {
  readonly name: string;
  readonly dependencies: readonly Dependency[];
  /** What somebody has to see to in time, though the service is in use: a sentence each. Nothing unless given. */
  readonly warnings?: () => readonly string[];
  readonly logLevel: string;
  /** The largest request body, in bytes. */
  readonly bodyLimit: number;
}

/**
 * Makes a service's HTTP server. `GET /health` says whether to send requests here: 503 if something is down that the service can do nothing without, else 200; and how all
 * fares that it depends on, and what it warns of. `GET /health/live` says only that the process answers: what does not, is to be started again.
 */
export function createHttpService(options: HttpServiceOptions): FastifyInstance {
  const logger = { level: options.logLevel, name: options.name, serializers: { err: describeError } };
  const { headersTimeout, connectionsCheckingInterval, requestTimeout, connectionTimeout } = patience;
  const http = { headersTimeout, connectionsCheckingInterval };
  const app = Fastify({ logger, bodyLimit: options.bodyLimit, forceCloseConnections: true, requestTimeout, connectionTimeout, http });
  app.get("/health/live", () => ({ service: options.name, status: "up" }));
  app.get("/health", async (_request, reply) => {
    const fares = await Promise.all(options.dependencies.map(fare));
    const ready = fares.every(({ needed, status }) => !needed || status === "up");
    return reply.code(ready ? 200 : 503).send({
      service: options.name,
      status: ready ? "up" : "down",
      dependencies: Object.fromEntries(fares.map(({ name, status }) => [name, status])),
      warnings: options.warnings?.() ?? [],
    });
  });
  return app;
}

/** What the log says of an error, as far as a message is said at all: some quote what was sent. Nothing of a database error's message and parameters, which may hold a child's identifier. */
function describeError(error: unknown): { type: string; message: string; stack: string; code?: string } {
  if (!(error instanceof Error)) return { type: typeof error, message: "", stack: "" };
  const code = "code" in error ? { code: String(error.code) } : {};
  const fromDatabase = "driverError" in error;
  const frames = error.stack?.split("\n").filter((line) => line.startsWith("    at "));
  return { type: error.name, ...code, message: fromDatabase ? "" : shortened(error.message), stack: frames?.join("\n") ?? "" };
}

async function fare(dependency: Dependency): Promise<{ name: string; needed: boolean; status: "up" | "down" }> {
  const { name, needed } = dependency;
  try {
    await dependency.check();
    return { name, needed, status: "up" };
  } catch {
    return { name, needed, status: "down" };
  }
}

/** Starts to listen; answers the URL. Throws PORT_IN_USE if another process listens there, SETTING_INVALID where nobody can. */
export async function listen(app: FastifyInstance, host: string, port: number): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (cause) {
    throw cannotListen(cause as Error, host, port);
  }
}
