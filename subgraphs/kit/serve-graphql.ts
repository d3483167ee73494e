import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import { ApolloServerPluginInlineTraceDisabled } from "@apollo/server/plugin/disabled";
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from "@as-integrations/fastify";
import type { FastifyInstance, FastifyRequest, RouteHandlerMethod } from "fastify";
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from "graphql";
import { isDatabaseGone } from "../../service/database.ts";
import { byPath } from "../../service/by-path.ts";
import { ChildviewError, errorCodes, saidToCallers } from "../../service/errors.ts";
import { boundedJson, shortenedError } from "../../service/graphql/bounds.ts";
import { costsOf, definitionsOf } from "../../service/graphql/cost.ts";
import { refuseMisasked } from "../../service/graphql/refuse-misasked.ts";
import type { OperationBounds } from "../../service/limits.ts";
import { asCompact, asError, compactHeader } from "../../trust/notice.ts";
import type { GuardedContext } from "./guard/guarded-context.ts";
import { writtenOut } from "./guard/withheld.ts";

/**
 * The most tokens of a document. The gateway reads 5,000 of a client, and sends each selection of a fragment by itself, with the keys that it needs: with at most 2,000 selections some ten
 * tokens long.
 */
const mostTokens = 30_000;

/** What a subgraph serves. */
export interface ServeOptions<C extends GuardedContext> {
  readonly app: FastifyInstance;
  readonly schema: GraphQLSchema;
  readonly context: (request: FastifyRequest) => C;
  readonly bounds: OperationBounds;
  /** What stands around the answering of a request, such as waiting for its turn; nothing unless given. */
  readonly around?: (handler: RouteHandlerMethod) => RouteHandlerMethod;
}

/** Serves a subgraph's schema at `POST /graphql`. Errors that were not meant for a reader are masked; their cause goes to the log. */
export async function serveGraphql<C extends GuardedContext>(options: ServeOptions<C>): Promise<void> {
  const { app, schema, context, bounds, around = (handler) => handler } = options;
  const bounded = { bounds, costs: costsOf(definitionsOf(schema)), waysIn: new Set<string>() };
  const server = new ApolloServer<C>({
    schema,
    introspection: false,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    maxRecursiveSelections: 2000,
    parseOptions: { maxTokens: mostTokens },
    validationOptions: { maxErrors: 20 },
    // Inline traces would tell a router, field by field, how long each record took to read.
    plugins: [
      fastifyApolloDrainPlugin(app),
      ApolloServerPluginInlineTraceDisabled(),
      refuseMisasked<C>({ suggest: false, bounded }),
      sayNotices<C>(),
    ],
    formatError: (formatted, error) => maskUnexpected(app, formatted, error),
    stringifyResult: boundedJson,
  });
  await server.start();
  app.route({
    url: "/graphql",
    method: "POST",
    handler: around(fastifyApolloHandler(server, { context: (request) => Promise.resolve(context(request)) })),
  });
}

/**
 * Says beside the answer what was withheld. A refusal is an answer: nothing is thrown for it. A gateway that asks for the compact form reads it in `extensions.withheld`; all other routers read
 * `errors`, since what they do not know they drop.
 */
function sayNotices<C extends GuardedContext>(): ApolloServerPlugin<C> {
  return {
    requestDidStart: ({ request }) => {
      const compact = request.http?.headers.get(compactHeader.name) === compactHeader.value;
      return Promise.resolve({
        willSendResponse: ({ response, contextValue }) => {
          if (response.body.kind !== "single") return Promise.resolve();
          const notices = contextValue.guard.notices.map(writtenOut);
          const { singleResult } = response.body;
          const errors = [...(singleResult.errors ?? []), ...(compact ? [] : notices.map(asError))];
          if (errors.length > 0) singleResult.errors = errors.sort(byPath);
          if (compact && notices.length > 0) singleResult.extensions = { ...singleResult.extensions, withheld: asCompact(notices) };
          return Promise.resolve();
        },
      });
    },
  };
}

const worded = saidToCallers as ReadonlySet<unknown>;

/** Codes of errors that quote what the caller wrote. */
const quoting = new Set<unknown>([
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "BAD_USER_INPUT",
  "BAD_REQUEST",
  "OPERATION_RESOLUTION_FAILURE",
]);

/** What happened, the particulars if there are any, and what to do. */
function told({ code, message }: ChildviewError, { path }: GraphQLFormattedError): GraphQLFormattedError {
  const { what, todo } = errorCodes[code];
  const sentences = [what, message, todo].filter((sentence) => sentence !== "").join(" ");
  return { message: sentences, ...(path === undefined ? {} : { path }), extensions: { code } };
}

function maskUnexpected(app: FastifyInstance, formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const given = formatted.extensions?.["code"];
  if (worded.has(given)) return formatted;
  if (quoting.has(given)) return shortenedError(formatted);
  const original = error instanceof GraphQLError ? error.originalError : error;
  if (original instanceof ChildviewError && saidToCallers.has(original.code)) {
    if (original.cause !== undefined) app.log.error({ err: original.cause }, original.code);
    return told(original, formatted);
  }
  const cause = error instanceof GraphQLError ? (error.originalError ?? error) : error;
  app.log.error({ err: cause }, "a field could not be answered");
  const { path } = formatted;
  // What cannot be answered for want of a database is worth asking again; what fails otherwise is not.
  const code = isDatabaseGone(cause) ? "AGENCY_UNAVAILABLE" : "INTERNAL";
  return { message: errorCodes[code].what, ...(path === undefined ? {} : { path }), extensions: { code } };
}
