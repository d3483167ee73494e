import type { DataSource } from "typeorm";
import type { Policy } from "../../../policies/index.ts";
import type { Principal } from "../../../trust/access-token.ts";
import { Guard } from "../../kit/guard/guard.ts";
import { decideChild } from "../deciding/decide-child.ts";
import { englandToday } from "../england-today.ts";
import { openIndexReader } from "../index-reader.ts";
import { openPermitDesk } from "../permits/permit-desk.ts";
import type { SigningKeys } from "../permits/signing-keys.ts";
import type { PartnershipContext } from "./context.ts";

/** What an operation is made of. */
export interface OperationParts {
  readonly principal: Principal;
  readonly policy: Policy;
  readonly issuer: string;
  readonly database: DataSource;
  readonly keys: SigningKeys;
  readonly clock: () => Date;
}

/** Makes the context of one operation. Facts are read anew for each, so that a change is in force for the next. */
export function createPartnershipContext({ principal, policy, issuer, database, keys, clock }: OperationParts): PartnershipContext {
  const index = openIndexReader(database);
  const today = englandToday(clock());
  return {
    principal,
    policy,
    today,
    index,
    guard: new Guard(),
    permits: openPermitDesk({ policy, issuer, principal, keys, clock }),
    async decide(child, purpose) {
      const facts = await index.facts(child);
      return facts === undefined ? undefined : decideChild(policy, facts, principal, purpose, today);
    },
  };
}
