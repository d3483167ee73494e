import type { Asker } from "../guard/grant.ts";
import type { Guard } from "../guard/guard.ts";

/** One operation that is open: who asks, the moment, and the guard through which passes all that is answered. */
export interface Operation {
  readonly id: string;
  /** The trace that it belongs to, through gateway, partnership and agencies. */
  readonly trace: string;
  /** Undefined where nobody is known, since nothing that was brought holds. */
  readonly asker: Asker | undefined;
  readonly now: Date;
  readonly guard: Guard;
}

/** Whether an answer was made; one that failed released nothing. */
export type Outcome = "answered" | "failed";
