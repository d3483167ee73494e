import { Arg, Ctx, ID, Int, Query, Resolver } from "type-graphql";
import { Unclassified } from "../../../kit/classified.ts";
import { connectionOf } from "../../../kit/connection.ts";
import { nothing } from "../../../kit/guard/grant.ts";
import { filled, pageOf } from "../../../kit/guard/page.ts";
import { isOverdue } from "../../deciding/override-review.ts";
import { overrideConcerning, overridesToReview } from "../../override-reader.ts";
import type { PartnershipContext } from "../context.ts";
import { forOfficers, officersOnly } from "../governance/for-officers.ts";
import { AccessOverride } from "./access-override.ts";
import { overrideView } from "./override-view.ts";

const AccessOverrideConnection = connectionOf(AccessOverride);
const concerned =
  "It concerns the agency of whoever opened it, each that answers for a category that it opens, and for what is shielded each that shields the child.";
const only = "It says what was opened, by whom and why, and nothing that a record says; only officers whom it concerns are answered.";

/** What is asked about overrides: by the privacy officers whom they concern. */
@Resolver()
export class OverrideQueries {
  @Query(() => AccessOverrideConnection, {
    nullable: true,
    description: `The overrides that concern your agency and that no officer of it has reviewed yet: of each person the newest, the newest first, then of each the one before, and so on; or of these those alone whose review is overdue. ${concerned} ${officersOnly}`,
  })
  @Unclassified(only)
  async overridesToReview(
    @Arg("first", () => Int, { nullable: true, description: "How many the page has, at most 100 (50 if not said)." })
    first: number | undefined,
    @Arg("after", () => String, { nullable: true, description: "The cursor after which the page starts." }) after: string | undefined,
    @Arg("overdue", () => Boolean, { nullable: true, description: "Whether those alone are listed whose review is overdue." })
    overdue: boolean | null | undefined,
    @Ctx() context: PartnershipContext,
  ): Promise<object> {
    const { database, principal, guard, policy, now } = await forOfficers(context);
    const waiting = await overridesToReview(database, principal.agency);
    const listed = overdue === true ? waiting.filter((row) => isOverdue(policy, row, now)) : waiting;
    const page = pageOf(listed, { first, after });
    const views = await Promise.all(page.nodes.map((row) => overrideView(context, row)));
    return guard.admit(filled(page, views), nothing);
  }

  @Query(() => AccessOverride, {
    nullable: true,
    description: `One override. Null if there is no such override, or none that concerns your agency: the two read alike. ${concerned} ${officersOnly}`,
  })
  @Unclassified(only)
  async override(
    @Arg("id", () => ID, { nullable: false, description: "The override." }) id: string,
    @Ctx() context: PartnershipContext,
  ): Promise<object | null> {
    const { database, principal, guard } = await forOfficers(context);
    const row = await overrideConcerning(database, principal.agency, id);
    return row === null ? null : guard.admit(await overrideView(context, row), nothing);
  }
}
