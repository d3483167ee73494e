import type { Asked } from "./asked.ts";
import type { Bounds } from "./bounds.ts";
import { Confinement } from "./confinement.ts";
import type { Fetch } from "./fetches.ts";
import type { GivenError } from "./given-error.ts";
import { explanations, type GivenBeside, leadsTo, readErrors } from "./given-errors.ts";
import type { Path, Said } from "./said.ts";
import type { Speaker } from "./speaker.ts";

/** What a service answered to one fetch, as it came. */
export interface Given extends GivenBeside {
  readonly data: Readonly<Record<string, unknown>>;
}

/** What is taken of it. */
export interface Confined {
  readonly data: Record<string, unknown>;
  readonly errors: readonly Said[];
  /** The places at which the service did not answer as it should. */
  readonly failed: readonly Path[];
}

/** A fetch, and how the words of the service that answers it are believed. */
export interface ConfinedFetch {
  readonly asked: Asked;
  readonly fetch: Fetch;
  /** By the entity that the words are about; undefined for the root. */
  readonly speakerOf: (representation: Representation | undefined) => Speaker;
  readonly bounds: Bounds;
}

/** An entity as the gateway names it to a service. */
export type Representation = Readonly<Record<string, unknown>>;

/**
 * Takes of an answer exactly what the fetch asked for. Every place that was asked for and is empty says why, unless the schema leaves to null the meaning "nothing recorded". Throws if there are not as
 * many entities as were asked for, or if too many places are empty to say it of each. Changes nothing that it is given.
 */
export function confine(confined: ConfinedFetch, given: Given): Confined {
  return taken(confined, given, confined.bounds);
}

/** What is taken of a service that did not answer: nothing, and each place that was asked for says so. */
export function nothingOf(confined: ConfinedFetch): Confined {
  const { asked, fetch } = confined;
  const data = asked.entity === undefined ? {} : { _entities: representationsOf(fetch).map(() => null) };
  return taken(confined, { data, errors: [] }, { ...confined.bounds, failed: Infinity, said: Infinity });
}

function taken({ asked, fetch, speakerOf }: ConfinedFetch, given: Given, most: Bounds): Confined {
  const root = speakerOf(undefined);
  const representations = asked.entity === undefined ? [] : representationsOf(fetch);
  const speakers = representations.map(speakerOf);
  const errors = readErrors(given, most.heard);
  const speakerAt = ([first, at]: Path): Speaker => (first === "_entities" ? speakers[Number(at)] : undefined) ?? root;
  const heard = errors.filter((error) => !speakerAt(error.path).ignores(error));

  const confinement = new Confinement({ explanation: explanations(heard, given.data), most });
  const data = confinement.top([], asked.root, given.data, root);
  if (asked.entity !== undefined) {
    const entities = entitiesIn(given, representations.length);
    const entity = asked.entity;
    data["_entities"] = representations.map((one, at) =>
      confinement.top(["_entities", at], entity(String(one["__typename"])), entities[at], speakers[at] ?? root, one),
    );
  }
  return { data, errors: [...confinement.said, ...besides(errors, data, speakerAt)], failed: confinement.failed };
}

/** The entities that a fetch names; none if it asks for the root. */
export function representationsOf({ variables }: Fetch): Representation[] {
  const given = variables?.["representations"];
  return Array.isArray(given) ? (given as Representation[]) : [];
}

function entitiesIn({ data }: Given, count: number): unknown[] {
  const entities = Object.hasOwn(data, "_entities") ? data["_entities"] : undefined;
  if (!Array.isArray(entities) || entities.length !== count) throw new Error("entities are missing from the answer");
  return entities;
}

/** What is said beside values: each place once. */
function besides(errors: readonly GivenError[], data: unknown, speakerAt: (path: Path) => Speaker): Said[] {
  const found = new Map<string, Said>();
  for (const error of errors) {
    const said = speakerAt(error.path).beside(error, error.path);
    if (said !== undefined && leadsTo(data, error.path) === error.path.length) found.set(JSON.stringify(error.path), said);
  }
  return [...found.values()];
}
