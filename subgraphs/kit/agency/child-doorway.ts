import { fieldName, permitField } from "../../../trust/agencies.ts";
import type { Rule } from "../../../policies/index.ts";
import type { Names } from "../../../trust/refusal-words.ts";
import type { RecordRoot, SubgraphContext } from "../context.ts";
import { costOfPermit } from "../cost.ts";
import { keptBack } from "./own-rules.ts";
import { type Grant, grantOf, nothing } from "../guard/grant.ts";
import type { PermitsThatHold } from "./require-permits.ts";

/** What the doorway needs of an operation. */
export interface DoorwayContext extends SubgraphContext {
  readonly permits: PermitsThatHold;
  /** How what is withheld is named. */
  readonly names: Names;
}

interface ChildAtTheDoor {
  readonly root: RecordRoot;
}

/**
 * The way into an agency's records: `Child`, whose only key is the agency's permit. So the permit travels in the graph itself, no agency is ever told
 * the partnership's own id of a child, and a child without a permit cannot even be named.
 */
export function childDoorway(agency: string, recordType: string, ownRules: readonly Rule[]) {
  const field = fieldName(agency);
  const permit = permitField(agency);
  return {
    sdl: `
      type Child @key(fields: "${permit}") {
        "What the partnership's decision permits here; it travels between services and is never shown."
        ${permit}: String! @inaccessible @unclassified(because: "It is a signed decision, and never part of the schema that clients see.")
        "What ${agency} holds about the child."
        ${field}: ${recordType} @cost(weight: ${costOfPermit}) @unclassified(because: "It is the way in and holds nothing itself; all that it leads to is classified.")
      }
    `,
    typeResolvers: {
      Child: {
        __resolveReference: (reference: Record<string, unknown>, context: DoorwayContext) => open(reference[permit], context, ownRules),
        [field]: (child: ChildAtTheDoor) => child.root,
      },
    },
  };
}

function open(token: unknown, context: DoorwayContext, ownRules: readonly Rule[]): ChildAtTheDoor {
  const permit = typeof token === "string" ? context.permits.get(token) : undefined;
  const grant: Grant = permit === undefined ? nothing : grantOf(permit, keptBack(ownRules, permit), context.names);
  return context.guard.admit({ root: { child: permit?.child ?? null } }, grant);
}
