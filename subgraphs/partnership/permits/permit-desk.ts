import DataLoader from "dataloader";
import type { Policy } from "../../../policies/index.ts";
import type { Clock } from "../../../service/clock.ts";
import type { Principal } from "../../../trust/access-token.ts";
import type { Agency } from "../../../trust/agencies.ts";
import type { PermitChild } from "../../../trust/permit.ts";
import { issuePermits } from "../../../trust/permit-issuer.ts";
import type { ChildDecision } from "../deciding/decide-child.ts";
import type { SigningKeys } from "./signing-keys.ts";
import { statementFor } from "./statement.ts";

/** Issues the permits of one operation. */
export interface PermitDesk {
  /** The permit for an agency that follows from a decision. Permits asked for together share signatures. */
  issue(agency: Agency, decision: ChildDecision): Promise<string>;
}

/** What the desk needs for one operation. */
export interface PermitDeskOptions {
  readonly policy: Policy;
  readonly issuer: string;
  readonly principal: Principal;
  readonly keys: SigningKeys;
  readonly clock: Clock;
}

/** Opens the desk for one operation of one principal. Each agency and purpose has permits of its own. */
export function openPermitDesk(options: PermitDeskOptions): PermitDesk {
  const loaders = new Map<string, DataLoader<ChildDecision, string>>();
  return {
    issue(agency, decision) {
      const name = `${agency.name} ${decision.purpose}`;
      const loader = loaders.get(name) ?? new DataLoader<ChildDecision, string>((decisions) => sign(options, agency, decisions));
      loaders.set(name, loader);
      return loader.load(decision);
    },
  };
}

async function sign(options: PermitDeskOptions, agency: Agency, decisions: readonly ChildDecision[]): Promise<string[]> {
  const { policy, issuer, principal, keys, clock } = options;
  const now = clock();
  const heading = {
    iss: issuer,
    aud: agency.permitAudience,
    sub: principal.subject,
    role: principal.role,
    org: principal.agency,
    // One loader serves one purpose, so the first decision speaks for all.
    purpose: decisions[0]?.purpose ?? "",
    policy: policy.version,
  };
  const children = decisions.map((decision) => permitChildOf(policy, agency, decision));
  return issuePermits(await keys.current(now), agency.name, heading, children, now);
}

function permitChildOf(policy: Policy, agency: Agency, decision: ChildDecision): PermitChild {
  const child = decision.identifiers.get(agency.identifier) ?? null;
  return { child, consents: decision.consentRevision, ...statementFor(agency.name, policy, decision) };
}
