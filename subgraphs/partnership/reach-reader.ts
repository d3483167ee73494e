import type { DataSource, EntityManager } from "typeorm";
import type { Principal } from "../../trust/access-token.ts";
import type { OwnRelations } from "./deciding/reach.ts";
import { type Kind, readTogether } from "./read-together.ts";
import { FamilyRelationRow } from "./records/family-relation-row.ts";
import { PractitionerRow } from "./records/practitioner-row.ts";
import { TeamMembershipRow } from "./records/team-membership-row.ts";

/** No child has this id, nor anything else. What somebody may not know of is read under it, so that the database does the same for it as for what is not there. */
export const nobody = "";

type OwnRows = { readonly [Name in keyof OwnRelations]: OwnRelations[Name][number] };

// Of somebody ($1) of an agency ($2).
const kinds: { readonly [Name in keyof OwnRows]: Kind<OwnRows[Name]> } = {
  family: {
    entity: FamilyRelationRow,
    only: ["child", "person", "kind", "parentalResponsibility", "from", "until"],
    where: "family_relation.person = $1 AND $2 = 'family'",
  },
  memberships: {
    entity: TeamMembershipRow,
    only: ["child", "practitioner", "agency", "lead", "from", "until", "endedAt", "awaitsMandate"],
    where: "team_membership.practitioner = $1 AND team_membership.agency = $2",
  },
  directory: { entity: PractitionerRow, only: ["id", "agency", "role"], where: "practitioner.id = $1" },
};

/**
 * Reads a person's own relations to children, in one SQL statement. They are found by the person alone and not by a child that is asked for: what the database does says nothing of any child out of
 * their reach.
 */
export async function readOwnRelations(
  database: DataSource | EntityManager,
  { subject, agency }: Pick<Principal, "subject" | "agency">,
): Promise<OwnRelations> {
  return (await readTogether<OwnRows>(database, kinds, [subject, agency])).rows;
}
