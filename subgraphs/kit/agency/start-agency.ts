import { createRemoteJWKSet } from "jose";
import type { DataSource } from "typeorm";
import { agencyTitle, ownedBy, readCategories, readOwnRules } from "../../../policies/index.ts";
import { type Clock, systemClock } from "../../../service/clock.ts";
import { withinDeadline } from "../../../service/database.ts";
import { ChildviewError } from "../../../service/errors.ts";
import { englandToday } from "../../../service/england-today.ts";
import { type Agencies, findAgency, permitKeysUrl, readAgencies, servicesOf, titlesOf } from "../../../trust/agencies.ts";
import { createPermitVerifier } from "../../../trust/permit-verifier.ts";
import { type Names, namesOf } from "../../../trust/refusal-words.ts";
import type { AgencySubgraph } from "../agency-subgraph.ts";
import { askerOf } from "../guard/grant.ts";
import { reviewsOf } from "../reviews.ts";
import type { SubgraphSettings } from "../settings.ts";
import { type OpenSubgraph, type RunningSubgraph, startSubgraph } from "../start-subgraph.ts";
import { buildAgency } from "./build-agency.ts";
import type { DoorwayContext } from "./child-doorway.ts";
import { createRecords } from "./records.ts";
import { actorOf, requirePermits } from "./require-permits.ts";

/** Starts an agency's service: its records, for those who bring a permit of the partnership's. */
export async function startAgency(
  subgraph: AgencySubgraph,
  settings: SubgraphSettings,
  clock: Clock = systemClock,
): Promise<RunningSubgraph> {
  const { agency } = subgraph;
  const { policiesFolder } = settings;
  const agencies = readAgencies(settings.agenciesFile);
  return startSubgraph(
    {
      name: agency,
      url: findAgency(agencies, agency).url,
      services: servicesOf(agencies),
      entities: [...subgraph.entities],
      migrations: [...subgraph.migrations],
      entryKind: "release",
      // Two hundred children with permits of the greatest length, and a document of as many tokens as are read.
      bodyLimit: 2 * 1024 * 1024,
      build: async () => {
        const categories = readCategories(policiesFolder);
        const own = ownedBy(categories, agency);
        const { rules, documents } = readOwnRules(policiesFolder, agency);
        const { schema } = await buildAgency(subgraph, own, rules);
        const titles = titlesOf(agencies);
        const names = namesOf(categories, (one) => agencyTitle({ titles }, one));
        const open = (database: DataSource) => answeringPermits({ agencies, agency, names, database, clock });
        return { schema, reviews: reviewsOf(documents, clock), open };
      },
    },
    settings,
    clock,
  );
}

interface Parts {
  readonly agencies: Agencies;
  readonly agency: string;
  readonly names: Names;
  readonly database: DataSource;
  readonly clock: Clock;
}

function answeringPermits({ agencies, agency, names, database, clock }: Parts): OpenSubgraph<DoorwayContext> {
  const keys = createRemoteJWKSet(permitKeysUrl(agencies), { cooldownDuration: 1000 });
  const { permitIssuer: issuer } = agencies.partnership;
  const verify = createPermitVerifier({ issuer, audience: findAgency(agencies, agency).permitAudience, agency, keys, clock });
  return {
    // Those keys that it has are good for a while, and without the partnership nobody asks.
    dependencies: [{ name: "permit keys", needed: false, check: () => keys.reload() }],
    admit: (app) => {
      const permitsOf = requirePermits(app, { agency, verify });
      return {
        callerOf: (request) => actorOf(permitsOf(request)),
        askerOf: (request) => {
          const [first] = permitsOf(request).values();
          if (first === undefined) throw new ChildviewError("INTERNAL", "a request came without a permit that holds");
          return askerOf(first);
        },
        contextOf: (request, { guard, deadline, now }) => ({
          guard,
          deadline,
          records: createRecords(withinDeadline(database, deadline)),
          permits: permitsOf(request),
          names,
          today: englandToday(now),
        }),
      };
    },
  };
}
