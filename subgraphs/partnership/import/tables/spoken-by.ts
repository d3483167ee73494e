import { Any, type EntityManager } from "typeorm";
import { englandToday } from "../../../../service/england-today.ts";
import type { Row } from "../../../kit/import/row.ts";
import { ImportRefused } from "../../../kit/import/refused.ts";
import { inForce } from "../../deciding/in-force.ts";
import type { ConsentEventRow } from "../../records/consent-event-row.ts";
import { FamilyRelationRow } from "../../records/family-relation-row.ts";

/** A word as a file has it. */
type Spoken = Pick<ConsentEventRow, "child" | "person" | "capacity" | "at">;

/**
 * Refuses a file with the word of somebody who could not have said it here: who was on that day nobody with parental responsibility, or not the child themself, as the
 * row has it. Whether it counts today is decided when it is asked for.
 */
export async function refuseWordsOfOthers(manager: EntityManager, file: string, rows: readonly Row<Spoken>[]): Promise<void> {
  const family = await manager.find(FamilyRelationRow, { where: { child: Any([...new Set(rows.map(({ value }) => value.child))]) } });
  const lost = rows.find(({ value }) => !family.some((relation) => couldSay(relation, value)));
  if (lost === undefined) return;
  const { line, value } = lost;
  const reason = value.capacity === "holder" ? "held no parental responsibility on that day" : "is not the child themself";
  throw new ImportRefused({ file, line, place: 'column "person"', value: value.person, reason });
}

function couldSay(relation: FamilyRelationRow, { child, person, capacity, at }: Spoken): boolean {
  if (relation.child !== child || relation.person !== person || !inForce(relation, englandToday(at))) return false;
  return capacity === "holder" ? relation.parentalResponsibility : relation.kind === "self";
}
