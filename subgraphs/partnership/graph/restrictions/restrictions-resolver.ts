import { Ctx, Resolver, Root } from "type-graphql";
import { mayAct, type Person, type Policy } from "../../../../policies/index.ts";
import { Classified } from "../../../kit/classified.ts";
import { RecordList } from "../../../kit/connection.ts";
import { rolesToward } from "../../deciding/decisions-on.ts";
import { bars } from "../../deciding/restriction-in-force.ts";
import { isToldOf } from "../../deciding/told-of-restrictions.ts";
import type { RestrictionRow } from "../../records/restriction-row.ts";
import { Child } from "../child.ts";
import type { PartnershipContext } from "../context.ts";
import { ascending, descending, inOrder } from "../in-order.ts";
import { RecordedRestriction } from "./recorded-restriction.ts";
import { restrictionView } from "./restriction-view.ts";

/** What is kept back of a child, for those who answer for it. */
@Resolver(() => Child)
export class RestrictionsResolver {
  @RecordList(RecordedRestriction, {
    description:
      "What keeps parts of the record back, and what did, the latest first. A safeguarding lead is shown all; everybody else those for which their agency answers, and the court orders that wait for somebody like them to confirm.",
  })
  @Classified("child.restrictions")
  async restrictions(
    @Root() { id }: Child,
    @Ctx() { index, principal, policy, today }: PartnershipContext,
  ): Promise<RecordedRestriction[]> {
    const facts = await index.facts(id);
    if (facts === undefined) return [];
    const { agency } = principal;
    const readers = rolesToward(facts, principal).map((role) => ({ role, agency }));
    // That the category is read at all is the guard's to say.
    const isTold = (row: RestrictionRow) =>
      readers.every((reader) => isToldOf(row, reader, true) || (awaitsConfirmation(row, today) && mayConfirm(policy, reader)));
    return facts.restrictions
      .filter(isTold)
      .sort(latestFirst)
      .map((row) => restrictionView(row, today));
  }
}

const latestFirst = inOrder<RestrictionRow>(
  descending(({ from }) => from),
  descending(({ recordedAt }) => recordedAt?.getTime() ?? 0),
  ascending(({ kind }) => kind),
  ascending(({ categories }) => categories.join()),
  ascending(({ id }) => id),
);

function awaitsConfirmation(row: RestrictionRow, today: string): boolean {
  return row.kind === "court-order" && row.confirmBy !== null && row.confirmedBy === null && bars(row, today);
}

function mayConfirm(policy: Policy, { role, agency }: Person): boolean {
  return mayAct(policy, "record-court-order", { role, agency, relationship: "team" });
}
