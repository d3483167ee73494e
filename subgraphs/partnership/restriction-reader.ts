import { type DataSource, In, IsNull, Not } from "typeorm";
import { isMember } from "./deciding/relationship.ts";
import { bars } from "./deciding/restriction-in-force.ts";
import { RestrictionRow } from "./records/restriction-row.ts";
import { TeamMembershipRow } from "./records/team-membership-row.ts";

/**
 * The restrictions in force on a day that an agency's privacy officers have to look at: that wait to be confirmed, are contested, or whose end is asked for, and for
 * which the agency answers or has somebody on the child's team. The earliest recorded first.
 */
export async function restrictionsToReview(database: DataSource, agency: string, today: string): Promise<RestrictionRow[]> {
  const repository = database.getRepository(RestrictionRow);
  const waiting = { confirmBy: Not(IsNull()), confirmedBy: IsNull() };
  const rows = await repository.find({
    where: [waiting, { contestedAt: Not(IsNull()) }, { endAskedBy: Not(IsNull()) }],
    order: { recordedAt: "ASC", kind: "ASC", child: "ASC", id: "ASC" },
  });
  const children = [...new Set(rows.map(({ child }) => child))];
  const memberships = await database.getRepository(TeamMembershipRow).find({ where: { child: In(children), agency } });
  const served = new Set(memberships.filter((one) => isMember(one, today)).map(({ child }) => child));
  return rows.filter((row) => bars(row, today) && (row.agency === agency || served.has(row.child)));
}
