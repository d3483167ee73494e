import { ApolloServer } from "@apollo/server";
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from "@as-integrations/fastify";
import { request } from "undici";
import { readCategories } from "../policies/documents/load.ts";
import { agencyTitle } from "../policies/policy.ts";
import { type Clock, systemClock } from "../service/clock.ts";
import { keepDeadlines } from "../service/deadline.ts";
import { requireFreePort } from "../service/free-port.ts";
import { boundedJson } from "../service/graphql/bounds.ts";
import { costsOf } from "../service/graphql/cost.ts";
import { refuseMisasked } from "../service/graphql/refuse-misasked.ts";
import { createHttpService, type Dependency, listen } from "../service/http-service.ts";
import { shareAtGateway } from "../service/limits.ts";
import type { Running } from "../service/run-process.ts";
import { inTurn } from "../service/share/in-turn.ts";
import { Turns } from "../service/share/turns.ts";
import { newTrace } from "../service/trace.ts";
import { createAccessTokenVerifier } from "../trust/access-token.ts";
import { type Agencies, readAgencies, requireRealIssuers, titlesOf } from "../trust/agencies.ts";
import { namesOf } from "../trust/refusal-words.ts";
import { callerOf, principalOf, requireAccessToken } from "../trust/require-access-token.ts";
import { aliasRule, fieldsOfTypes } from "./alias-rule.ts";
import { createErrorFormatter } from "./client-errors.ts";
import type { GatewayContext } from "./context.ts";
import { registerGraphiql } from "./graphiql/register-graphiql.ts";
import { personsUrl } from "./persons-url.ts";
import type { GatewaySettings } from "./settings.ts";
import { createFederation, readSupergraph } from "./supergraph.ts";
import { waysIn } from "./ways-in.ts";
import { useWithheld } from "./withheld.ts";

/** Starts the gateway: whom it believes, what it composes, how it bounds an operation, and how it words an answer. */
export async function startGateway(settings: GatewaySettings, clock: Clock = systemClock): Promise<Running> {
  const agencies = readAgencies(settings.agenciesFile);
  requireRealIssuers(agencies, settings.mode);
  await requireFreePort(settings.host, settings.port);
  const supergraph = readSupergraph(settings.supergraphFile);
  const app = createHttpService({ name: "gateway", logLevel: settings.logLevel, bodyLimit: 256 * 1024, dependencies: services(agencies) });
  const names = namesOf(readCategories(settings.policiesFolder), (agency) => agencyTitle({ titles: titlesOf(agencies) }, agency));
  const federation = createFederation(supergraph, agencies, { timeout: settings.agencyTimeout, limits: settings.limits, names }, app.log);

  const bounded = {
    bounds: settings.limits.operation,
    costs: costsOf(supergraph.document.definitions),
    waysIn: waysIn(supergraph.document),
  };

  const server = new ApolloServer<GatewayContext>({
    gateway: federation.gateway,
    introspection: settings.development,
    hideSchemaDetailsFromClientErrors: !settings.development,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    maxRecursiveSelections: 2000,
    parseOptions: { maxTokens: 5000 },
    validationRules: [aliasRule(fieldsOfTypes(supergraph.document))],
    validationOptions: { maxErrors: 20 },
    plugins: [fastifyApolloDrainPlugin(app), refuseMisasked({ suggest: settings.development, bounded }), useWithheld(settings.withheld)],
    formatError: createErrorFormatter(app.log),
    stringifyResult: boundedJson,
  });
  await server.start();

  await app.register((graphql) => {
    const deadlineOf = keepDeadlines(graphql, settings.operationTimeout);
    requireAccessToken(graphql, createAccessTokenVerifier(agencies, clock));
    graphql.addHook("onSend", async (_request, reply) => void reply.header("cache-control", "no-store"));
    graphql.post(
      "/graphql",
      inTurn(
        { turns: new Turns(shareAtGateway(settings.limits)), callerOf, deadlineOf },
        fastifyApolloHandler(server, {
          context: (incoming) =>
            Promise.resolve({
              principal: principalOf(incoming),
              authorization: incoming.headers.authorization ?? "",
              deadline: deadlineOf(incoming),
              // A client's own trace is left out: it could name another's.
              trace: newTrace(),
            }),
        }),
      ),
    );
    return Promise.resolve();
  });
  if (settings.development) registerGraphiql(app, { endpoint: "/graphql", personsUrl: personsUrl(agencies) });
  app.addHook("onClose", () => federation.close());

  const url = await listen(app, settings.host, settings.port);
  return { url, close: () => app.close() };
}

/** None of them is needed: without one the gateway gives the answers of the others, and all gateways stand before the same services. */
function services(agencies: Agencies): Dependency[] {
  const all = [{ name: "partnership", url: agencies.partnership.url }, ...agencies.agencies];
  return all.map(({ name, url }) => ({
    name,
    needed: false,
    check: async () => {
      const { statusCode, body } = await request(new URL("/health", url), { headersTimeout: 2000, bodyTimeout: 2000 });
      await body.dump();
      if (statusCode !== 200) throw new Error(`${name} is not well`);
    },
  }));
}
