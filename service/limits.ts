import { z } from "zod";
import { readSettings } from "./settings.ts";

/** How much one operation may ask for. */
export interface OperationBounds {
  /** Fields at the root, aliases counted. */
  readonly rootFields: number;
  /** Places at which another service has to be asked. The gateway alone knows of these. */
  readonly fetches: number;
  /** Points, as `service/graphql/cost.ts` estimates them: one is about a field of one record. */
  readonly cost: number;
}

/** How many requests of one caller, and of all, a process takes at once. */
export interface Share {
  /** Requests of one caller that run at once while nobody else asks. While others ask it is one each. */
  readonly running: number;
  /** Requests of one caller that wait for their turn. */
  readonly waiting: number;
  /** Requests of all callers that run at once, at a service behind the gateway. */
  readonly places: number;
  /** Requests of all callers, running and waiting. */
  readonly inFlight: number;
  /** Milliseconds that a request waits for its turn at most. */
  readonly patience: number;
}

/** What a service takes of those who ask. */
export interface Limits {
  readonly operation: OperationBounds;
  readonly share: Share;
}

const count = z.coerce.number().int().min(1).max(1_000_000);

/** The limits, as the gateway, the partnership and the agencies read them: what the gateway lets through has to pass at each. */
const shape = {
  MOST_ROOT_FIELDS: count.default(30),
  MOST_FETCHES: count.default(40),
  MOST_COST: count.default(75_000),
  MOST_RUNNING: count.default(2),
  MOST_WAITING: count.default(16),
  MOST_PLACES: count.default(8),
  MOST_IN_FLIGHT: count.default(500),
  LONGEST_WAIT_MS: count.default(5_000),
};

/** Reads the limits from the environment; part of a process's reading of its settings. Throws SETTING_INVALID. */
export function readLimits(environment: NodeJS.ProcessEnv): Limits {
  const read = readSettings(shape, environment);
  return {
    operation: { rootFields: read.MOST_ROOT_FIELDS, fetches: read.MOST_FETCHES, cost: read.MOST_COST },
    share: {
      running: read.MOST_RUNNING,
      waiting: read.MOST_WAITING,
      places: read.MOST_PLACES,
      inFlight: read.MOST_IN_FLIGHT,
      patience: read.LONGEST_WAIT_MS,
    },
  };
}

/** The share at the gateway. What runs there mostly waits for services: were it few at once, one agency that hangs would keep everybody from all others. */
export function shareAtGateway({ share }: Limits): Share {
  return { ...share, places: share.inFlight };
}

/** The share in one service's attention, of what a gateway asks it: what a caller's operations that run may ask at once has to have place. */
export function shareOfFetches({ operation, share }: Limits, connections: number): Share {
  const each = operation.fetches + 1;
  return { ...share, waiting: share.running * each, places: connections, inFlight: share.inFlight * each };
}
