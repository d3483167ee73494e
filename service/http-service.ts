import Fastify, { type FastifyInstance } from "fastify";
import { ChildviewError } from "./errors.ts";

/**
 * How long a request may take to arrive, its head and all of it, and how long a connection may be silent, in milliseconds; and how often that is looked at. Without these a body that never
 * ends keeps its connection for ever: Fastify turns Node's own bounds off.
 */
const patience = { headersTimeout: 5_000, requestTimeout: 10_000, connectionTimeout: 30_000, connectionsCheckingInterval: 1_000 };

/** Something a service cannot work without. `check` throws when it does not fare well. */
export interface Dependency {
  readonly name: string;
  check(): Promise<void>;
}

/** What a service is and depends on. */
export interface HttpServiceOptions {
  readonly name: string;
  readonly dependencies: readonly Dependency[];
  readonly logLevel: string;
  /** The largest request body, in bytes. */
  readonly bodyLimit: number;
}

/** Makes a service's HTTP server with `GET /health`, which says what the service depends on and how that fares: 200 if all is well, else 503. */
export function createHttpService(options: HttpServiceOptions): FastifyInstance {
  const logger = { level: options.logLevel, name: options.name, serializers: { err: describeError } };
  const { headersTimeout, connectionsCheckingInterval, requestTimeout, connectionTimeout } = patience;
  const http = { headersTimeout, connectionsCheckingInterval };
  const app = Fastify({ logger, bodyLimit: options.bodyLimit, forceCloseConnections: true, requestTimeout, connectionTimeout, http });
  app.get("/health", async (_request, reply) => {
    const fares = await Promise.all(options.dependencies.map(fare));
    const healthy = fares.every(([, status]) => status === "up");
    return reply
      .code(healthy ? 200 : 503)
      .send({ service: options.name, status: healthy ? "up" : "down", dependencies: Object.fromEntries(fares) });
  });
  return app;
}

/** What the log says of an error: nothing of a database error's message and parameters, which may hold a child's identifier. */
function describeError(error: unknown): { type: string; message: string; stack: string; code?: string } {
  if (!(error instanceof Error)) return { type: typeof error, message: "", stack: "" };
  const code = "code" in error ? { code: String(error.code) } : {};
  const fromDatabase = "driverError" in error;
  const frames = error.stack?.split("\n").filter((line) => line.startsWith("    at "));
  return { type: error.name, ...code, message: fromDatabase ? "" : error.message, stack: frames?.join("\n") ?? "" };
}

async function fare(dependency: Dependency): Promise<[string, "up" | "down"]> {
  try {
    await dependency.check();
    return [dependency.name, "up"];
  } catch {
    return [dependency.name, "down"];
  }
}

/** Starts to listen; answers the URL. Throws PORT_IN_USE if another process listens there. */
export async function listen(app: FastifyInstance, host: string, port: number): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "EADDRINUSE") {
      throw new ChildviewError("PORT_IN_USE", `port ${port} on ${host}`, { cause });
    }
    throw cause;
  }
}
