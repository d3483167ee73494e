import type { Policy } from "../../../../policies/index.ts";
import { type ChildDecision, decideChild } from "../../deciding/decide-child.ts";
import { isKept } from "../../deciding/told-from.ts";
import type { ToldFor } from "../../deciding/opened-now.ts";
import type { IndexedChild } from "../../facts-reader.ts";
import type { ConsentEventRow } from "../../records/consent-event-row.ts";
import type { PartnershipContext } from "../context.ts";
import { toldFacts } from "./told-facts.ts";

/** What an asker may be told of who sees what of a child. */
export interface ToldOfSharing {
  /** The child's facts by which it is worked out what others see. */
  readonly child: IndexedChild;
  /** Whether the asker is told who sees a category. */
  readonly told: (category: string) => boolean;
}

/**
 * What the asker may be told of who sees what; undefined if the index has no such child. It is as if no court order were recorded of which they are not told, also where
 * they see less or more by one themself: which categories are spoken of would give the order away as surely as who sees them. It opens nothing to anybody.
 */
export async function toldOfSharing(context: PartnershipContext, decision: ChildDecision): Promise<ToldOfSharing | undefined> {
  const { policy, principal } = context;
  const facts = await toldFacts(context, decision);
  if (facts === undefined) return undefined;
  return {
    child: await withoutHiddenOverrides(context, facts),
    told: toldTo(decideChild(policy, facts, principal, decision.purpose, context)),
  };
}

/**
 * The facts by which it is said what consents open and close, category by category. Where the asker is not told who sees a category, it is as if nothing but an order of which
 * they are told restricted it: that a consent opens nothing would give a restriction away.
 */
export function factsToldFor(
  { child, told }: ToldOfSharing,
  { categories }: Pick<Policy, "categories">,
): readonly ToldFor<ConsentEventRow>[] {
  const restrictions = child.restrictions.filter(({ kind }) => kind === "court-order");
  const ids = categories.map(({ id }) => id);
  return [
    { child, categories: ids.filter(told) },
    { child: { ...child, restrictions, householdShields: [] }, categories: ids.filter((id) => !told(id)) },
  ];
}

/** The child's facts as if overrides that are kept from the family had not been opened: that there is one could put somebody at risk. */
async function withoutHiddenOverrides({ index, policy, today }: PartnershipContext, child: IndexedChild): Promise<IndexedChild> {
  // Read whether any override is kept or not, so that how long an answer takes does not tell.
  const disclosures = await index.disclosures(child.id);
  return { ...child, overrides: child.overrides.filter((one) => !isKept(policy, one, disclosures, today)) };
}

/**
 * Of which categories the asker is told who sees them: those that they see themself, or would but for a restriction of which they are told anyway. To anybody else
 * that somebody does not see a category, and so the very existence of a restriction, would be news.
 */
function toldTo(decision: ChildDecision): (category: string) => boolean {
  return (category) => {
    const verdict = decision.verdict(category);
    return verdict.effect === "permit" || verdict.reason === "RESTRICTED";
  };
}
