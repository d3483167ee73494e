import { Arg, Ctx, ID, Int, Query, Resolver } from "type-graphql";
import { Unclassified } from "../../../kit/classified.ts";
import { connectionOf } from "../../../kit/connection.ts";
import { nothing } from "../../../kit/guard/grant.ts";
import { pageOf } from "../../../kit/guard/page.ts";
import { alertsTo, alertsToOfficers, overrideConcerning, overridesToReview } from "../../override-reader.ts";
import type { PartnershipContext } from "../context.ts";
import { forOfficers, isOfficer, officersOnly } from "../governance/for-officers.ts";
import { AccessOverride } from "./access-override.ts";
import { Alert } from "./alert.ts";
import { overrideView } from "./override-view.ts";

const AccessOverrideConnection = connectionOf(AccessOverride);
const AlertConnection = connectionOf(Alert);
const concerned = "It concerns the agency of whoever opened it, and each that answers for a category that it opens.";
const only = "It says what was opened, by whom and why, and nothing that a record says; only officers whom it concerns are answered.";

/** What is asked about overrides: by privacy officers, and by those whom an alert is addressed to. */
@Resolver()
export class OverrideQueries {
  @Query(() => AccessOverrideConnection, {
    nullable: true,
    description: `The overrides that concern your agency and that nobody has reviewed yet, the newest first. ${concerned} ${officersOnly}`,
  })
  @Unclassified(only)
  async overridesToReview(
    @Arg("first", () => Int, { nullable: true, description: "How many the page has, at most 100 (50 if not said)." })
    first: number | undefined,
    @Arg("after", () => String, { nullable: true, description: "The cursor after which the page starts." }) after: string | undefined,
    @Ctx() context: PartnershipContext,
  ): Promise<object> {
    const { database, policy, principal, guard } = forOfficers(context);
    const rows = await overridesToReview(database, policy, principal.agency);
    const views = await Promise.all(rows.map((row) => overrideView(context, row)));
    return guard.admit(pageOf(views, { first, after }), nothing);
  }

  @Query(() => AccessOverride, {
    nullable: true,
    description: `One override. Null if there is no such override, or none that concerns your agency: the two read alike. ${concerned} ${officersOnly}`,
  })
  @Unclassified(only)
  async override(@Arg("id", () => ID, { nullable: false }) id: string, @Ctx() context: PartnershipContext): Promise<object | null> {
    const { database, policy, principal, guard } = forOfficers(context);
    const row = await overrideConcerning(database, policy, principal.agency, id);
    return row === undefined ? null : guard.admit(await overrideView(context, row), nothing);
  }

  @Query(() => AlertConnection, {
    nullable: true,
    description:
      "The alerts to you, the newest first: to a privacy officer those to the officers of their agency; to everybody else those to themself, which only lead practitioners get.",
  })
  @Unclassified("It says that an override was opened and when; neither of whom, nor by whom, nor what.")
  async myAlerts(
    @Arg("first", () => Int, { nullable: true, description: "How many the page has, at most 100 (50 if not said)." })
    first: number | undefined,
    @Arg("after", () => String, { nullable: true, description: "The cursor after which the page starts." }) after: string | undefined,
    @Ctx() { database, policy, principal, guard }: PartnershipContext,
  ): Promise<object> {
    const rows = await (isOfficer(policy, principal) ? alertsToOfficers(database, principal.agency) : alertsTo(database, principal));
    const alerts = rows.map(({ id, override, at }) => ({ id, overrideId: override, at: at.toISOString() }));
    return guard.admit(pageOf(alerts, { first, after }), nothing);
  }
}
