import type { FastifyRequest } from "fastify";
import { createRemoteJWKSet } from "jose";
import type { DataSource } from "typeorm";
import { readCategories, readOwnRules } from "../../../policies/index.ts";
import { type Clock, systemClock } from "../../../service/clock.ts";
import { closeDatabase, openDatabase, withinDeadline } from "../../../service/database.ts";
import { keepDeadlines } from "../../../service/deadline.ts";
import { englandToday } from "../../../service/england-today.ts";
import { requireFreePort } from "../../../service/free-port.ts";
import { createHttpService, listen } from "../../../service/http-service.ts";
import type { Running } from "../../../service/run-process.ts";
import { inTurn } from "../../../service/share/in-turn.ts";
import { Turns } from "../../../service/share/turns.ts";
import { findAgency, permitKeysUrl, portOf, readAgencies } from "../../../trust/agencies.ts";
import { createPermitVerifier } from "../../../trust/permit-verifier.ts";
import type { AgencySubgraph } from "../agency-subgraph.ts";
import { Guard } from "../guard/guard.ts";
import { serveGraphql } from "../serve-graphql.ts";
import { buildAgency } from "./build-agency.ts";
import type { DoorwayContext } from "./child-doorway.ts";
import { createRecords } from "./records.ts";
import { actorOf, requirePermits } from "./require-permits.ts";
import { reviewsOf, warnOfReviews } from "./reviews.ts";
import type { AgencySettings } from "./settings.ts";

/** An agency's service that runs, with its database, for whoever started it in the same process. */
export interface RunningAgency extends Running {
  readonly database: DataSource;
}

/** Starts an agency's service: its schema, its database, the keys it believes, and its server. */
export async function startAgency(subgraph: AgencySubgraph, settings: AgencySettings, clock: Clock = systemClock): Promise<RunningAgency> {
  const agencies = readAgencies(settings.agenciesFile);
  const entry = findAgency(agencies, subgraph.agency);
  await requireFreePort(settings.host, portOf(entry.url));
  const { agency } = subgraph;
  const own = readOwnRules(settings.policiesFolder, agency);
  const reviews = reviewsOf(own.documents, clock);
  const { schema } = await buildAgency(subgraph, ownCategories(settings.policiesFolder, agency), own.rules);
  const database = await openDatabase({
    service: subgraph.agency,
    ...settings.database,
    production: settings.mode === "production",
    longestStatement: settings.operationTimeout,
    entities: [...subgraph.entities],
    migrations: [...subgraph.migrations],
  });

  const keys = createRemoteJWKSet(permitKeysUrl(agencies), { cooldownDuration: 1000 });
  const verify = createPermitVerifier({
    issuer: agencies.partnership.permitIssuer,
    audience: entry.permitAudience,
    agency: entry.name,
    keys,
    clock,
  });

  const app = createHttpService({
    name: subgraph.agency,
    logLevel: settings.logLevel,
    // Two hundred children with permits of 6,000 characters, and a document of as many tokens as are read.
    bodyLimit: 2 * 1024 * 1024,
    dependencies: [
      { name: "database", needed: true, check: async () => void (await database.query("SELECT 1")) },
      // Those that it has are good for a while, and without the partnership nobody asks.
      { name: "permit keys", needed: false, check: () => keys.reload() },
    ],
    warnings: () => reviews.warnings(),
  });
  warnOfReviews(app, reviews, clock);
  await app.register(async (graphql) => {
    const deadlineOf = keepDeadlines(graphql, settings.operationTimeout);
    const permitsOf = requirePermits(graphql, { agency, verify });
    const context = (request: FastifyRequest): DoorwayContext => {
      const deadline = deadlineOf(request);
      const records = createRecords(withinDeadline(database, deadline));
      return { guard: new Guard(), deadline, records, permits: permitsOf(request), today: englandToday(clock()) };
    };
    const turns = new Turns(settings.limits.share);
    await serveGraphql({
      app: graphql,
      schema,
      context,
      bounds: settings.limits.operation,
      around: (handler) => inTurn(turns, (request) => actorOf(permitsOf(request)), handler),
    });
  });
  app.addHook("onClose", () => closeDatabase(database));

  const url = await listen(app, settings.host, portOf(entry.url));
  return { url, database, close: () => app.close() };
}

function ownCategories(policiesFolder: string, agency: string): ReadonlySet<string> {
  return new Set(readCategories(policiesFolder).flatMap(({ id, owner }) => (owner === agency ? [id] : [])));
}
