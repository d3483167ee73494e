import { z } from "zod";
import { eachPlace, isPlaces, type Places } from "../../service/graphql/places.ts";
import { type CompactNotice, errorOf } from "../../trust/notice.ts";
import { noticeWords } from "../../trust/refusal.ts";
import type { GivenError } from "./given-errors.ts";

const notices = z.array(z.object({ ...noticeWords, paths: z.array(z.custom<Places>(isPlaces)).min(1) }));

/**
 * Reads what a service says in the compact form: the same notices as errors would be, at each of their places, the first so many of them and one more. Nothing of them is to be believed yet. Throws if it
 * is not in that form, or if there are more entries than places are read: only what reads our header answers so, so there is nothing to be made allowances for.
 */
export function readNotices(given: unknown, atMost: number): GivenError[] {
  if (Array.isArray(given) && given.length > atMost) throw new Error("the answer says more than the gateway reads");
  const read: GivenError[] = [];
  for (const { paths, ...notice } of notices.parse(given) satisfies CompactNotice[]) {
    const { message, extensions } = errorOf(notice);
    for (const places of paths)
      for (const path of eachPlace(places)) {
        read.push({ message, path, extensions });
        if (read.length > atMost) return read;
      }
  }
  return read;
}
