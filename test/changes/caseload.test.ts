import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Purpose } from "../../policies/index.ts";
import { type ChildDecision, decideChild } from "../../subgraphs/partnership/deciding/decide-child.ts";
import { momentAt } from "../../subgraphs/partnership/deciding/moment.ts";
import { ChildRow } from "../../subgraphs/partnership/records/child-row.ts";
import { runs } from "../runs.ts";
import { people } from "./people.ts";
import { factsPlainlyRead } from "./plainly-read.ts";
import { askers, type Caseload, caseloadIds, putCaseload, someCaseload } from "./some-caseload.ts";
import { watched } from "./watched.ts";
import { type ChangesWorld, openChangesWorld, type Person } from "./world.ts";

let world: ChangesWorld;
beforeAll(async () => void (world = await openChangesWorld()), 120_000);
beforeEach(async () => {
  await world.reset();
  await world.database.query("INSERT INTO person (id, name) VALUES ('helen.marsh', 'A namesake')");
});
afterAll(() => world.close());

interface Asked {
  readonly first: number;
  readonly after?: string | null;
}

const purposeOf = ({ agency }: Person): Purpose => (agency === "family" ? "FAMILY_ACCESS" : "DIRECT_SUPPORT");
const query = `query ($purpose: Purpose!, $first: Int, $after: String) { myChildren(purpose: $purpose, first: $first, after: $after) {
  totalCount edges { cursor node { id givenNames } } nodes { id givenNames contact { postcode } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
const pageFor = (person: Person, asked: Asked) => world.ask(person, query, { purpose: purposeOf(person), ...asked });

/** Reads on from page to page until no more follow. */
async function pagesFor(person: Person, first: number): Promise<{ readonly totalCount: number; readonly edges: readonly object[] }[]> {
  const pages = [];
  for (let after: string | null = null, more = true; more;) {
    const { data } = await pageFor(person, { first, after });
    const page = data.myChildren;
    expect(page.nodes.map(({ id }: { id: string }) => id)).toEqual(page.edges.map(({ node }: { node: { id: string } }) => node.id));
    expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
    pages.push(page);
    [more, after] = [page.pageInfo.hasNextPage as boolean, page.pageInfo.endCursor as string | null];
  }
  return pages;
}

/** The decisions on all children of the index, each by facts that were read for it alone, as lists were made once: whatever is not within reach by its own decision is not there. */
async function decidedPlainly(person: Person): Promise<readonly ChildDecision[]> {
  const principal = { name: person.subject, issuer: "", ...person };
  const decisions: ChildDecision[] = [];
  for (const { id } of await world.database.manager.find(ChildRow)) {
    const facts = await factsPlainlyRead(world.database, id);
    if (facts !== undefined) decisions.push(decideChild(world.policy, facts, principal, purposeOf(person), momentAt(world.now())));
  }
  return decisions.filter(({ withinReach }) => withinReach).sort((one, other) => (one.child < other.child ? -1 : 1));
}

const cursorOf = (id: string) => Buffer.from(id, "utf8").toString("base64url");

describe("the children who are listed", () => {
  test("are those that a decision on each child of the index finds within reach, in the order of their ids, each once, whatever the pages", async () => {
    const lengths = new Set<number>();
    await fc.assert(
      fc.asyncProperty(someCaseload, fc.constantFrom(...askers), fc.constantFrom(1, 2, 3, 50), async (caseload, person, first) => {
        await putCaseload(world.database, caseload);
        const decisions = await decidedPlainly(person);
        lengths.add(decisions.length);
        const pages = await pagesFor(person, first);
        const expected = decisions.map((decision) => {
          const names = decision.verdict("child.names").effect === "permit";
          return { cursor: cursorOf(decision.child), node: { id: decision.child, givenNames: names ? expect.any(String) : null } };
        });
        expect(pages.flatMap(({ edges }) => edges)).toEqual(expected);
        for (const { totalCount } of pages) expect(totalCount).toBe(decisions.length);
        // Of a page without anybody nobody's facts say anything: the count rests on the reach alone.
        expect((await pageFor(person, { first: 0 })).data.myChildren).toMatchObject({ totalCount: decisions.length, nodes: [] });
        expect(pages.length).toBe(Math.max(1, Math.ceil(decisions.length / first)));
      }),
      { numRuns: runs(60), seed: 20261122 },
    );
    expect(lengths.size).toBeGreaterThan(3);
  }, 300_000);

  test("are the same, to the byte, whether there are others out of reach or not; and a cursor of one of those is as good as one of nobody", async () => {
    await fc.assert(
      fc.asyncProperty(someCaseload, fc.constantFrom(...askers), fc.constantFrom(1, 2, 50), async (caseload, person, first) => {
        await putCaseload(world.database, caseload);
        const within = (await decidedPlainly(person)).map(({ child }) => child);
        const others = caseloadIds.filter((id) => !within.includes(id));
        const told = async () => {
          const pages = await pagesFor(person, first);
          const cursors = await Promise.all([...others, "nobody"].map((id) => pageFor(person, { first, after: cursorOf(id) })));
          expect(new Set(cursors.map(({ result }) => JSON.stringify(result))).size).toBe(1);
          return JSON.stringify([pages, cursors[0]?.codes]);
        };
        const before = await told();
        await world.database.query("DELETE FROM child WHERE id = ANY($1)", [others]);
        expect(await told()).toBe(before);
      }),
      { numRuns: runs(60), seed: 20261122 },
    );
  }, 300_000);
});

/** A caseload of one practitioner, all in force. */
const ofSenco: Caseload = {
  agencyOfHelen: "education",
  children: caseloadIds.map(() => ({
    memberships: [
      {
        ...{ practitioner: "helen.marsh", agency: "education", lead: false, ended: false, awaitsMandate: false },
        ...{ from: "2025-01-01", until: null },
      },
    ],
    relations: [],
    restrictions: [],
    overridden: false,
  })),
};
const withPermits = (first: number) =>
  `{ myChildren(purpose: DIRECT_SUPPORT, first: ${String(first)}) { totalCount nodes { id givenNames educationPermit healthPermit team { totalCount } } } }`;

describe("a page of a caseload", () => {
  test("takes two round trips to the database, whatever its size: one for who is within reach, one for all facts of those whom it shows", async () => {
    await putCaseload(world.database, ofSenco);
    // The key by which permits are signed is read once for some minutes.
    await world.ask(people.senco, withPermits(1));
    for (const first of [1, 3, 7]) {
      const { answer, statements } = await watched(world.database, () => world.ask(people.senco, withPermits(first)));
      expect(answer.codes).toEqual([]);
      expect(answer.data.myChildren.nodes).toHaveLength(first);
      expect(statements.map(({ parameters }) => parameters)).toEqual([["string", "string"], [`list of ${String(first)}`]]);
    }
    const one = '{ child(id: "gen-2", purpose: DIRECT_SUPPORT) { givenNames educationPermit team { totalCount } } }';
    const { statements } = await watched(world.database, () => world.ask(people.senco, one));
    expect(statements.map(({ parameters }) => parameters)).toEqual([["string", "string"], ["list of 1"]]);
  });

  test("with nobody on it reads the facts of nobody", async () => {
    await putCaseload(world.database, ofSenco);
    const count = "{ myChildren(purpose: DIRECT_SUPPORT, first: 0) { totalCount nodes { id } } }";
    const { answer, statements } = await watched(world.database, () => world.ask(people.senco, count));
    expect(answer.data.myChildren).toMatchObject({ totalCount: (await decidedPlainly(people.senco)).length, nodes: [] });
    expect(statements).toHaveLength(1);
  });

  test("and the count leave out whoever left its reach while it was read, and the page is full all the same", async () => {
    await putCaseload(world.database, ofSenco);
    const all = (await decidedPlainly(people.senco)).map(({ child }) => child);
    const { data } = await afterFirstStatement("UPDATE team_membership SET ended_at = now() WHERE child = ANY($1)", [all.slice(0, 2)], () =>
      pageFor(people.senco, { first: 2 }),
    );
    expect(data.myChildren.edges).toEqual(
      all.slice(2, 4).map((id) => ({ cursor: cursorOf(id), node: { id, givenNames: expect.any(String) } })),
    );
    expect(data.myChildren.totalCount).toBe(all.length - 2);
  });

  test("tells officers of a contradicted token, also where that leaves no child within reach", async () => {
    await putCaseload(world.database, { ...ofSenco, agencyOfHelen: "health" });
    for (const first of [0, 1, 50])
      expect((await pageFor(people.senco, { first })).data.myChildren).toMatchObject({ totalCount: 0, nodes: [] });
    expect(await world.database.query("SELECT subject FROM alert WHERE about = 'role'")).toEqual([{ subject: "helen.marsh" }]);
  });
});

/** Asks, and changes something once the first statement was answered. */
async function afterFirstStatement<T>(sql: string, parameters: unknown[], ask: () => Promise<T>): Promise<T> {
  const { database } = world;
  const createQueryRunner = database.createQueryRunner.bind(database);
  let changed: Promise<unknown> | undefined;
  database.createQueryRunner = (mode) => {
    const runner = createQueryRunner(mode);
    const release = runner.release.bind(runner);
    // The embedded database has one connection: it is free once the first statement has given it back.
    return Object.assign(runner, {
      release: async () => {
        await release();
        database.createQueryRunner = createQueryRunner;
        await (changed ??= database.query(sql, parameters));
      },
    });
  };
  try {
    return await ask();
  } finally {
    database.createQueryRunner = createQueryRunner;
  }
}
