import { createHash } from "node:crypto";
import { englandToday } from "../../../service/england-today.ts";
import type { Look } from "./look.ts";

/**
 * A visit: all that one person, in one role, looked at of a child for one purpose on one day in England. A day and no shorter while, so that where a visit begins and ends does not depend on what
 * else there is, or where a page ends.
 */
export interface Visit {
  /** What a cursor names it by: the same whatever stands before it. */
  readonly key: string;
  readonly person: string;
  readonly role: string;
  readonly agency: string;
  readonly purpose: string;
  readonly first: Date;
  readonly last: Date;
  /** How often they asked. */
  readonly times: number;
  readonly lookedAt: readonly string[];
  readonly couldRead: readonly string[];
  /** Of a visit in which nothing was shown: what was asked for. Otherwise empty: what front ends ask of everybody says nothing about whoever asked. */
  readonly refused: readonly string[];
}

/** The visits that looks are, the latest first. `told` says of which categories whoever reads is told; where nothing else was shown, or nothing else was asked for, there is no visit. Pure. */
export function visitsOf(looks: readonly Look[], told: (category: string) => boolean): Visit[] {
  const grouped = new Map<string, Look[]>();
  for (const look of looks) {
    const key = keyOf(look);
    grouped.set(key, [...(grouped.get(key) ?? []), look]);
  }
  return [...grouped].flatMap(([key, own]) => visitOf(key, own, told) ?? []).sort(compared);
}

/** Where a visit stands in the order: the latest first, and of one moment by key. */
export function compared(one: Pick<Visit, "last" | "key">, other: Pick<Visit, "last" | "key">): number {
  return other.last.getTime() - one.last.getTime() || (one.key < other.key ? -1 : Number(one.key > other.key));
}

function keyOf({ at, person, role, agency, purpose }: Look): string {
  return createHash("sha256")
    .update(JSON.stringify([englandToday(at), person, role, agency, purpose]))
    .digest("base64url")
    .slice(0, 16);
}

function visitOf(key: string, all: readonly Look[], told: (category: string) => boolean): Visit | undefined {
  const looks = all.filter((one) => [...one.lookedAt, ...one.couldRead, ...one.refused].some(told));
  const [look] = looks;
  if (look === undefined) return undefined;
  const { person, role, agency, purpose } = look;
  const moments = looks.map(({ at }) => at.getTime());
  const kinds = (of: (look: Look) => readonly string[]) => [...new Set(looks.flatMap(of))].filter(told).sort();
  const lookedAt = kinds((look) => look.lookedAt);
  const couldRead = kinds((look) => look.couldRead).filter((category) => !lookedAt.includes(category));
  const shown = lookedAt.length + couldRead.length > 0;
  // To be shown nothing of what is told is not to be shown nothing.
  if (!shown && all.some((one) => one.lookedAt.length + one.couldRead.length > 0)) return undefined;
  return {
    ...{ key, person, role, agency, purpose, lookedAt, couldRead },
    ...{ first: new Date(Math.min(...moments)), last: new Date(Math.max(...moments)) },
    times: new Set(looks.map(({ trace, id }) => (trace === "" ? id : trace))).size,
    refused: shown ? [] : kinds((look) => look.refused),
  };
}
