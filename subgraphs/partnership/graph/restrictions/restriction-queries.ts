import { Arg, Ctx, Int, Query, Resolver } from "type-graphql";
import { Unclassified } from "../../../kit/classified.ts";
import { connectionOf } from "../../../kit/connection.ts";
import { nothing } from "../../../kit/guard/grant.ts";
import { filled, pageOf } from "../../../kit/guard/page.ts";
import { restrictionsToReview } from "../../restriction-reader.ts";
import type { PartnershipContext } from "../context.ts";
import { forOfficers, officersOnly } from "../governance/for-officers.ts";
import { RestrictionToReview } from "./restriction-to-review.ts";
import { restrictionView } from "./restriction-view.ts";

const RestrictionToReviewConnection = connectionOf(RestrictionToReview);

/** What privacy officers have to look at among restrictions. */
@Resolver()
export class RestrictionQueries {
  @Query(() => RestrictionToReviewConnection, {
    nullable: true,
    description: `The restrictions that concern your agency and wait to be confirmed, are contested, or whose end is asked for, the earliest first. ${officersOnly}`,
  })
  @Unclassified("It says what was recorded, by whom and on what ground; only officers whom it concerns are answered.")
  async restrictionsToReview(
    @Arg("first", () => Int, { nullable: true, description: "How many the page has, at most 100 (50 if not said)." })
    first: number | undefined,
    @Arg("after", () => String, { nullable: true, description: "The cursor after which the page starts." }) after: string | undefined,
    @Ctx() context: PartnershipContext,
  ): Promise<object> {
    const { database, principal, guard, today } = await forOfficers(context);
    const page = pageOf(await restrictionsToReview(database, principal.agency, today), { first, after });
    const views = page.nodes.map((row) => ({
      ...restrictionView(row, today),
      childId: row.child,
      recordedAt: row.recordedAt?.toISOString() ?? null,
      contestedAt: row.contestedAt?.toISOString() ?? null,
      contestGround: row.contestGround,
    }));
    return guard.admit(filled(page, views), nothing);
  }
}
