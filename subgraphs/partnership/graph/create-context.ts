import type { DataSource } from "typeorm";
import type { Policy, Purpose } from "../../../policies/index.ts";
import type { Clock } from "../../../service/clock.ts";
import { withinDeadline } from "../../../service/database.ts";
import { type RequestDeadline, requireTime } from "../../../service/deadline.ts";
import { Pace } from "../../../service/share/pace.ts";
import type { Principal } from "../../../trust/access-token.ts";
import type { Agencies } from "../../../trust/agencies.ts";
import type { Guard } from "../../kit/guard/guard.ts";
import { contradictionOnTeam } from "../deciding/contradiction.ts";
import { type ChildDecision, decideChild } from "../deciding/decide-child.ts";
import { momentAt } from "../deciding/moment.ts";
import type { IndexedChild } from "../facts-reader.ts";
import { openIndexReader } from "../index-reader.ts";
import { openPermitDesk } from "../permits/permit-desk.ts";
import type { SigningKeys } from "../permits/signing-keys.ts";
import type { OfficersTeller } from "../storing/tell-officers.ts";
import type { PartnershipContext } from "./context.ts";

/** What an operation is made of. */
export interface OperationParts {
  readonly principal: Principal;
  readonly policy: Policy;
  readonly agencies: Agencies;
  readonly database: DataSource;
  readonly keys: SigningKeys;
  readonly officers: OfficersTeller;
  readonly clock: Clock;
  readonly deadline: RequestDeadline;
  readonly log: PartnershipContext["log"];
  readonly id: string;
  readonly trace: string;
  /** When it was begun: it is decided as of then. */
  readonly now: Date;
  readonly guard: Guard;
  /** Whether others than this person ask the service now; nobody does unless given. */
  readonly othersAsk?: () => boolean;
  /** As the gateway says; undefined if it does not. */
  readonly askedFor?: ReadonlySet<string> | undefined;
}

/** Makes the context of one operation. Facts are read anew for each, so that a change is in force for the next. */
export function createPartnershipContext(parts: OperationParts): PartnershipContext {
  const { principal, policy, agencies, keys, officers, clock, deadline, log, guard, othersAsk = () => false } = parts;
  const database = withinDeadline(parts.database, deadline);
  const index = openIndexReader(database);
  const moment = momentAt(parts.now);
  const decideOnce = decidingOnce((facts, purpose) => decideChild(policy, facts, principal, purpose, moment));
  let isTold = false;
  const contradicted: PartnershipContext["contradicted"] = (found) => {
    if (found === undefined || isTold) return;
    isTold = true;
    officers.tell(found, moment.now, log);
  };
  return {
    principal,
    policy,
    ...moment,
    database,
    databaseOfChanges: withinDeadline(parts.database, deadline.ofChange),
    index,
    deadline,
    log,
    contradicted,
    guard,
    operation: { id: parts.id, trace: parts.trace },
    askedFor: parts.askedFor,
    pace: new Pace(deadline, othersAsk),
    identifierSystems: systemsOf(agencies, principal),
    permits: openPermitDesk({ policy, issuer: agencies.partnership.permitIssuer, principal, keys, clock }),
    async decide(child, purpose) {
      const facts = await index.facts(child);
      requireTime(deadline);
      if (facts === undefined) return undefined;
      contradicted(contradictionOnTeam(principal, facts, moment.today));
      return decideOnce(facts, purpose);
    },
  };
}

// Each agency should know a child by its own identifier alone: only the index, and the family, know them all.
function systemsOf({ agencies }: Agencies, principal: Principal): ReadonlySet<string> {
  const known = principal.agency === "family" ? agencies : agencies.filter(({ name }) => name === principal.agency);
  return new Set(known.map(({ identifier }) => identifier));
}

type Decide = (facts: IndexedChild, purpose: Purpose) => ChildDecision;

// However often one operation asks of the same facts, under aliases say; after a change they are others.
function decidingOnce(decide: Decide): Decide {
  const known = new WeakMap<IndexedChild, Map<Purpose, ChildDecision>>();
  return (facts, purpose) => {
    const decisions = known.get(facts) ?? new Map<Purpose, ChildDecision>();
    const decision = decisions.get(purpose) ?? decide(facts, purpose);
    known.set(facts, decisions.set(purpose, decision));
    return decision;
  };
}
