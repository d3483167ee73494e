import { setImmediate as nextTurnOfLoop, setTimeout as wait } from "node:timers/promises";
import { type Deadline, requireTime } from "../deadline.ts";

/** The longest rest, in milliseconds: what came between two steps may have been others' work. */
const longestRest = 25;

/**
 * The pace of one operation in what takes a millisecond or more of a processor at a time. All operations have one thread: without this, dozens of such steps that are ready at once would be done in
 * one go, while everybody else waits, and whoever asks after the service's health. With it each step has a turn of the event loop to itself; and while others ask as well, the operation rests after
 * each as long as that took, so that half of the time is theirs.
 */
export class Pace {
  readonly #deadline: Deadline;
  readonly #othersAsk: () => boolean;
  #last: Promise<void> = Promise.resolve();
  #began: number | undefined;

  constructor(deadline: Deadline, othersAsk: () => boolean) {
    this.#deadline = deadline;
    this.#othersAsk = othersAsk;
  }

  /** Resolves when the next step may be done, at once and in one go; in the order in which they were asked for. Rejects with DEADLINE_PASSED once nothing more is to be begun. */
  step(): Promise<void> {
    this.#last = this.#last.then(() => this.#next());
    return this.#last;
  }

  async #next(): Promise<void> {
    await nextTurnOfLoop();
    if (this.#began !== undefined && this.#othersAsk()) await wait(Math.min(performance.now() - this.#began, longestRest));
    requireTime(this.#deadline);
    this.#began = performance.now();
  }
}
