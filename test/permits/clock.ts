import { jest } from "@jest/globals";

/** Holds the clock still, so that no permit expires because a machine is slow. Timers and promises go on: verifying needs them. */
export function holdClock(now: Date): void {
  jest.useFakeTimers({
    now,
    doNotFake: [
      "hrtime",
      "nextTick",
      "performance",
      "queueMicrotask",
      "setImmediate",
      "clearImmediate",
      "setInterval",
      "clearInterval",
      "setTimeout",
      "clearTimeout",
    ],
  });
}

/** Lets the clock go again. */
export function releaseClock(): void {
  jest.useRealTimers();
}
