import type { DataSource } from "typeorm";
import { longestUnwitnessed } from "../audit/witnessed.ts";
import type { Clock } from "../clock.ts";
import type { Alarms, NotForLong } from "./alarms.ts";
import type { KnownLogs } from "./known-logs.ts";

/** What a watch looks at. */
export interface WatchParts {
  readonly database: DataSource;
  /** The service whose own log it is. */
  readonly service: string;
  readonly known: KnownLogs;
  readonly alarms: Alarms;
  readonly clock: Clock;
}

/**
 * Notices what does not happen: that nothing of another's log is witnessed here for long, or that nobody but the gateway, which carries and so could sign alone, witnesses one's own. Of logs that are known: a service that keeps none is
 * never told of. What was witnessed before the service was started it does not know, and counts from there.
 */
export class Watch {
  readonly #parts: WatchParts;
  readonly #began: number;
  /** By service, up to when its log was witnessed here, in milliseconds since 1970. */
  readonly #brought = new Map<string, number>();
  #signed = 0;

  constructor(parts: WatchParts) {
    this.#parts = parts;
    this.#began = parts.clock().getTime();
  }

  /** Notes that what another's log had signed at a moment was witnessed. What was signed with a time to come counts as now. */
  witnessed(service: string, signedAt: Date): void {
    this.#brought.set(service, Math.max(this.#brought.get(service) ?? 0, this.#past(signedAt)));
    this.#tell(service, "NOT_BROUGHT", this.#brought.get(service));
  }

  /** Notes that another service has signed what the own log held at a moment. */
  signed(by: string, upTo: Date): void {
    if (by === "gateway") return;
    this.#signed = Math.max(this.#signed, this.#past(upTo));
    this.#tell(this.#parts.service, "NOT_SIGNED", this.#signed);
  }

  /** Raises, or takes back, an alarm for each log. To be done from time to time. Throws what the database throws. */
  async look(): Promise<void> {
    const { database, known, service } = this.#parts;
    for (const other of await known.servicesKnown(database)) this.#tell(other, "NOT_BROUGHT", this.#brought.get(other));
    this.#tell(service, "NOT_SIGNED", this.#signed);
  }

  #past(moment: Date): number {
    return Math.min(moment.getTime(), this.#parts.clock().getTime());
  }

  #tell(service: string, why: NotForLong, last = 0): void {
    const { alarms, clock } = this.#parts;
    if (clock().getTime() - Math.max(last, this.#began) > longestUnwitnessed) alarms.raise(service, why);
    else alarms.lift(service, why);
  }
}
