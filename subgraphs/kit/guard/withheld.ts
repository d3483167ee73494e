import type { GraphQLFormattedError, GraphQLResolveInfo } from "graphql";
import { pathToArray } from "graphql/jsutils/Path.js";
import type { CompactNotice } from "../../../service/graphql/compact-notice.ts";
import { eachOnce } from "../../../service/graphql/each-once.ts";

type ResponsePath = GraphQLResolveInfo["path"];

/** Why a category, or a part of it, is withheld, and what would change that. */
export interface Refusal {
  readonly category: string;
  readonly reason: string;
  readonly remedy: string;
  /** The ids of the rules behind it that the caller may be told, sorted; none where the reason is a restriction, or no rule of an agreement. */
  readonly rules: readonly string[];
  /** The version of the policy that was decided by; null where no permit says one. */
  readonly policy: string | null;
}

/**
 * How much of a field is withheld: all of it, or a part (records that bear a mark the agreements exclude). `PART` is said whenever such
 * records would be left out, whether or not there are any: the answer must not depend on data that the caller may not see.
 */
export type Extent = "WHOLE" | "PART";

/** Says that something is withheld at one place of an answer: the whole field, or records of it if there are any. */
export interface Notice {
  readonly refusal: Refusal;
  readonly extent: Extent;
  /** The field, as `Type.field`. */
  readonly field: string;
  /** Where it stands, as graphql-js keeps it: it is written out only when it is said. */
  readonly place: ResponsePath;
}

/** The notice of a field that is being answered. */
export function noticeOf(refusal: Refusal, extent: Extent, { parentType, fieldName, path }: GraphQLResolveInfo): Notice {
  return { refusal, extent, field: `${parentType.name}.${fieldName}`, place: path };
}

/** Notices in the compact form: each distinct one once, in the order in which their first places stand. */
export function asCompact(notices: readonly Notice[]): CompactNotice[] {
  return eachOnce(
    notices.map(({ refusal: { category, reason, remedy, rules, policy }, extent, field, place }) => ({
      words: { category, reason, remedy, rules, policy, extent, field },
      place: pathToArray(place),
    })),
  );
}

/** A notice as any router understands it: an error at its place. It describes itself, because some routers lose the index in its path. */
export function asError({ refusal, extent, field, place }: Notice): GraphQLFormattedError {
  return {
    message: `Withheld: ${refusal.category} (${refusal.reason}).`,
    path: pathToArray(place),
    extensions: { code: "WITHHELD", ...refusal, extent, field },
  };
}
