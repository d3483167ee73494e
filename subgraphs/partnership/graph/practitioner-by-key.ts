import { purposes } from "../../../policies/index.ts";
import { nothing } from "../../kit/guard/grant.ts";
import { nobody } from "../reach-reader.ts";
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
  const row = await index.practitioner((await isShownARecord(context)) ? reference.id : nobody);
  return row === undefined ? null : guard.admit(practitionerOf(row, policy), nothing);
}

const known = new WeakMap<PartnershipContext, Promise<boolean>>();

/** Whether a decision that holds now shows this person a category of some agency of some child, whatever they ask for. Worked out once for each operation. */
function isShownARecord(context: PartnershipContext): Promise<boolean> {
  const answer = known.get(context) ?? workOut(context);
  known.set(context, answer);
  return answer;
}

/** How many children are read at once: mostly the first of them shows something, and no others are looked at. */
const childrenAtOnce = 50;
/** How many are read at most. Whom none of so many shows anything of an agency's, the others do not either. */
const mostChildren = 200;

async function workOut(context: PartnershipContext): Promise<boolean> {
  const { index, policy, principal, today } = context;
  const ofAgencies = policy.categories.filter(({ owner }) => owner !== "partnership").map(({ id }) => id);
  const { related } = await index.reach(principal, today);
  const children = [...related].slice(0, mostChildren);
  for (let from = 0; from < children.length; from += childrenAtOnce) {
    const batch = children.slice(from, from + childrenAtOnce);
    // Asked for together, their facts come in one statement.
    await Promise.all(batch.map((child) => index.facts(child)));
    for (const child of batch) if (await showsSomeOf(context, child, ofAgencies)) return true;
  }
  return false;
}

async function showsSomeOf(context: PartnershipContext, child: string, categories: readonly string[]): Promise<boolean> {
  for (const purpose of purposes) {
    const decision = await context.decide(child, purpose);
    if (decision?.withinReach === true && categories.some((category) => decision.verdict(category).effect === "permit")) return true;
  }
  return false;
}
