import type { Share } from "../limits.ts";

/** Milliseconds after their last request in which somebody still counts as asking: the time in which a page asks for its next part. */
const stillAsking = 1_000;

/** Why a request gets no turn: too many of this caller's wait already, or of all; it waited too long for others of the caller's own, or for those of others; or nobody waits for it any more, since its time was up or whoever sent it has left. */
export type NoTurn = "too many" | "busy" | "gone";

/** Ends a turn. To be called once, when nothing is done for the request any more. */
export type EndOfTurn = () => void;

interface Waiting {
  readonly begin: () => void;
}

interface Caller {
  running: number;
  readonly waiting: Waiting[];
}

/**
 * Gives requests their turn so that callers, not requests, share a process. Callers take turns, and each caller's requests come in the order in which they were sent. Who asks alone has several at once;
 * as soon as somebody else asks, too, each has one. It is all in memory: each process shares only itself.
 */
export class Turns {
  readonly #share: Share;
  readonly #now: () => number;
  /** Those who have requests here. Whoever had a turn goes to the end. */
  readonly #callers = new Map<string, Caller>();
  /** When those who have asked last did so, in milliseconds. */
  readonly #lastAsked = new Map<string, number>();
  #running = 0;
  #inFlight = 0;

  constructor(share: Share, now: () => number = () => performance.now()) {
    this.#share = share;
    this.#now = now;
  }

  /** Resolves when it is the turn of this caller's request, with what ends it; or says why it gets none. `gone` tells that nobody waits for the answer any more. */
  async take(caller: string, gone?: AbortSignal): Promise<EndOfTurn | NoTurn> {
    const mine = this.#callers.get(caller) ?? { running: 0, waiting: [] };
    if (gone?.aborted) return "gone";
    if (mine.waiting.length >= this.#share.waiting) return "too many";
    if (this.#inFlight >= this.#share.inFlight) return "busy";
    this.#callers.set(caller, mine);
    this.#inFlight++;
    this.#noteAsked(caller);
    const turn = await this.#wait(mine, gone);
    if (turn === "begun") return this.#endOf(caller, mine);
    this.#inFlight--;
    this.#forgetIfDone(caller, mine);
    return turn;
  }

  /** Whether anybody else asks here: has requests that run or wait, or had until a moment ago. */
  othersAsk(caller: string): boolean {
    const isOther = (name: string): boolean => name !== caller;
    return [...this.#callers.keys()].some(isOther) || [...this.#lastAsked.keys()].some(isOther);
  }

  #wait(mine: Caller, gone: AbortSignal | undefined): Promise<"begun" | NoTurn> {
    return new Promise((resolve) => {
      const settle = (outcome: "begun" | NoTurn): void => {
        clearTimeout(timer);
        gone?.removeEventListener("abort", leave);
        resolve(outcome);
      };
      const waiting = { begin: () => settle("begun") };
      const giveUp = (outcome: NoTurn): void => {
        mine.waiting.splice(mine.waiting.indexOf(waiting), 1);
        settle(outcome);
      };
      const leave = (): void => giveUp("gone");
      const timer = setTimeout(() => giveUp(mine.running > 0 ? "too many" : "busy"), this.#share.patience).unref();
      gone?.addEventListener("abort", leave);
      mine.waiting.push(waiting);
      this.#beginNext();
    });
  }

  /** Begins all that may begin now, one of each caller in turn. */
  #beginNext(): void {
    for (let next = this.#nextCaller(); next !== undefined; next = this.#nextCaller()) {
      const [name, caller] = next;
      this.#toTheEnd(name, caller);
      caller.running++;
      this.#running++;
      caller.waiting.shift()?.begin();
    }
  }

  #nextCaller(): [string, Caller] | undefined {
    if (this.#running >= this.#share.places) return undefined;
    for (const [name, caller] of this.#callers) {
      if (caller.waiting.length > 0 && caller.running < this.#atOnce(name)) return [name, caller];
    }
    return undefined;
  }

  #atOnce(caller: string): number {
    return this.othersAsk(caller) ? 1 : this.#share.running;
  }

  #endOf(caller: string, mine: Caller): EndOfTurn {
    return () => {
      mine.running--;
      this.#running--;
      this.#inFlight--;
      this.#noteAsked(caller);
      // Whoever came while it ran has had no turn yet.
      this.#toTheEnd(caller, mine);
      this.#forgetIfDone(caller, mine);
      this.#beginNext();
    };
  }

  #toTheEnd(name: string, caller: Caller): void {
    this.#callers.delete(name);
    this.#callers.set(name, caller);
  }

  #forgetIfDone(name: string, caller: Caller): void {
    if (caller.running === 0 && caller.waiting.length === 0) this.#callers.delete(name);
  }

  #noteAsked(caller: string): void {
    const now = this.#now();
    // The last to have asked stands last, so those who no longer count stand first.
    this.#lastAsked.delete(caller);
    this.#lastAsked.set(caller, now);
    for (const [name, at] of this.#lastAsked) {
      if (at > now - stillAsking) break;
      this.#lastAsked.delete(name);
    }
  }
}
