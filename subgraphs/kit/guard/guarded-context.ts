import type { Deadline } from "../../../service/deadline.ts";
import type { Guard } from "./guard.ts";

/** What the guard needs of an operation. */
export interface GuardedContext {
  readonly guard: Guard;
  /** Once it has passed, nothing more is begun. */
  readonly deadline: Deadline;
}
