import { Arg, Ctx, Int, Query, Resolver } from "type-graphql";
import { mayAct } from "../../../../policies/index.ts";
import { Unclassified } from "../../../kit/classified.ts";
import { connectionOf } from "../../../kit/connection.ts";
import { nothing } from "../../../kit/guard/grant.ts";
import { filled, pageOf } from "../../../kit/guard/page.ts";
import { byEveryRole } from "../../deciding/directory.ts";
import { recipientFrom } from "../../deciding/recipients.ts";
import { mandatesToConfirm } from "../../mandate-reader.ts";
import { rolesOfAsker } from "../asker.ts";
import type { PartnershipContext } from "../context.ts";
import { practitionerOf } from "../practitioner.ts";
import { MandateToConfirm } from "./mandate-to-confirm.ts";

const MandateToConfirmConnection = connectionOf(MandateToConfirm);

/** What those who coordinate for an agency have to confirm. */
@Resolver()
export class MandateQueries {
  @Query(() => MandateToConfirmConnection, {
    nullable: true,
    description:
      "The colleagues of your agency whom another agency brought to a team, and who read nothing until you, or somebody else who coordinates for your agency, confirm it. Empty for everybody else.",
  })
  @Unclassified("It names colleagues of one's own agency, and children by ids that say nothing.")
  async mandatesToConfirm(
    @Arg("first", () => Int, { nullable: true, description: "How many the page has, at most 100 (50 if not said)." })
    first: number | undefined,
    @Arg("after", () => String, { nullable: true, description: "The cursor after which the page starts." }) after: string | undefined,
    @Ctx() context: PartnershipContext,
  ): Promise<object> {
    const { database, policy, index, guard, today } = context;
    const { agency, subject } = context.principal;
    const roles = await rolesOfAsker(context);
    const coordinates = byEveryRole(roles, (role) => mayAct(policy, "confirm-mandate", { role, agency, relationship: "none" }));
    const rows = coordinates ? await mandatesToConfirm(database, agency, today) : [];
    const others = rows.filter(({ practitioner }) => practitioner !== subject);
    const page = pageOf(others, { first, after });
    const views = await Promise.all(
      page.nodes.map(async ({ id, child, practitioner, role: function_, mandate, recordedBy, from, until }) => {
        const entry = await index.practitioner(practitioner);
        return {
          ...{ id, childId: child, function: function_, reference: mandate, from, until },
          practitioner: entry === undefined ? null : practitionerOf(entry, policy),
          broughtInByAgency: recipientFrom(recordedBy ?? "")?.agency ?? null,
        };
      }),
    );
    return guard.admit(filled(page, views), nothing);
  }
}
