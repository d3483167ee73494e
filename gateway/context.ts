import type { Deadline } from "../service/deadline.ts";
import type { Principal } from "../trust/access-token.ts";
import type { Learning } from "./recording/recorded-operation.ts";

/** What the gateway knows of an operation: who asks, the header they asked with, for the partnership to verify again, and until when it is worked for. */
export interface GatewayContext extends Learning {
  readonly principal: Principal;
  readonly authorization: string;
  readonly deadline: Deadline;
  /** By which the services' entries in the audit are found together. */
  readonly trace: string;
  [key: string]: unknown;
}
