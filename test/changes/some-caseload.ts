import fc from "fast-check";
import type { DataSource } from "typeorm";
import { AccessOverrideRow } from "../../subgraphs/partnership/records/access-override-row.ts";
import { ChildRow } from "../../subgraphs/partnership/records/child-row.ts";
import { FamilyRelationRow } from "../../subgraphs/partnership/records/family-relation-row.ts";
import { PractitionerRow } from "../../subgraphs/partnership/records/practitioner-row.ts";
import { RestrictionRow } from "../../subgraphs/partnership/records/restriction-row.ts";
import { TeamMembershipRow } from "../../subgraphs/partnership/records/team-membership-row.ts";
import { people } from "./people.ts";
import type { Person } from "./world.ts";

/** Those who ask for their children, most often the one of whom most is drawn. The last two bear the name of a practitioner, and are somebody else. */
export const askers: readonly Person[] = [
  people.senco,
  people.senco,
  people.senco,
  people.teacher,
  people.healthVisitor,
  people.samira,
  people.leo,
  { subject: "helen.marsh", role: "parent", agency: "family" },
  { subject: "helen.marsh", role: "health-visitor", agency: "health" },
];

// Today, in these tests, is 22 November 2026.
const days = fc.constantFrom("2025-01-01", "2026-11-21", "2026-11-22", "2026-11-23");
const dated = { from: days, until: fc.option(days, { freq: 2 }) };
const mostly = <T>(usual: T, other: T) => fc.constantFrom(usual, usual, usual, other);

const membership = fc.record({
  ...dated,
  practitioner: fc.constantFrom("helen.marsh", "helen.marsh", "tom.okoro", "lucy.brand"),
  agency: fc.constantFrom("education", "education", "health"),
  lead: fc.boolean(),
  ended: mostly(false, true),
  awaitsMandate: mostly(false, true),
});
const relation = fc.record({
  ...dated,
  person: fc.constantFrom("samira.ahmed", "leo.novak", "helen.marsh"),
  kind: fc.constantFrom("mother" as const, "self" as const, "foster-carer" as const),
  parentalResponsibility: fc.boolean(),
});
const restriction = fc.record({ ...dated, kind: fc.constantFrom("court-order" as const, "shielded" as const, "serious-harm" as const) });
const child = fc.record({
  memberships: fc.array(membership, { maxLength: 3 }),
  relations: fc.array(relation, { maxLength: 3 }),
  restrictions: fc.array(restriction, { maxLength: 2 }),
  overridden: fc.boolean(),
});

// As texts they stand in another order than by number, and not all letters have one byte.
export const caseloadIds: readonly string[] = ["gen-1", "gen-10", "gen-2", "GEN-3", "gen-é", "gen-漢", "gen-😀"];

/** Some children with those around them, and the agency in which the directory has Helen Marsh. */
export const someCaseload = fc.record({
  children: fc.array(child, { minLength: caseloadIds.length, maxLength: caseloadIds.length }),
  agencyOfHelen: fc.constantFrom("education", "health"),
});
export type Caseload = typeof someCaseload extends fc.Arbitrary<infer T> ? T : never;

/** Puts these children into the index, in the place of those that were put there before. */
export async function putCaseload({ manager }: DataSource, { children, agencyOfHelen }: Caseload): Promise<void> {
  await manager.query("DELETE FROM child WHERE id = ANY($1)", [[...caseloadIds]]);
  await manager.update(PractitionerRow, { id: "helen.marsh" }, { agency: agencyOfHelen });
  const rows = children.map((one, at) => ({ ...one, id: caseloadIds[at] ?? "" }));
  await manager.insert(
    ChildRow,
    rows.map(({ id }) => ({ id, givenNames: `Given ${id}`, familyName: "Family", dateOfBirth: "2017-03-04" })),
  );
  const all = <T>(of: (row: (typeof rows)[number]) => readonly T[]) =>
    rows.flatMap((row) => of(row).map((one, at) => ({ ...one, id: `${row.id}/${String(at)}`, child: row.id })));
  await manager.insert(
    TeamMembershipRow,
    all((row) => row.memberships).map(({ ended, ...one }) => ({
      ...one,
      role: "Work",
      endedAt: ended ? new Date("2026-11-20T09:00:00Z") : null,
    })),
  );
  await manager.insert(
    FamilyRelationRow,
    all((row) => row.relations),
  );
  await manager.insert(
    RestrictionRow,
    all((row) => row.restrictions).map((one) => ({ ...one, ...restricting(one.kind) })),
  );
  const overridden = rows.filter((row) => row.overridden).map(({ id }) => ({ ...override, id, child: id }));
  await manager.insert(AccessOverrideRow, overridden);
}

function restricting(kind: RestrictionRow["kind"]): Pick<RestrictionRow, "person" | "categories" | "ground" | "author" | "agency"> {
  const words = { ground: "Ground", author: "Author", agency: "social-care" };
  return { ...words, person: kind === "court-order" ? "samira.ahmed" : null, categories: kind === "serious-harm" ? ["child.names"] : [] };
}

const override = {
  ...{ practitioner: "helen.marsh", agency: "education", role: "senco", reason: "A reason", keptFromFamily: null, policy: "0" },
  purpose: "DIRECT_SUPPORT" as const,
  basis: "safeguarding" as const,
  ...{ categories: ["health.therapies"], concerned: ["education"], revokedAt: null, reviews: [] },
  ...{ openedAt: new Date("2026-11-22T11:00:00Z"), endsAt: new Date("2026-11-22T15:00:00Z") },
};
