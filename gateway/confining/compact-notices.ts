import { eachPlace, isPlaces } from "../../service/graphql/places.ts";
import { type CompactNotice, errorOf } from "../../trust/notice.ts";
import type { GivenError } from "./given-error.ts";

const isText = (value: unknown): boolean => typeof value === "string";
const isListOf = (value: unknown, is: (one: unknown) => boolean): boolean => Array.isArray(value) && value.every(is);

/**
 * What each member of a notice has to be. By hand and not by zod, which goes on after a fault and words each one that it finds: an agency could have it word a million, for seconds in which the gateway
 * answers nobody.
 */
const members: Readonly<Record<keyof CompactNotice, (value: unknown) => boolean>> = {
  category: isText,
  reason: isText,
  remedy: isText,
  rules: (value) => isListOf(value, isText),
  policy: (value) => value === null || isText(value),
  extent: (value) => value === "WHOLE" || value === "PART",
  field: isText,
  paths: (value) => isListOf(value, isPlaces) && (value as readonly unknown[]).length > 0,
};

/**
 * Reads what a service says in the compact form: the same notices as errors would be, at each of their places, the first so many of them and one more; what stands behind those is not looked at. Nothing of
 * them is to be believed yet. Throws at the first that is not in that form, or if there are more entries than places are read: only what reads our header answers so, so there is nothing to be made
 * allowances for.
 */
export function readNotices(given: unknown, atMost: number): GivenError[] {
  if (!Array.isArray(given)) throw new Error("the answer has no compact form");
  if (given.length > atMost) throw new Error("the answer says more than the gateway reads");
  const read: GivenError[] = [];
  for (const one of given as readonly unknown[]) {
    if (!isNotice(one)) throw new Error("a notice is not in the compact form");
    const { category, reason, remedy, rules, policy, extent, field } = one;
    const { message, extensions } = errorOf({ category, reason, remedy, rules, policy, extent, field });
    for (const places of one.paths)
      for (const path of eachPlace(places)) {
        read.push({ message, path, extensions });
        if (read.length > atMost) return read;
      }
  }
  return read;
}

function isNotice(given: unknown): given is CompactNotice {
  if (typeof given !== "object" || given === null) return false;
  return Object.entries(members).every(([name, is]) => is((given as Readonly<Record<string, unknown>>)[name]));
}
