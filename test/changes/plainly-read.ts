import { type DataSource, type EntityManager, In, type ObjectType } from "typeorm";
import type { IndexedChild } from "../../subgraphs/partnership/facts-reader.ts";
import { AccessOverrideRow } from "../../subgraphs/partnership/records/access-override-row.ts";
import { AddressRow } from "../../subgraphs/partnership/records/address-row.ts";
import { CapacityAssessmentRow } from "../../subgraphs/partnership/records/capacity-assessment-row.ts";
import { ChildRow } from "../../subgraphs/partnership/records/child-row.ts";
import { ConsentEventRow } from "../../subgraphs/partnership/records/consent-event-row.ts";
import { FamilyRelationRow } from "../../subgraphs/partnership/records/family-relation-row.ts";
import { IdentifierRow } from "../../subgraphs/partnership/records/identifier-row.ts";
import { PractitionerRow } from "../../subgraphs/partnership/records/practitioner-row.ts";
import { ProcessEventRow } from "../../subgraphs/partnership/records/process-event-row.ts";
import { RestrictionRow } from "../../subgraphs/partnership/records/restriction-row.ts";
import { TeamMembershipRow } from "../../subgraphs/partnership/records/team-membership-row.ts";

/** The facts of one child as TypeORM reads them, table by table: an oracle for what is read of many at once. Undefined if the index has no such child. */
export async function factsPlainlyRead({ manager }: DataSource, id: string): Promise<Omit<IndexedChild, "snapshot"> | undefined> {
  const row = await manager.findOneBy(ChildRow, { id });
  if (row === null) return undefined;
  const memberships = await ofChild(manager, TeamMembershipRow, id);
  const identifiers = (await ofChild(manager, IdentifierRow, id)).filter(({ status }) => status === "active");
  return {
    id,
    row,
    dateOfBirth: row.dateOfBirth,
    identifiers: new Map(identifiers.map(({ system, value }) => [system, value])),
    family: await ofChild(manager, FamilyRelationRow, id),
    memberships,
    directory: await manager.findBy(PractitionerRow, { id: In(memberships.map(({ practitioner }) => practitioner)) }),
    consentEvents: await ofChild(manager, ConsentEventRow, id),
    restrictions: await ofChild(manager, RestrictionRow, id),
    householdShields: await householdShields(manager, id),
    assessments: await ofChild(manager, CapacityAssessmentRow, id),
    overrides: await ofChild(manager, AccessOverrideRow, id),
    processEvents: await ofChild(manager, ProcessEventRow, id),
  };
}

function ofChild<Row extends { id: string; child: string | null }>(
  manager: EntityManager,
  entity: ObjectType<Row>,
  child: string,
): Promise<Row[]> {
  return manager.find(entity, { where: { child } as never, order: { id: "ASC" } as never });
}

/** The shields of those who live where the child does, each for the days on which they live there together. */
async function householdShields(manager: EntityManager, child: string): Promise<RestrictionRow[]> {
  const found: RestrictionRow[] = [];
  const own = await ofChild(manager, AddressRow, child);
  for (const shield of await manager.find(RestrictionRow, { where: { kind: "shielded" }, order: { id: "ASC" } }))
    for (const mine of own)
      for (const theirs of shield.child === child || shield.endedAt !== null ? [] : await ofChild(manager, AddressRow, shield.child)) {
        const from = [shield.from, mine.from, theirs.from].sort().at(-1) ?? "";
        const until = [shield.until, mine.until, theirs.until].filter((day) => day !== null).sort()[0] ?? null;
        if (mine.household === theirs.household && (until === null || from <= until)) found.push({ ...shield, from, until });
      }
  return found;
}
