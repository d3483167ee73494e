import type { DataSource } from "typeorm";
import type { Policy } from "../../../policies/index.ts";
import { Pace } from "../../../service/share/pace.ts";
import type { Principal } from "../../../trust/access-token.ts";
import type { Agencies } from "../../../trust/agencies.ts";
import { Guard } from "../../kit/guard/guard.ts";
import { decideChild } from "../deciding/decide-child.ts";
import { momentAt } from "../deciding/moment.ts";
import { openIndexReader } from "../index-reader.ts";
import { openPermitDesk } from "../permits/permit-desk.ts";
import type { SigningKeys } from "../permits/signing-keys.ts";
import type { PartnershipContext } from "./context.ts";

/** What an operation is made of. */
export interface OperationParts {
  readonly principal: Principal;
  readonly policy: Policy;
  readonly agencies: Agencies;
  readonly database: DataSource;
  readonly keys: SigningKeys;
  readonly clock: () => Date;
  readonly log: PartnershipContext["log"];
  /** Whether others than this person ask the service now; nobody does unless given. */
  readonly othersAsk?: () => boolean;
}

/** Makes the context of one operation. Facts are read anew for each, so that a change is in force for the next. */
export function createPartnershipContext(parts: OperationParts): PartnershipContext {
  const { principal, policy, agencies, database, keys, clock, log, othersAsk = () => false } = parts;
  const index = openIndexReader(database);
  const moment = momentAt(clock());
  return {
    principal,
    policy,
    ...moment,
    database,
    index,
    log,
    guard: new Guard(),
    pace: new Pace(othersAsk),
    identifierSystems: systemsOf(agencies, principal),
    permits: openPermitDesk({ policy, issuer: agencies.partnership.permitIssuer, principal, keys, clock }),
    async decide(child, purpose) {
      const facts = await index.facts(child);
      return facts === undefined ? undefined : decideChild(policy, facts, principal, purpose, moment);
    },
  };
}

// Each agency should know a child by its own identifier alone: only the index, and the family, know them all.
function systemsOf({ agencies }: Agencies, principal: Principal): ReadonlySet<string> {
  const known = principal.agency === "family" ? agencies : agencies.filter(({ name }) => name === principal.agency);
  return new Set(known.map(({ identifier }) => identifier));
}
