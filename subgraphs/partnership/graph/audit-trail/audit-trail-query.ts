import { Arg, Ctx, Int, Query, Resolver } from "type-graphql";
import { Unclassified } from "../../../kit/classified.ts";
import { connectionOf } from "../../../kit/connection.ts";
import { Cost } from "../../../kit/cost.ts";
import { nothing } from "../../../kit/guard/grant.ts";
import { sizeOf } from "../../../kit/guard/page.ts";
import { readTrail } from "../../trail/trail-page.ts";
import { cursorOf, positionFrom } from "../access-log/cursor.ts";
import type { PartnershipContext } from "../context.ts";
import { forOfficers, officersOnly } from "../governance/for-officers.ts";
import { AuditTrailEntry } from "./audit-trail-entry.ts";
import { AuditTrailFilter } from "./audit-trail-filter.ts";
import { trailViews } from "./trail-views.ts";

const AuditTrailEntryConnection = connectionOf(AuditTrailEntry, { counted: false });
/** How far back a page goes that names neither a child nor a person, in milliseconds. */
const usualPeriod = 7 * 24 * 60 * 60 * 1000;
/** The most characters of what an officer searched by that the log keeps. */
const longestNoted = 200;

/** The log of the partnership, as privacy officers read it. */
@Resolver()
export class AuditTrailQuery {
  @Query(() => AuditTrailEntryConnection, {
    nullable: true,
    description: `Who asked for what, and changed what, newest first and without content: all of your own agency's people, and of other agencies' people that they might read your agency's records of a child whom it knows. Entries that are unusual are flagged. A page looks at ten thousand entries at most, so it can have fewer than asked for while more follow. That you read it stands in it. ${officersOnly}`,
  })
  @Unclassified("It says who asked for what, and nothing that a record says; only officers of the agency that answers for it are answered.")
  @Cost(2_000)
  async auditTrail(
    @Arg("filter", () => AuditTrailFilter, { nullable: true, description: "What of it; all of the last seven days if not said." })
    filter: AuditTrailFilter | undefined,
    @Arg("first", () => Int, { nullable: true, description: "How many the page has, at most 100 (50 if not said)." })
    first: number | undefined,
    @Arg("after", () => String, { nullable: true, description: "The cursor after which the page starts." }) after: string | undefined,
    @Ctx() context: PartnershipContext,
  ): Promise<object> {
    const { database, index, identifierSystems, principal, guard, now, pace } = await forOfficers(context);
    const asked = filter ?? {};
    note(context, asked);
    const position = positionFrom(after);
    const until = asked.until == null ? now : new Date(asked.until);
    const { childId, practitioner, category, overrideId, reason, since } = asked;
    const isNarrow = childId != null || practitioner != null;
    const usual = isNarrow ? undefined : new Date(until.getTime() - usualPeriod);
    const { found, more, reached } = await readTrail(database, {
      ...{ officer: principal.agency, until, since: since == null ? usual : new Date(since), first: sizeOf({ first }), after: position },
      filter: {
        child: childId ?? undefined,
        practitioner: practitioner ?? undefined,
        category: category ?? undefined,
        override: overrideId ?? undefined,
        reason: reason ?? undefined,
      },
      step: () => pace.step(),
      knows: (child) => index.isKnownTo(identifierSystems, child),
    });
    const nodes = await trailViews(context, found);
    const edges = found.map(({ entry: { at, id } }, place) => ({ cursor: cursorOf({ last: at, key: id }), node: nodes[place] }));
    // Where a page ends since it has looked at enough, its end is a moment and no entry: what it looked at last may be nothing of theirs.
    const end = reached === undefined ? (edges.at(-1)?.cursor ?? null) : cursorOf({ last: reached, key: lastOfMoment });
    const pageInfo = { hasNextPage: more, hasPreviousPage: position !== undefined, startCursor: edges[0]?.cursor ?? null, endCursor: end };
    return guard.admit({ edges, nodes, pageInfo }, nothing);
  }
}

/** Stands behind the ids of all entries of a moment. */
const lastOfMoment = "z".repeat(44);

/** Who reads the log stands in the log, with what they asked for. Texts are cut, since an officer can send anything. */
function note({ guard }: PartnershipContext, filter: AuditTrailFilter): void {
  const asked = Object.entries(filter).filter((one): one is [string, string] => typeof one[1] === "string");
  guard.journal.searched(Object.fromEntries(asked.map(([name, value]) => [name, value.slice(0, longestNoted)])));
  if (filter.childId != null) guard.journal.named(filter.childId.slice(0, longestNoted), "AuditTrail:");
}
