import { ApolloServer } from "@apollo/server";
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from "@as-integrations/fastify";
import type { DataSource } from "typeorm";
import { request } from "undici";
import { readCategories } from "../policies/documents/load.ts";
import { agencyTitle } from "../policies/policy.ts";
import { openAudited } from "../service/audited.ts";
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
import { createAccessTokenVerifier } from "../trust/access-token.ts";
import { type Agencies, readAgencies, requireRealIssuers, servicesOf, titlesOf } from "../trust/agencies.ts";
import { namesOf } from "../trust/refusal-words.ts";
import { callerOf, principalOf, requireAccessToken } from "../trust/require-access-token.ts";
import { aliasRule, fieldsOfTypes } from "./alias-rule.ts";
import { startCarrier } from "./carrying/carrier.ts";
import { createErrorFormatter } from "./client-errors.ts";
import type { GatewayContext } from "./context.ts";
import { registerGraphiql } from "./graphiql/register-graphiql.ts";
import { personsUrl } from "./persons-url.ts";
import { learnOperation } from "./recording/learn-operation.ts";
import { recordOperations } from "./recording/record-operations.ts";
import type { GatewaySettings } from "./settings.ts";
import { createFederation, readSupergraph } from "./supergraph.ts";
import { waysIn } from "./ways-in.ts";
import { useWithheld } from "./withheld.ts";

/** The gateway as it runs, with the database of its audit log, for whoever started it in the same process. */
export interface RunningGateway extends Running {
  readonly database: DataSource;
  /** Carries checkpoints between the services now, and not when it is their time. */
  carry(): Promise<void>;
}

/** Starts the gateway: whom it believes, what it composes, how it bounds an operation, and how it words an answer. */
export async function startGateway(settings: GatewaySettings, clock: Clock = systemClock): Promise<RunningGateway> {
  const agencies = readAgencies(settings.agenciesFile);
  requireRealIssuers(agencies, settings.mode);
  await requireFreePort(settings.host, settings.port);
  const supergraph = readSupergraph(settings.supergraphFile);
  const names = namesOf(readCategories(settings.policiesFolder), (agency) => agencyTitle({ titles: titlesOf(agencies) }, agency));
  const audited = await openAudited(
    { service: "gateway", ...settings.database, longestStatement: settings.operationTimeout, entities: [], migrations: [] },
    { services: servicesOf(agencies), keysFile: settings.witnessKeys },
    clock,
  );

  const dependencies = [...audited.dependencies, ...services(agencies)];
  const app = createHttpService({
    name: "gateway",
    logLevel: settings.logLevel,
    bodyLimit: 256 * 1024,
    dependencies,
    warnings: audited.warnings,
  });
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
    plugins: [
      fastifyApolloDrainPlugin(app),
      useWithheld(settings.withheld),
      learnOperation(),
      refuseMisasked({ suggest: settings.development, bounded }),
    ],
    formatError: createErrorFormatter(app.log),
    stringifyResult: boundedJson,
  });
  await server.start();
  const carrier = startCarrier(agencies, audited.party, app.log);
  await audited.keep(app, async () => void (await Promise.all([federation.close(), carrier.close()])));

  await app.register((graphql) => {
    const deadlineOf = keepDeadlines(graphql, settings.operationTimeout);
    requireAccessToken(graphql, createAccessTokenVerifier(agencies, clock));
    graphql.addHook("onSend", async (_request, reply) => void reply.header("cache-control", "no-store"));
    const operations = recordOperations(graphql, { append: (entries) => audited.append(entries), clock });
    graphql.post(
      "/graphql",
      inTurn(
        { turns: new Turns(shareAtGateway(settings.limits)), callerOf, deadlineOf },
        operations.within(
          fastifyApolloHandler(server, {
            context: (incoming) =>
              Promise.resolve({
                principal: principalOf(incoming),
                authorization: incoming.headers.authorization ?? "",
                deadline: deadlineOf(incoming),
                ...operations.open(incoming),
              }),
          }),
        ),
      ),
    );
    return Promise.resolve();
  });
  if (settings.development) registerGraphiql(app, { endpoint: "/graphql", personsUrl: personsUrl(agencies) });

  const url = await listen(app, settings.host, settings.port);
  return { url, database: audited.database, carry: () => carrier.carry(), close: () => app.close() };
}

/** None of these is needed: without one the gateway gives the answers of the others, and all gateways stand before the same services. */
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
