import { errorCodes } from "../../service/errors.ts";
import { asError } from "../../trust/notice.ts";
import type { Extent, Refusal } from "../../trust/refusal.ts";

/** A place in an answer. */
export type Path = readonly (string | number)[];

/** An error or a refusal as the gateway says it. */
export interface Said {
  readonly message: string;
  readonly path: Path;
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** Says that a service did not answer as it should at a place. */
export function failure(service: string, path: Path): Said {
  return { message: errorCodes.AGENCY_UNAVAILABLE.what, path, extensions: { code: "AGENCY_UNAVAILABLE", agency: service } };
}

/** Says of a change that no answer came which says whether it was made. */
export function outcomeUnknown(path: Path): Said {
  const { what, todo } = errorCodes.OUTCOME_UNKNOWN;
  return { message: `${what} ${todo}`, path, extensions: { code: "OUTCOME_UNKNOWN" } };
}

/** Says that something is withheld at a place: the whole field, or records of it if there are any. */
export function withheld(refusal: Refusal, extent: Extent, field: string, path: Path): Said {
  return asError({ words: { ...refusal, extent, field }, place: path });
}
