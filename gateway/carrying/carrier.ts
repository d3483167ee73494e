import type { FastifyBaseLogger } from "fastify";
import type { Party } from "../../service/witness/party.ts";
import type { Agencies } from "../../trust/agencies.ts";
import { carryOnce } from "./carry.ts";
import { remoteParty } from "./remote-party.ts";

/** Milliseconds until the first round, and between rounds, each with up to as much again, or a third, by chance: replicas are not to ask all at once. */
const first = 2_000;
const between = 50_000;

/** Whoever carries checkpoints between the services. */
export interface Carrier {
  /** Carries once, now; waits for a round that is under way. */
  carry(): Promise<void>;
  close(): Promise<void>;
}

/** Carries checkpoints between the gateway and the services of the list, soon and from then on about once a minute: nobody but the gateway reaches all of them. */
export function startCarrier(agencies: Agencies, own: Party, log: FastifyBaseLogger): Carrier {
  const services = [{ name: "partnership", url: agencies.partnership.url }, ...agencies.agencies];
  const parties = new Map([["gateway", own], ...services.map(({ name, url }) => [name, remoteParty(url)] as const)]);
  const stopping = new AbortController();
  const seen = new Map<string, number>();
  const notCarried = (of: string, witness: string, err: unknown): void => log.info({ err, of, witness }, "a checkpoint was not carried");
  let round: Promise<void> = Promise.resolve();
  const carry = (): Promise<void> => (round = round.then(() => carryOnce({ parties, seen, notCarried, signal: stopping.signal })));
  let timer = setTimeout(again, first * (1 + Math.random())).unref();
  function again(): void {
    void carry().then(() => {
      if (!stopping.signal.aborted) timer = setTimeout(again, between * (1 + Math.random() / 3)).unref();
    });
  }
  return {
    carry,
    close: async () => {
      stopping.abort();
      clearTimeout(timer);
      await round;
    },
  };
}
