import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { Classified } from "../../../kit/classified.ts";
import { connectionOf } from "../../../kit/connection.ts";
import { Cost } from "../../../kit/cost.ts";
import { sizeOf } from "../../../kit/guard/page.ts";
import { isHeldBack } from "../../trail/held-back.ts";
import { readVisits } from "../../trail/visit-page.ts";
import { Child } from "../child.ts";
import type { PartnershipContext } from "../context.ts";
import { toldOfSharing } from "../family-view/told-of-sharing.ts";
import { AccessVisit } from "./access-visit.ts";
import { cursorOf, positionFrom } from "./cursor.ts";
import { visitView } from "./visit-view.ts";

const AccessVisitConnection = connectionOf(AccessVisit, { counted: false });

/** Who looked at a child's record. */
@Resolver(() => Child)
export class AccessLogResolver {
  @FieldResolver(() => AccessVisitConnection, {
    description:
      "Who looked at the child's record, the latest first, for whoever holds the child's rights. What would put somebody at risk is not here until a day that officers or the agreements say, and nothing says whether there is any of it; that another of the family looked is not here either. There is no `totalCount`, since to count would be to read the whole log.",
  })
  @Classified("child.access-log")
  @Cost(500)
  async accessLog(
    @Root() { id, decision }: Child,
    @Arg("first", () => Int, { nullable: true }) first: number | undefined,
    @Arg("after", () => String, { nullable: true }) after: string | undefined,
    @Ctx() context: PartnershipContext,
  ): Promise<object> {
    const { database, index, policy, principal, now, today, pace } = context;
    const position = positionFrom(after);
    const [sharing, facts, disclosures] = await Promise.all([toldOfSharing(context, decision), index.facts(id), index.disclosures(id)]);
    const telling = { reader: principal.subject, policy, overrides: facts?.overrides ?? [], disclosures };
    const { visits, more } = await readVisits(database, {
      ...{ child: id, now, first: sizeOf({ first }), after: position },
      keep: (look) => !isHeldBack(look, telling, today),
      told: (category) => sharing?.told(category) === true,
      step: () => pace.step(),
    });
    const nodes = await Promise.all(visits.map((visit) => visitView(context, visit)));
    const edges = visits.map((visit, at) => ({ cursor: cursorOf(visit), node: nodes[at] }));
    const [start, end] = [edges[0]?.cursor ?? null, edges.at(-1)?.cursor ?? null];
    return {
      ...{ edges, nodes },
      pageInfo: { hasNextPage: more, hasPreviousPage: position !== undefined, startCursor: start, endCursor: end },
    };
  }
}
