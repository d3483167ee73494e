import type { DataSource } from "typeorm";
import { ownedBy } from "../../policies/index.ts";
import { type Clock, systemClock } from "../../service/clock.ts";
import { englandToday } from "../../service/england-today.ts";
import { askedForHeader, readAskedFor } from "../../trust/asked-for.ts";
import { createAccessTokenVerifier } from "../../trust/access-token.ts";
import { type Agencies, permitKeysUrl, readAgencies, requireRealIssuers, servicesOf } from "../../trust/agencies.ts";
import { callerOf, principalOf, requireAccessToken } from "../../trust/require-access-token.ts";
import { type Reviews, reviewsOf } from "../kit/reviews.ts";
import type { SubgraphSettings } from "../kit/settings.ts";
import { type OpenSubgraph, type RunningSubgraph, startSubgraph } from "../kit/start-subgraph.ts";
import { buildPartnership } from "./build-partnership.ts";
import { partnershipEntities, partnershipMigrations } from "./database.ts";
import { askerOf } from "./graph/asker.ts";
import { createPartnershipContext } from "./graph/create-context.ts";
import type { PartnershipContext } from "./graph/context.ts";
import { bookOf } from "./graph/governance/policy-book.ts";
import { openSigningKeys } from "./permits/signing-keys.ts";
import { openOfficersTeller } from "./storing/tell-officers.ts";
import { loadPolicyInForce, type PolicyInForce } from "./policy-in-force.ts";
import { noteInForce } from "./policy-versions.ts";
import { refuseOverdue } from "./refuse-overdue.ts";

/** Starts the partnership: the agreements, the index, and the keys that sign permits, for those who bring an access token. */
export async function startPartnership(settings: SubgraphSettings, clock: Clock = systemClock): Promise<RunningSubgraph> {
  const agencies = readAgencies(settings.agenciesFile);
  requireRealIssuers(agencies, settings.mode);
  return startSubgraph(
    {
      name: "partnership",
      url: agencies.partnership.url,
      services: servicesOf(agencies),
      entities: partnershipEntities,
      migrations: partnershipMigrations,
      entryKind: "decision",
      bodyLimit: 1024 * 1024,
      build: async () => {
        const inForce = await loadPolicyInForce(settings, agencies, englandToday(clock()));
        const { policy } = inForce;
        const { schema } = await buildPartnership(agencies, ownedBy(policy.categories, "partnership"));
        const reviews = reviewsOf(policy.agreements, clock);
        return { schema, reviews, open: (database) => issuingPermits({ agencies, inForce, reviews, database, clock }) };
      },
    },
    settings,
    clock,
  );
}

interface Parts {
  readonly agencies: Agencies;
  readonly inForce: PolicyInForce;
  readonly reviews: Reviews;
  readonly database: DataSource;
  readonly clock: Clock;
}

async function issuingPermits({ inForce, reviews, ...parts }: Parts): Promise<OpenSubgraph<PartnershipContext>> {
  const { agencies, database, clock } = parts;
  const { policy, warning } = inForce;
  await noteInForce(database, inForce, clock());
  const categories = new Set(policy.categories.map(({ id }) => id));
  const [keys, officers] = [openSigningKeys(database), openOfficersTeller(database)];
  // Before anybody asks for the published keys, there is one.
  await keys.current(clock());
  // The matrix takes about half a second, in which nobody else would be answered if the first officer to ask waited for it.
  bookOf(policy).cells();
  return {
    dependencies: [{ name: "agreements", needed: true, check: async () => Promise.resolve(reviews.requireInTime()) }],
    besides: (app) => {
      if (warning !== undefined) app.log.warn(warning);
      app.get(permitKeysUrl(agencies).pathname, () => keys.published(clock()));
    },
    admit: (app) => {
      requireAccessToken(app, createAccessTokenVerifier(agencies, clock));
      refuseOverdue(app, reviews);
      return {
        callerOf,
        askerOf: (request) => askerOf(principalOf(request)),
        contextOf: (request, operation) => {
          const askedFor = readAskedFor(request.headers[askedForHeader], categories);
          return createPartnershipContext({
            ...parts,
            policy,
            keys,
            officers,
            principal: principalOf(request),
            log: request.log,
            askedFor,
            ...operation,
          });
        },
      };
    },
    settled: () => officers.settled(),
  };
}
