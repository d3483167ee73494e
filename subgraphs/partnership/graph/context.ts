import type { FastifyBaseLogger } from "fastify";
import type { DataSource } from "typeorm";
import type { Policy, Purpose } from "../../../policies/index.ts";
import type { Pace } from "../../../service/share/pace.ts";
import type { Principal } from "../../../trust/access-token.ts";
import type { GuardedContext } from "../../kit/guard/guarded-context.ts";
import type { Contradiction } from "../deciding/contradiction.ts";
import type { ChildDecision } from "../deciding/decide-child.ts";
import type { IndexReader } from "../index-reader.ts";
import type { PermitDesk } from "../permits/permit-desk.ts";

/** What a resolver of the partnership is given. It lives as long as one operation. */
export interface PartnershipContext extends GuardedContext {
  readonly principal: Principal;
  readonly policy: Policy;
  /** As the audit has it. */
  readonly operation: { readonly id: string; readonly trace: string };
  /** The categories for which the gateway says that the operation asks; undefined if it does not say. Nothing is decided by it. */
  readonly askedFor: ReadonlySet<string> | undefined;
  /** The moment at which the operation is decided. */
  readonly now: Date;
  /** The day on which that is, in England (ISO 8601). */
  readonly today: string;
  readonly index: IndexReader;
  readonly permits: PermitDesk;
  /** The identifier systems that this person's agency has to do with: its own alone; a family's are all. */
  readonly identifierSystems: ReadonlySet<string>;
  /** The database, until the deadline has passed or the caller has left. */
  readonly database: DataSource;
  /** Where changes are made: once begun, one goes on without its caller. */
  readonly databaseOfChanges: DataSource;
  /** What takes long is done in steps, and each asks for its turn here. */
  readonly pace: Pace;
  /** The process's log. */
  readonly log: Pick<FastifyBaseLogger, "warn">;
  /** Sees to it that officers are told, once for this operation, if the directory contradicts this person's token. */
  contradicted(found: Contradiction | undefined): void;
  /** Decides on a child for this operation's person; undefined if the index has no such child. */
  decide(child: string, purpose: Purpose): Promise<ChildDecision | undefined>;
}
