import type { DataSource, EntityManager, ObjectType } from "typeorm";
import type { DecidableChild } from "./deciding/decide-child.ts";
import { grouped } from "./deciding/grouped.ts";
import { type HouseholdShield, householdShields } from "./household-reader.ts";
import { type Kind, readTogether } from "./read-together.ts";
import { AccessOverrideRow } from "./records/access-override-row.ts";
import { CapacityAssessmentRow } from "./records/capacity-assessment-row.ts";
import { ChildRow } from "./records/child-row.ts";
import { ConsentEventRow } from "./records/consent-event-row.ts";
import { FamilyRelationRow } from "./records/family-relation-row.ts";
import { IdentifierRow } from "./records/identifier-row.ts";
import { PractitionerRow } from "./records/practitioner-row.ts";
import { ProcessEventRow } from "./records/process-event-row.ts";
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
  readonly processEvents: readonly ProcessEventRow[];
  /** Of which moment all of this is; see {@link readTogether}. */
  readonly snapshot: string;
}

/** The rows that bear on decisions about some children ($1), of each kind. */
type FactRows = {
  readonly children: ChildRow;
  readonly identifiers: IdentifierRow;
  readonly family: FamilyRelationRow;
  readonly memberships: TeamMembershipRow;
  readonly directory: PractitionerRow;
  readonly consentEvents: ConsentEventRow;
  readonly restrictions: RestrictionRow;
  readonly householdShields: HouseholdShield;
  readonly assessments: CapacityAssessmentRow;
  readonly overrides: AccessOverrideRow;
  readonly processEvents: ProcessEventRow;
};

const kinds: { readonly [Name in keyof FactRows]: Kind<FactRows[Name]> } = {
  children: { entity: ChildRow, where: "child.id = ANY($1)" },
  identifiers: ofChildren(IdentifierRow, "child_identifier"),
  family: ofChildren(FamilyRelationRow, "family_relation"),
  memberships: ofChildren(TeamMembershipRow, "team_membership"),
  // The entries of all whom a membership names, whoever asks.
  directory: {
    entity: PractitionerRow,
    where: "practitioner.id IN (SELECT team_membership.practitioner FROM team_membership WHERE team_membership.child = ANY($1))",
  },
  consentEvents: ofChildren(ConsentEventRow, "consent_event"),
  restrictions: ofChildren(RestrictionRow, "restriction"),
  householdShields,
  assessments: ofChildren(CapacityAssessmentRow, "capacity_assessment"),
  overrides: ofChildren(AccessOverrideRow, "access_override"),
  processEvents: ofChildren(ProcessEventRow, "process_event"),
};

function ofChildren<Row extends { child: string | null }>(entity: ObjectType<Row>, table: string): Kind<Row> {
  return { entity, where: `${table}.child = ANY($1)` };
}

/**
 * Reads all that bears on decisions about children, in one SQL statement whatever their number; undefined for a child whom the index does not have. So all of it is of one moment: facts of two
 * would let a consent count that was never in force without the order that was recorded before it. Within a transaction its lock on the child keeps everybody else from changing facts meanwhile.
 */
export async function readFacts(database: DataSource | EntityManager, ids: readonly string[]): Promise<(IndexedChild | undefined)[]> {
  const { rows, snapshot } = await readTogether<FactRows>(database, kinds, [ids]);
  const children = new Map(rows.children.map((row) => [row.id, row]));
  const entries = new Map(rows.directory.map((entry) => [entry.id, entry]));
  const [identifiers, family, memberships] = [rowsByChild(rows.identifiers), rowsByChild(rows.family), rowsByChild(rows.memberships)];
  const [consentEvents, restrictions] = [rowsByChild(rows.consentEvents), rowsByChild(rows.restrictions)];
  const [assessments, overrides] = [rowsByChild(rows.assessments), rowsByChild(rows.overrides)];
  const processEvents = rowsByChild(rows.processEvents);
  const shields = grouped(rows.householdShields, ({ bearsOn }) => bearsOn);
  return ids.map((id) => {
    const row = children.get(id);
    if (row === undefined) return undefined;
    const team = memberships(id);
    return {
      id,
      row,
      dateOfBirth: row.dateOfBirth,
      identifiers: inUse(identifiers(id)),
      family: family(id),
      memberships: team,
      directory: [...new Set(team.map(({ practitioner }) => practitioner))].flatMap((practitioner) => entries.get(practitioner) ?? []),
      consentEvents: consentEvents(id),
      restrictions: restrictions(id),
      householdShields: (shields.get(id) ?? []).map(({ bearsOn: _, ...shield }) => shield),
      assessments: assessments(id),
      overrides: overrides(id),
      processEvents: processEvents(id),
      snapshot,
    };
  });
}

/** Rows by their child, each child's in the order in which the rows come. */
export function rowsByChild<T extends { child: string | null }>(rows: readonly T[]): (child: string) => T[] {
  const byChild = grouped(rows, ({ child }) => child ?? "");
  return (child) => [...(byChild.get(child) ?? [])];
}

function inUse(known: readonly IdentifierRow[]): ReadonlyMap<string, string> {
  const active = known.filter(({ status }) => status === "active").sort((one, other) => (one.system < other.system ? -1 : 1));
  return new Map(active.map(({ system, value }) => [system, value]));
}
