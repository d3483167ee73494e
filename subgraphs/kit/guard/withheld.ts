import type { GraphQLResolveInfo } from "graphql";
import { pathToArray } from "graphql/jsutils/Path.js";
import type { PlacedNotice } from "../../../trust/notice.ts";
import type { Extent, Refusal } from "../../../trust/refusal.ts";

type ResponsePath = GraphQLResolveInfo["path"];

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

/** A notice as it is said. */
export function writtenOut({ refusal: { category, reason, remedy, rules, policy }, extent, field, place }: Notice): PlacedNotice {
  return { words: { category, reason, remedy, rules, policy, extent, field }, place: pathToArray(place) };
}
