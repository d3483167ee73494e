import { type DataSource, IsNull } from "typeorm";
import { isOver } from "./deciding/in-force.ts";
import { TeamMembershipRow } from "./records/team-membership-row.ts";

/** The memberships of an agency's people that wait until somebody of the agency confirms the mandate, those that begin first first. */
export async function mandatesToConfirm(database: DataSource, agency: string, today: string): Promise<TeamMembershipRow[]> {
  const where = { agency, awaitsMandate: true, endedAt: IsNull() };
  const rows = await database
    .getRepository(TeamMembershipRow)
    .find({ where, order: { from: "ASC", child: "ASC", practitioner: "ASC", id: "ASC" } });
  return rows.filter((row) => !isOver(row, today));
}
