import type { Purpose } from "../../../../policies/index.ts";
import { ChildviewError } from "../../../../service/errors.ts";
import { nothing } from "../../../kit/guard/grant.ts";
import type { AskedFor, Asking, AskingOfOverride, ChangeName } from "../../changing/changes.ts";
import { changeChild } from "../../storing/change-child.ts";
import { changeOverride, type OverrideRequest } from "../../storing/change-override.ts";
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

/** Makes a change and answers it. What is asked besides the child, the purpose and the key is the change's own. Throws as `changeChild` and `afterChange` do. */
export async function answerChange<Name extends ChangeName>(
  context: PartnershipContext,
  change: Name,
  { childId, purpose, idempotencyKey, ...rest }: ChangeArguments & AskedFor[Name],
): Promise<Changed> {
  // TypeScript does not see that what is left is what was asked.
  const asking = { change, asked: rest } as unknown as Asking<Name>;
  const id = await changeChild(context, { childId, idempotencyKey, practitioners: namedPractitioners(rest) }, asking);
  const child = await afterChange(() => enterChild(context, childId, purpose));
  // What the answer tells besides stands under the decision on the child; where the child is out of reach, it tells nothing.
  return context.guard.admit({ id, child }, child === null ? nothing : context.guard.reached(child).grant);
}

/** Makes a change to an override and answers it with the override's id alone. Throws as `changeOverride` does. */
export async function answerOverride(context: PartnershipContext, of: OverrideRequest, asking: AskingOfOverride): Promise<object> {
  return context.guard.admit({ id: await changeOverride(context, of, asking) }, nothing);
}

/** Reads what the answer says of a change that was made. Throws CHANGE_MADE_UNREAD whatever goes wrong: it must not read as though the change had failed. */
export async function afterChange<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    throw new ChildviewError("CHANGE_MADE_UNREAD", "", { cause });
  }
}
