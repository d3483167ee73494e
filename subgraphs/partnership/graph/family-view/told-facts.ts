import type { Principal } from "../../../../trust/access-token.ts";
import type { ChildDecision } from "../../deciding/decide-child.ts";
import { rolesToward } from "../../deciding/decisions-on.ts";
import { withoutUntoldOrders } from "../../deciding/told-of-restrictions.ts";
import type { IndexedChild } from "../../facts-reader.ts";
import type { PartnershipContext } from "../context.ts";

const [ofThoseWhoMay, ofThoseWhoMayNot] = [new WeakMap<IndexedChild, IndexedChild>(), new WeakMap<IndexedChild, IndexedChild>()];

/**
 * The facts of which the asker may be told where something is said of a child's consents and of what others see; undefined if the index has no such child. What the
 * asker may read themself was decided by all facts. The same each time for one operation and purpose, so that what is worked out of them is worked out once.
 */
export async function toldFacts(
  { index, principal }: Pick<PartnershipContext, "index" | "principal">,
  decision: ChildDecision,
): Promise<IndexedChild | undefined> {
  const facts = await index.facts(decision.child);
  if (facts === undefined) return undefined;
  const mayReadRestrictions = decision.verdict("child.restrictions").effect === "permit";
  const known = mayReadRestrictions ? ofThoseWhoMay : ofThoseWhoMayNot;
  const told = known.get(facts) ?? toldInEveryRole(facts, principal, mayReadRestrictions);
  known.set(facts, told);
  return told;
}

function toldInEveryRole(facts: IndexedChild, principal: Principal, mayReadRestrictions: boolean): IndexedChild {
  const { agency } = principal;
  return rolesToward(facts, principal).reduce((told, role) => withoutUntoldOrders(told, { role, agency }, mayReadRestrictions), facts);
}
