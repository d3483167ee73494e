import type { Purpose } from "../../../../policies/index.ts";
import { nothing } from "../../../kit/guard/grant.ts";
import type { Change, OpenChange } from "../../changing/change.ts";
import { changeChild } from "../../storing/change-child.ts";
import type { Child } from "../child.ts";
import { enterChild } from "../child-entry.ts";
import type { PartnershipContext } from "../context.ts";
import { namedPractitioners } from "./named-practitioners.ts";

/** What every change answers with: the id of what was made or changed, and the child as the person may see them after it. */
export interface Changed {
  readonly id: string;
  /** Null if the change took the child out of the person's reach. */
  readonly child: Child | null;
}

/** The arguments that every change has, checked; the rest is what is asked. */
interface ChangeArguments {
  readonly childId: string;
  readonly purpose: Purpose;
  readonly idempotencyKey: string;
}

/** Makes a change and answers it. `make` is given what was asked besides the child, the purpose and the key; `outsiders` are as for `changeChild`. Throws as `changeChild` does. */
export async function answerChange<A extends ChangeArguments>(
  context: PartnershipContext,
  change: string,
  { childId, purpose, idempotencyKey, ...asked }: A,
  make: (open: OpenChange, asked: Omit<A, keyof ChangeArguments>) => Change,
  outsiders?: (open: OpenChange) => boolean,
): Promise<Changed> {
  const practitioners = namedPractitioners(asked);
  const request = { change, childId, idempotencyKey, asked, practitioners };
  const id = await changeChild(context, request, (open) => make(open, asked), outsiders);
  const child = await enterChild(context, childId, purpose);
  // The child stands under the decision on them; the answer around them grants nothing.
  return context.guard.admit({ id, child }, nothing);
}
