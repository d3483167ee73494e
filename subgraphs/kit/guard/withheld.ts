import { GraphQLError, type GraphQLResolveInfo } from "graphql";
import { pathToArray } from "graphql/jsutils/Path.js";

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

/** The error by which a subgraph says that a field is withheld. It describes itself, because some routers lose the index in its path. */
export function withheldError(refusal: Refusal, extent: Extent, info: GraphQLResolveInfo): GraphQLError {
  return withoutStack(() => {
    const field = `${info.parentType.name}.${info.fieldName}`;
    const extensions = { code: "WITHHELD", ...refusal, extent, field };
    return new GraphQLError(`Withheld: ${refusal.category} (${refusal.reason}).`, { path: pathToArray(info.path), extensions });
  });
}

/** A refusal is a decision: nobody asks where in the code it was thrown. A page of children has hundreds, and to note that of each would keep the process busy for a tenth of a second. */
function withoutStack<T>(make: () => T): T {
  const usual = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return make();
  } finally {
    Error.stackTraceLimit = usual;
  }
}
