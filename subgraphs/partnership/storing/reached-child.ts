import type { EntityManager } from "typeorm";
import { mayAct } from "../../../policies/index.ts";
import { type ChangeName, outsideActionOf } from "../changing/changes.ts";
import type { OutsideAction } from "../changing/outsiders.ts";
import { byEveryRole, rolesOf } from "../deciding/directory.ts";
import { reachOf } from "../deciding/reach.ts";
import { nobody, readOwnRelations } from "../reach-reader.ts";
import { PractitionerRow } from "../records/practitioner-row.ts";
import type { ChangeContext } from "./change-once.ts";

/**
 * The id of the child of whom a change is asked for, or `nobody` for whoever may not know whether there is such a child. It comes before the child is locked and read, so that a child
 * out of reach and one who does not exist cost the same work, and nobody holds up the changes to a child out of their reach. Whether the change may be made is decided once more by the child's own facts.
 */
export async function reachedChild(manager: EntityManager, context: ChangeContext, id: string, change: ChangeName): Promise<string> {
  const { principal, policy, today } = context;
  const { related } = reachOf(principal, await readOwnRelations(manager, principal), today);
  if (related.has(id)) return id;
  const action = outsideActionOf(change);
  const { agency } = principal;
  const roles = rolesOf(principal, (await manager.findOneBy(PractitionerRow, { id: principal.subject })) ?? undefined);
  const mayByRole = (role: string): boolean => action !== undefined && mayAct(policy, action, { role, agency, relationship: "none" });
  if (action === undefined || !byEveryRole(roles, mayByRole)) return nobody;
  // One row whoever the child is, and only a yes or a no.
  const [row]: { may: boolean }[] = await manager.query(`SELECT ${comesFromOutside[action]} AS may`, [id, agency, today]);
  return row?.may === true ? id : nobody;
}

// $1 is the child, $2 the agency of whoever asks, $3 the day. As `Outsiders` has it of the facts.
const from = (table: string) => `SELECT FROM ${table} WHERE child = $1`;
const isOver = "valid_until IS NOT NULL AND valid_until < $3";
const hasMember = `EXISTS (${from("team_membership")} AND agency = $2 AND ended_at IS NULL AND NOT awaits_mandate AND valid_from <= $3 AND NOT (${isOver}))`;
const comesFromOutside: Readonly<Record<OutsideAction, string>> = {
  "bring-back-to-team": `(EXISTS (${from("service_involvement")} AND agency = $2 AND valid_from <= $3 AND NOT (${isOver})) AND NOT ${hasMember})`,
  "confirm-mandate": `EXISTS (${from("team_membership")} AND agency = $2 AND awaits_mandate AND ended_at IS NULL AND NOT (${isOver}))`,
  "review-restriction": `EXISTS (${from("restriction")} AND (agency = $2 OR ${hasMember}))`,
  "tell-family": `EXISTS (${from("team_membership")} AND agency = $2 AND valid_from <= $3)`,
};
