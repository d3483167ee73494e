import { mock } from "node:test";

/** Holds the clock still, so that no permit expires because a machine is slow. Timers and promises go on: verifying needs them. */
export function holdClock(now: Date): void {
  mock.timers.enable({ apis: ["Date"], now });
}

/** Puts the clock that is held to another moment. */
export function setClock(now: Date): void {
  mock.timers.setTime(now.getTime());
}

/** Lets the clock go again. */
export function releaseClock(): void {
  mock.timers.reset();
}
