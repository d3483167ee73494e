import type { Principal } from "../trust/access-token.ts";

/** What the gateway knows of an operation: who asks, and the header they asked with, for the partnership to verify again. */
export interface GatewayContext {
  readonly principal: Principal;
  readonly authorization: string;
  [key: string]: unknown;
}
