import type { FastifyRequest } from "fastify";
import type { DataSource } from "typeorm";
import type { Policy } from "../../policies/index.ts";
import { type Clock, systemClock } from "../../service/clock.ts";
import { closeDatabase, openDatabase } from "../../service/database.ts";
import { keepDeadlines, type RequestDeadline } from "../../service/deadline.ts";
import { englandToday } from "../../service/england-today.ts";
import { requireFreePort } from "../../service/free-port.ts";
import { createHttpService, listen } from "../../service/http-service.ts";
import { inTurn } from "../../service/share/in-turn.ts";
import { Turns } from "../../service/share/turns.ts";
import { createAccessTokenVerifier } from "../../trust/access-token.ts";
import { type Agencies, permitKeysUrl, portOf, readAgencies, requireRealIssuers } from "../../trust/agencies.ts";
import { callerOf, principalOf, requireAccessToken } from "../../trust/require-access-token.ts";
import { refuseOverdue, reviewsOf, warnOfReviews } from "../kit/agency/reviews.ts";
import type { AgencySettings } from "../kit/agency/settings.ts";
import type { RunningAgency } from "../kit/agency/start-agency.ts";
import { serveGraphql } from "../kit/serve-graphql.ts";
import { buildPartnership } from "./build-partnership.ts";
import { partnershipEntities, partnershipMigrations } from "./database.ts";
import { createPartnershipContext } from "./graph/create-context.ts";
import type { PartnershipContext } from "./graph/context.ts";
import { bookOf } from "./graph/governance/policy-book.ts";
import { openSigningKeys, type SigningKeys } from "./permits/signing-keys.ts";
import { type OfficersTeller, openOfficersTeller } from "./storing/tell-officers.ts";
import { loadPolicyInForce } from "./policy-in-force.ts";

/** Starts the partnership: the agreements, the index, the keys that sign permits, and its server. */
export async function startPartnership(settings: AgencySettings, clock: Clock = systemClock): Promise<RunningAgency> {
  const agencies = readAgencies(settings.agenciesFile);
  requireRealIssuers(agencies, settings.mode);
  const port = portOf(agencies.partnership.url);
  await requireFreePort(settings.host, port);
  const { policy, warning } = await loadPolicyInForce(settings, agencies, englandToday(clock()));
  const reviews = reviewsOf(policy.agreements, clock);
  const own = new Set(policy.categories.flatMap(({ id, owner }) => (owner === "partnership" ? [id] : [])));
  const { schema } = await buildPartnership(agencies, own);
  const database = await openDatabase({
    service: "partnership",
    ...settings.database,
    production: settings.mode === "production",
    longestStatement: settings.operationTimeout,
    entities: partnershipEntities,
    migrations: partnershipMigrations,
  });
  const keys = openSigningKeys(database);
  const officers = openOfficersTeller(database);
  // Before anybody asks for the published keys, there is one.
  await keys.current(clock());

  const app = createHttpService({
    name: "partnership",
    logLevel: settings.logLevel,
    bodyLimit: 1024 * 1024,
    dependencies: [
      { name: "database", needed: true, check: async () => void (await database.query("SELECT 1")) },
      { name: "agreements", needed: true, check: async () => Promise.resolve(reviews.requireInTime()) },
    ],
    warnings: () => reviews.warnings(),
  });
  warnOfReviews(app, reviews, clock);
  if (warning !== undefined) app.log.warn(warning);
  app.get(permitKeysUrl(agencies).pathname, () => keys.published(clock()));
  await app.register(async (graphql) => {
    const deadlineOf = keepDeadlines(graphql, settings.operationTimeout);
    requireAccessToken(graphql, createAccessTokenVerifier(agencies, clock));
    refuseOverdue(graphql, reviews);
    const turns = new Turns(settings.limits.share);
    await serveGraphql({
      app: graphql,
      schema,
      context: contextFor({ agencies, policy, database, keys, officers, clock, deadlineOf, turns }),
      bounds: settings.limits.operation,
      around: (handler) => inTurn(turns, callerOf, handler),
    });
  });
  app.addHook("onClose", async () => {
    await officers.settled();
    await closeDatabase(database);
  });

  // The matrix takes about half a second, in which nobody else would be answered if the first officer to ask waited for it.
  bookOf(policy).cells();
  const url = await listen(app, settings.host, port);
  return { url, database, close: () => app.close() };
}

interface Parts {
  readonly agencies: Agencies;
  readonly policy: Policy;
  readonly database: DataSource;
  readonly keys: SigningKeys;
  readonly officers: OfficersTeller;
  readonly clock: Clock;
  readonly deadlineOf: (request: FastifyRequest) => RequestDeadline;
  readonly turns: Turns;
}

function contextFor({ deadlineOf, turns, ...parts }: Parts): (request: FastifyRequest) => PartnershipContext {
  return (request) => {
    const othersAsk = (): boolean => turns.othersAsk(callerOf(request));
    const { log } = request;
    return createPartnershipContext({ ...parts, principal: principalOf(request), deadline: deadlineOf(request), log, othersAsk });
  };
}
