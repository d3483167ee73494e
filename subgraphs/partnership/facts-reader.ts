import { DataSource, type EntityManager, In, type ObjectType } from "typeorm";
import type { DecidableChild } from "./deciding/decide-child.ts";
import { grouped } from "./deciding/grouped.ts";
import { readHouseholdShields } from "./household-reader.ts";
import { AccessOverrideRow } from "./records/access-override-row.ts";
import { CapacityAssessmentRow } from "./records/capacity-assessment-row.ts";
import { ChildRow } from "./records/child-row.ts";
import { ConsentEventRow } from "./records/consent-event-row.ts";
import { FamilyRelationRow } from "./records/family-relation-row.ts";
import { IdentifierRow } from "./records/identifier-row.ts";
import { PractitionerRow } from "./records/practitioner-row.ts";
import { RestrictionRow } from "./records/restriction-row.ts";
import { TeamMembershipRow } from "./records/team-membership-row.ts";

/** A child's facts, with all that a reader may be shown of them. */
export interface IndexedChild extends DecidableChild {
  readonly row: ChildRow;
  readonly consentEvents: readonly ConsentEventRow[];
  readonly family: readonly FamilyRelationRow[];
  readonly memberships: readonly TeamMembershipRow[];
  readonly directory: readonly PractitionerRow[];
  readonly restrictions: readonly RestrictionRow[];
  /** Rows of other children, each cut to the days on which they live with this one. */
  readonly householdShields: readonly RestrictionRow[];
  readonly assessments: readonly CapacityAssessmentRow[];
  readonly overrides: readonly AccessOverrideRow[];
}

/**
 * Reads all that bears on decisions about children, one SQL statement for each kind of fact; undefined for a child whom the index does not have. All of it is of one
 * moment: facts of two would let a consent count that was never in force without the order that was recorded before it. Within a transaction that moment is the
 * transaction's, whose lock on the child keeps everybody else from changing facts meanwhile.
 */
export function readFacts(database: DataSource | EntityManager, ids: readonly string[]): Promise<(IndexedChild | undefined)[]> {
  if (!(database instanceof DataSource)) return readAll(database, ids);
  return database.transaction("REPEATABLE READ", (manager) => readAll(manager, ids));
}

async function readAll(manager: EntityManager, ids: readonly string[]): Promise<(IndexedChild | undefined)[]> {
  const children = await manager.find(ChildRow, { where: { id: In(ids) } });
  const identifiers = await rowsOf(manager, IdentifierRow, ids);
  const family = await rowsOf(manager, FamilyRelationRow, ids);
  const memberships = await rowsOf(manager, TeamMembershipRow, ids);
  const directory = await directoryOf(manager, ids);
  const consentEvents = await rowsOf(manager, ConsentEventRow, ids);
  const restrictions = await rowsOf(manager, RestrictionRow, ids);
  const householdShields = await readHouseholdShields(manager, ids);
  const assessments = await rowsOf(manager, CapacityAssessmentRow, ids);
  const overrides = await rowsOf(manager, AccessOverrideRow, ids);
  const rows = new Map(children.map((child) => [child.id, child]));
  return ids.map((id) => {
    const row = rows.get(id);
    if (row === undefined) return undefined;
    return {
      id,
      row,
      dateOfBirth: row.dateOfBirth,
      identifiers: inUse(identifiers(id)),
      family: family(id),
      memberships: memberships(id),
      directory: directory.filter((entry) => memberships(id).some(({ practitioner }) => practitioner === entry.id)),
      consentEvents: consentEvents(id),
      restrictions: restrictions(id),
      householdShields: householdShields(id),
      assessments: assessments(id),
      overrides: overrides(id),
    };
  });
}

/** The rows of each child, in the order of their ids. */
async function rowsOf<T extends { id: string; child: string | null }>(
  manager: EntityManager,
  entity: ObjectType<T>,
  children: readonly string[],
): Promise<(child: string) => T[]> {
  const rows = await manager.find(entity, { where: { child: In(children) } as never, order: { id: "ASC" } as never });
  return rowsByChild(rows);
}

/** Rows by their child, each child's in the order in which the rows come. */
export function rowsByChild<T extends { child: string | null }>(rows: readonly T[]): (child: string) => T[] {
  const byChild = grouped(rows, ({ child }) => child ?? "");
  return (child) => [...(byChild.get(child) ?? [])];
}

/** The directory's entries of all whom a membership of these children names. One statement, and the same whoever asks and whether there are such children. */
function directoryOf(manager: EntityManager, children: readonly string[]): Promise<PractitionerRow[]> {
  const named = "entry.id IN (SELECT practitioner FROM team_membership WHERE child = ANY(:children))";
  return manager
    .createQueryBuilder(PractitionerRow, "entry")
    .where(named, { children: [...children] })
    .getMany();
}

function inUse(known: readonly IdentifierRow[]): ReadonlyMap<string, string> {
  const active = known.filter(({ status }) => status === "active").sort((one, other) => (one.system < other.system ? -1 : 1));
  return new Map(active.map(({ system, value }) => [system, value]));
}
