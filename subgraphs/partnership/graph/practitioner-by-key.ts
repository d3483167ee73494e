import { purposes } from "../../../policies/index.ts";
import { nothing } from "../../kit/guard/grant.ts";
import type { PartnershipContext } from "./context.ts";
import { type Practitioner, practitionerOf } from "./practitioner.ts";

/**
 * The directory's entry of a practitioner whom an agency's record names by their key. Null if there is none, and for everybody who is shown nothing of any child now: the gateway asks only once an
 * agency has answered a record, and an agency answers under a decision on the child. The record itself is the agency's and unknown here, so that it names this practitioner cannot be checked.
 */
export async function practitionerByKey(reference: { readonly id?: unknown }, context: PartnershipContext): Promise<Practitioner | null> {
  const { index, guard, policy } = context;
  // PostgreSQL refuses NUL in a text; such an id is nobody's.
  if (typeof reference.id !== "string" || reference.id.includes("\0")) return null;
  const [row, shown] = await Promise.all([index.practitioner(reference.id), isShownARecord(context)]);
  return row === undefined || !shown ? null : guard.admit(practitionerOf(row, policy), nothing);
}

const known = new WeakMap<PartnershipContext, Promise<boolean>>();

/** Whether a decision that holds now shows this person a category of some agency of some child, whatever they ask for. Worked out once for each operation. */
function isShownARecord(context: PartnershipContext): Promise<boolean> {
  const answer = known.get(context) ?? workOut(context);
  known.set(context, answer);
  return answer;
}

async function workOut(context: PartnershipContext): Promise<boolean> {
  const ofAgencies = context.policy.categories.filter(({ owner }) => owner !== "partnership").map(({ id }) => id);
  for (const child of await context.index.childrenRelatedTo(context.principal, context.today)) {
    for (const purpose of purposes) {
      const decision = await context.decide(child, purpose);
      if (decision?.withinReach === true && ofAgencies.some((category) => decision.verdict(category).effect === "permit")) return true;
    }
  }
  return false;
}
