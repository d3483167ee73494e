import { Arg, Args, Ctx, Int, Mutation, Query, Resolver } from "type-graphql";
import { z } from "zod";
import { Unclassified } from "../../../kit/classified.ts";
import { connectionOf } from "../../../kit/connection.ts";
import { nothing } from "../../../kit/guard/grant.ts";
import { pageReadOf } from "../../../kit/guard/page.ts";
import { alertsTo, alertTo, readAlerts } from "../../alert-reader.ts";
import type { Addressee } from "../../changing/alerting/alert.ts";
import { markAlertRead } from "../../storing/mark-alert-read.ts";
import { id } from "../../changing/asked/values.ts";
import { argumentsOf } from "../changes/arguments.ts";
import { afterChange } from "../changes/changed.ts";
import type { PartnershipContext } from "../context.ts";
import { isOfficer } from "../governance/for-officers.ts";
import { Alert, alertView } from "./alert.ts";

const AlertConnection = connectionOf(Alert);
const toMark = argumentsOf(z.strictObject({ alertId: id.describe("The alert, by its id in `myAlerts`.") }), z.strictObject({}));
const noContent = "Of a child it says that something changed and when; neither of whom, nor by whom, nor what.";

/** What alerts there are to whoever asks. */
@Resolver()
export class AlertsResolver {
  @Query(() => AlertConnection, {
    nullable: true,
    description:
      "The alerts to you, read or not, the newest first: to a privacy officer those to the officers of their agency; to everybody else, families included, those to themself.",
  })
  @Unclassified(noContent)
  async myAlerts(
    @Arg("first", () => Int, { nullable: true, description: "How many the page has, at most 100 (50 if not said)." })
    first: number | undefined,
    @Arg("after", () => String, { nullable: true, description: "The cursor after which the page starts." }) after: string | undefined,
    @Ctx() context: PartnershipContext,
  ): Promise<object> {
    const { database, guard, policy } = context;
    const addressee = await asAddressee(context);
    const page = await pageReadOf(await alertsTo(database, addressee), { first, after }, async (ids) => {
      const rows = await readAlerts(database, addressee, ids);
      return rows.map((row) => row && alertView(policy, row));
    });
    return guard.admit(page, nothing);
  }

  @Mutation(() => Alert, { nullable: true, description: "Marks an alert to you as read. It stays in `myAlerts`." })
  @Unclassified(noContent)
  async markAlertRead(@Args(() => toMark.type) args: object, @Ctx() context: PartnershipContext): Promise<object | null> {
    const addressee = await asAddressee(context);
    const marked = await markAlertRead(context, addressee, toMark.read(args));
    const read = await afterChange(() => alertTo(context.database, addressee, marked));
    return read === null ? null : context.guard.admit(alertView(context.policy, read), nothing);
  }
}

// An officer answers for an agency, whoever of them it is.
async function asAddressee(context: PartnershipContext): Promise<Addressee> {
  const { agency, subject } = context.principal;
  return { agency, person: (await isOfficer(context)) ? null : subject };
}
