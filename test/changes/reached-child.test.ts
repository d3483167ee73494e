import { afterAll, beforeAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import { randomUUID } from "node:crypto";
import type { EntityManager } from "typeorm";
import { startDeadline } from "../../service/deadline.ts";
import { ChildviewError } from "../../service/errors.ts";
import { type Asking, type ChangeName, makeChange } from "../../subgraphs/partnership/changing/changes.ts";
import { momentAt } from "../../subgraphs/partnership/deciding/moment.ts";
import { openIndexReader } from "../../subgraphs/partnership/index-reader.ts";
import { nobody } from "../../subgraphs/partnership/reach-reader.ts";
import { RestrictionRow } from "../../subgraphs/partnership/records/restriction-row.ts";
import { ServiceInvolvementRow } from "../../subgraphs/partnership/records/service-involvement-row.ts";
import { TeamMembershipRow } from "../../subgraphs/partnership/records/team-membership-row.ts";
import type { ChangeContext } from "../../subgraphs/partnership/storing/change-once.ts";
import { openChild } from "../../subgraphs/partnership/storing/open-child.ts";
import { reachedChild } from "../../subgraphs/partnership/storing/reached-child.ts";
import { ground } from "./assessing.ts";
import { people } from "./people.ts";
import { type ChangesWorld, openChangesWorld, type Person } from "./world.ts";
import { runs } from "../runs.ts";

let world: ChangesWorld;
beforeAll(async () => void (world = await openChangesWorld()), 120_000);
afterAll(() => world.close());

const maya = "CV-1001";
const day = fc.constantFrom("2026-11-01", "2026-11-21", "2026-11-22", "2026-11-23");
const dated = { from: day, until: fc.option(day) };
const agency = fc.constantFrom("education", "health");
/** Whoever may be on a team, may not yet, or may no longer. */
const membership = fc.record({
  ...dated,
  who: fc.constantFrom(people.senco, people.teacher, people.healthVisitor),
  ended: fc.boolean(),
  awaitsMandate: fc.boolean(),
});
const around = fc.record({
  memberships: fc.array(membership, { maxLength: 3 }),
  services: fc.array(fc.record({ ...dated, agency }), { maxLength: 2 }),
  restrictions: fc.array(agency, { maxLength: 2 }),
});
type Around = typeof around extends fc.Arbitrary<infer T> ? T : never;

const changes: readonly Asking[] = [
  {
    change: "joinTeam",
    asked: { practitionerId: "tom.okoro", mandate: { agency: "education", function: "Teacher", reference: "The school" }, model: "panel" },
  },
  { change: "confirmMandate", asked: { membershipId: "none" } },
  { change: "endRestriction", asked: { restrictionId: "none", ground } },
  { change: "leaveTeam", asked: { membershipId: "none" } },
];
const callers = [people.senco, people.officer, people.healthVisitor, people.samira];

/** Puts these, and no others, around Maya. */
async function put(manager: EntityManager, { memberships, services, restrictions }: Around): Promise<void> {
  for (const entity of [TeamMembershipRow, ServiceInvolvementRow, RestrictionRow]) await manager.delete(entity, { child: maya });
  for (const { who, ended, awaitsMandate, from, until } of memberships)
    await manager.insert(TeamMembershipRow, {
      ...{
        id: randomUUID(),
        child: maya,
        practitioner: who.subject,
        agency: who.agency,
        role: "",
        lead: false,
        from,
        until,
        awaitsMandate,
      },
      endedAt: ended ? world.now() : null,
    });
  for (const one of services) await manager.insert(ServiceInvolvementRow, { id: randomUUID(), child: maya, team: "A team", ...one });
  for (const one of restrictions)
    await manager.insert(RestrictionRow, {
      ...{ id: randomUUID(), child: maya, kind: "shielded", person: null, categories: [], agency: one, ground, author: "" },
      from: "2026-01-01",
    });
}

function contextOf(person: Person): ChangeContext {
  const principal = { name: person.subject, issuer: "", ...person };
  const { policy, database } = world;
  const own = { operation: { id: "", trace: "" }, deadline: startDeadline(60_000), contradicted: () => undefined };
  return { principal, policy, ...own, databaseOfChanges: database, index: openIndexReader(database), ...momentAt(world.now()) };
}

/** Whether a change to the child's facts is looked at, whatever comes of it, by the child's own facts. */
async function isHeard(manager: EntityManager, context: ChangeContext, asking: Asking): Promise<boolean> {
  const open = await openChild(manager, context, maya, ["tom.okoro"]);
  if (open === undefined) throw new Error("Maya is there");
  try {
    return makeChange(open, asking) !== undefined;
  } catch (error) {
    if (error instanceof ChildviewError) return true;
    throw error;
  }
}

const undone = new Error("everything is taken back");

test("before a child is locked and read, the database says of everybody, for every change, just what the child's own facts would say: whether they may come here", async () => {
  const seen = new Map<string, Set<boolean>>();
  await fc.assert(
    fc.asyncProperty(around, async (rows) => {
      const tried = world.database.transaction(async (manager) => {
        await put(manager, rows);
        for (const person of callers)
          for (const asking of changes) {
            const context = contextOf(person);
            const reached = await reachedChild(manager, context, maya, asking.change);
            const heard = await isHeard(manager, context, asking);
            expect([person.subject, asking.change, reached]).toEqual([person.subject, asking.change, heard ? maya : nobody]);
            seen.set(`${person.subject} ${asking.change}`, (seen.get(`${person.subject} ${asking.change}`) ?? new Set()).add(heard));
          }
        throw undone;
      });
      await expect(tried).rejects.toBe(undone);
    }),
    { numRuns: runs(15), seed: 20261122 },
  );
  const bothWays: readonly [Person, ChangeName][] = [
    [people.senco, "joinTeam"],
    [people.healthVisitor, "confirmMandate"],
    [people.officer, "endRestriction"],
  ];
  for (const [{ subject }, change] of bothWays)
    expect([subject, change, seen.get(`${subject} ${change}`)?.size]).toEqual([subject, change, 2]);
});
