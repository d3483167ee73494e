import type { NewEntry } from "../audit/entry.ts";
import type { WhyNotWitnessed } from "../audit/checkpoint.ts";
import type { Clock } from "../clock.ts";

/** Why a log is not witnessed: what it signed is not consistent, or is signed by another key than the one it is known by. */
export type Alarm = WhyNotWitnessed | "OTHER_KEY";

/** What is told of each, and to be read behind "The audit log of <service> is not witnessed: ". */
const sentences: Readonly<Record<Alarm, string>> = {
  OTHER_LOG: "another log is offered under its name than the one that was known",
  OTHER_KEY: "it is signed with another key than the one it was known by",
  SMALLER: "it has fewer entries than it had signed before",
  OTHER_ROOT: "it has signed two different histories of as many entries",
  NOT_CONSISTENT: "it is not shown to be the continuation of what was seen of it before",
};

/** Where alarms go besides `/health`. */
export interface AlarmSinks {
  readonly append: (entries: readonly NewEntry[]) => Promise<void>;
  readonly clock: Clock;
  /** Writes to the process's log, at its level for errors. */
  readonly error: (details: object, message: string) => void;
}

/** Tells of logs that are not witnessed: each reason once, and from then on in `/health`, until somebody has seen to it and starts the service again. */
export class Alarms {
  readonly #sinks: AlarmSinks;
  readonly #raised = new Map<string, string>();

  constructor(sinks: AlarmSinks) {
    this.#sinks = sinks;
  }

  /** Raises it. Answers whether it is new. It waits for nothing: what is told must not be in the way of what was asked. */
  raise(service: string, why: Alarm): boolean {
    const key = `${service} ${why}`;
    if (this.#raised.has(key)) return false;
    const message = `The audit log of ${service} is not witnessed: ${sentences[why]}. See docs/audit.md.`;
    this.#raised.set(key, message);
    const { append, clock, error } = this.#sinks;
    error({ service, why }, message);
    append([{ kind: "witness", at: clock(), facts: { of: service, refused: why }, personal: {} }]).catch((err: unknown) =>
      error({ err }, "that a log is not witnessed could not be recorded"),
    );
    return true;
  }

  warnings(): string[] {
    return [...this.#raised.values()];
  }
}
