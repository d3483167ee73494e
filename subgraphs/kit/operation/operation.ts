import type { Asker } from "../guard/grant.ts";
import type { Guard } from "../guard/guard.ts";

/** One operation that is open: who asks, the moment, and the guard through which passes all that is answered. */
export interface Operation {
  readonly id: string;
  /** The trace that it belongs to, through gateway, partnership and agencies. */
  readonly trace: string;
  readonly asker: Asker;
  readonly now: Date;
  readonly guard: Guard;
}

/** Whether there was an answer; one that failed is an error as a whole, by its HTTP status. */
export type Outcome = "answered" | "failed";
