import type { NewEntry } from "../audit/entry.ts";
import type { WhyNotWitnessed } from "../audit/checkpoint.ts";
import { longestUnwitnessed } from "../audit/witnessed.ts";
import type { Clock } from "../clock.ts";

/** Why a log is not witnessed: what it signed is not consistent, is signed by another key than the one it is known by, or did not come for long. */
export type Alarm = WhyNotWitnessed | "OTHER_KEY" | NotForLong;

/** That nothing of another's log was witnessed here for long, and that nobody else witnessed one's own. */
export type NotForLong = "NOT_BROUGHT" | "NOT_SIGNED";

const minutes = String(longestUnwitnessed / 60_000);

/** What is told of each, and to be read behind "The audit log of <service> is not witnessed: ". */
const sentences: Readonly<Record<Alarm, string>> = {
  OTHER_LOG: "another log is offered under its name than the one that was known",
  OTHER_KEY: "it is signed with another key than the one it was known by",
  SMALLER: "it has fewer entries than it had signed before",
  OTHER_ROOT: "it has signed two different histories of as many entries",
  NOT_CONSISTENT: "it is proved not to be the continuation of what was seen of it before",
  NOT_SHOWN: "no proof came with it that it is the continuation of what was seen of it before",
  NOT_BROUGHT: `nothing that it signed lately and that goes on from what was seen was brought here for ${minutes} minutes`,
  NOT_SIGNED: `no other service than the gateway has signed what it holds for ${minutes} minutes`,
};

/** Where alarms go besides `/health`. */
export interface AlarmSinks {
  readonly append: (entries: readonly NewEntry[]) => Promise<void>;
  readonly clock: Clock;
  /** Writes to the process's log, at its level for errors. */
  readonly error: (details: object, message: string) => void;
}

/** Tells of logs that are not witnessed: each reason once, and from then on in `/health`, until somebody has seen to it and starts the service again, or it is lifted. */
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

  /** Takes it back, of what may be past. It is raised anew if it comes again. */
  lift(service: string, why: NotForLong | "NOT_SHOWN"): void {
    this.#raised.delete(`${service} ${why}`);
  }

  warnings(): string[] {
    return [...this.#raised.values()];
  }
}
