import type { DataSource, EntityManager } from "typeorm";
import type { Principal } from "../../trust/access-token.ts";
import { inForce } from "./deciding/in-force.ts";
import { isMember } from "./deciding/relationship.ts";
import { FamilyRelationRow } from "./records/family-relation-row.ts";
import { TeamMembershipRow } from "./records/team-membership-row.ts";

/** No child has this id, nor anything else. What somebody may not know of is read under it, so that the database does the same for it as for what is not there. */
export const nobody = "";

/**
 * The children of whose family or team a person is on a day, in the order of their ids. They are found by the person alone and not by a child that is asked for: what the database does
 * says nothing of any child out of their reach.
 */
export async function childrenRelatedTo(
  database: DataSource | EntityManager,
  { subject, agency }: Pick<Principal, "subject" | "agency">,
  today: string,
): Promise<ReadonlySet<string>> {
  const dated = { child: true, from: true, until: true } as const;
  const rows =
    agency === "family"
      ? (await database.getRepository(FamilyRelationRow).find({ select: dated, where: { person: subject } })).filter((row) =>
          inForce(row, today),
        )
      : (
          await database
            .getRepository(TeamMembershipRow)
            .find({ select: { ...dated, endedAt: true, awaitsMandate: true }, where: { practitioner: subject, agency } })
        ).filter((row) => isMember(row, today));
  return new Set(rows.map(({ child }) => child).sort());
}
