import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { Purpose } from "../../policies/index.ts";
import { mostInAYear } from "../../subgraphs/partnership/changing/bounds.ts";
import { decided } from "./decided.ts";
import { people } from "./people.ts";
import { type Answered, type ChangesWorld, newKey, openChangesWorld, type Person } from "./world.ts";

let world: ChangesWorld;
beforeAll(async () => void (world = await openChangesWorld()), 120_000);
beforeEach(() => world.reset());
afterAll(() => world.close());

const mutations = {
  openProcess: ["$kind: ProcessKind!, $on: Date", "kind: $kind, on: $on"],
  recordMilestone: [
    "$processId: ID!, $milestone: Milestone!, $on: Date, $agency: String",
    "processId: $processId, milestone: $milestone, on: $on, agency: $agency",
  ],
  closeProcess: ["$processId: ID!, $on: Date", "processId: $processId, on: $on"],
} as const;

const read = "processes { nodes { id kind openedOn closedOn milestones { milestone on agency recordedBy recordedByAgency recordedAt } } }";

type Wish = Readonly<Record<string, unknown>>;

function asks(person: Person, change: keyof typeof mutations, childId: string, wish: Wish): Promise<Answered> {
  const [declared, passed] = mutations[change];
  const source = `mutation ($childId: ID!, $key: String!, ${declared}) {
    changed: ${change}(childId: $childId, purpose: DIRECT_SUPPORT, idempotencyKey: $key, ${passed}) { id child { ${read} } } }`;
  return world.ask(person, source, { childId, key: newKey(), ...wish });
}

const codesOf = async (...asking: Parameters<typeof asks>) => (await asks(...asking)).codes.join();
const idOf = async (...asking: Parameters<typeof asks>): Promise<string> => {
  const { data, codes } = await asks(...asking);
  expect(codes).toEqual([]);
  return data.changed.id;
};

/** What somebody is told of the SEN needs and of the processes: `permit`, or why not. */
async function told(person: Person, child: string, purpose: Purpose): Promise<readonly (string | undefined)[]> {
  const all = await decided(world, { person, child, purpose });
  return [all["education.sen"], all["child.steps"]];
}

const processesOf = async (person: Person, child: string, purpose = "DIRECT_SUPPORT") =>
  (await world.ask(person, `{ child(id: "${child}", purpose: ${purpose}) { ${read} } }`)).data.child.processes?.nodes;

describe("a purpose holds only while its process is open", () => {
  test("Jordan's assessment ended in 2020: the caseworker reads nothing for it, and is told that it is the purpose", async () => {
    expect(await told(people.caseworker, "CV-1004", "EHC_ASSESSMENT")).toEqual(["PURPOSE", "PURPOSE"]);
    expect(await told(people.caseworker, "CV-1004", "ANNUAL_REVIEW")).toEqual(["permit", "permit"]);
    const { data, codes } = await world.ask(people.caseworker, `{ child(id: "CV-1004", purpose: EHC_ASSESSMENT) { id givenNames } }`);
    expect([data.child, codes]).toEqual([{ id: "CV-1004", givenNames: null }, ["WITHHELD"]]);
  });

  test("Maya has no plan: her lead practitioner gets nothing by naming a review", async () => {
    expect(await told(people.lead, "CV-1001", "ANNUAL_REVIEW")).toEqual(["PURPOSE", "PURPOSE"]);
    expect((await told(people.lead, "CV-1001", "DIRECT_SUPPORT"))[1]).toBe("permit");
  });

  test("from the moment it is opened, whichever day it began, until the moment it is closed, and for no other purpose", async () => {
    const review = (purpose: Purpose) => told(people.caseworker, "CV-1001", purpose);
    expect(await review("ANNUAL_REVIEW")).toEqual(["PURPOSE", "PURPOSE"]);
    const id = await idOf(people.caseworker, "openProcess", "CV-1001", { kind: "ANNUAL_REVIEW", on: "2026-11-02" });
    expect(await review("ANNUAL_REVIEW")).toEqual(["permit", "permit"]);
    const assessment = (await processesOf(people.caseworker, "CV-1001")).find(({ kind }: { kind: string }) => kind === "EHC_ASSESSMENT");
    await idOf(people.caseworker, "closeProcess", "CV-1001", { processId: assessment.id });
    expect([await review("EHC_ASSESSMENT"), await review("ANNUAL_REVIEW")]).toEqual([
      ["PURPOSE", "PURPOSE"],
      ["permit", "permit"],
    ]);
    await idOf(people.caseworker, "closeProcess", "CV-1001", { processId: id, on: "2026-11-20" });
    expect(await review("ANNUAL_REVIEW")).toEqual(["PURPOSE", "PURPOSE"]);
  });

  test("a change of phase, SEN support and early help open no record to anybody", async () => {
    const before = await told(people.caseworker, "CV-1001", "ANNUAL_REVIEW");
    await idOf(people.caseworker, "openProcess", "CV-1001", { kind: "PHASE_TRANSFER" });
    await idOf(people.senco, "openProcess", "CV-1001", { kind: "EARLY_HELP" });
    expect(await told(people.caseworker, "CV-1001", "ANNUAL_REVIEW")).toEqual(before);
  });

  test("the mother reads which processes there are, whatever is open; the father whom an order binds reads none", async () => {
    const kinds = (await processesOf(people.samira, "CV-1001", "FAMILY_ACCESS")).map(({ kind }: { kind: string }) => kind);
    expect(kinds).toEqual(["EHC_ASSESSMENT", "SEN_SUPPORT"]);
    // A carer without parental responsibility reads who is on the team, and no more of it.
    for (const [person, child] of [
      [people.daniel, "CV-1001"],
      [people.chidi, "CV-1007"],
    ] as const)
      expect(await processesOf(person, child, "FAMILY_ACCESS")).toBeUndefined();
  });
});

describe("a process is told in events", () => {
  test("with the day and who said so; whoever was mistaken says it again, and both stay", async () => {
    const processId = await idOf(people.caseworker, "openProcess", "CV-1001", { kind: "ANNUAL_REVIEW", on: "2026-11-02" });
    await idOf(people.senco, "recordMilestone", "CV-1001", { processId, milestone: "MEETING_HELD", on: "2026-11-16" });
    world.at("2026-11-22T12:01:00Z");
    await idOf(people.senco, "recordMilestone", "CV-1001", { processId, milestone: "MEETING_HELD", on: "2026-11-13" });
    const [first] = await processesOf(people.slt, "CV-1001");
    const said = { milestone: "MEETING_HELD", agency: null, recordedBy: "Helen Marsh", recordedByAgency: "education" };
    expect(first).toEqual({
      ...{ id: processId, kind: "ANNUAL_REVIEW", openedOn: "2026-11-02", closedOn: null },
      milestones: [
        { ...said, on: "2026-11-13", recordedAt: "2026-11-22T12:01:00.000Z" },
        { ...said, on: "2026-11-16", recordedAt: "2026-11-22T12:00:00.000Z" },
      ],
    });
  });

  test("no event is ever changed or removed, not even at the database", async () => {
    for (const change of ["UPDATE process_event SET event = 'opened'", "DELETE FROM process_event WHERE event = 'closed'"])
      await expect(world.database.query(change)).rejects.toThrow("an event of a process is never changed or removed");
    await world.database.query("DELETE FROM child WHERE id = 'CV-1004'");
    expect(await world.database.query("SELECT id FROM process_event WHERE child = 'CV-1004'")).toEqual([]);
  });

  test("a child has one open of each kind, and what is closed stays so", async () => {
    const asked = { kind: "EHC_ASSESSMENT" };
    expect(await codesOf(people.caseworker, "openProcess", "CV-1001", asked)).toBe("PROCESS_OPEN");
    await idOf(people.caseworker, "closeProcess", "CV-1001", { processId: "ahmed-maya-ehc" });
    for (const change of ["closeProcess", "recordMilestone"] as const)
      expect(await codesOf(people.caseworker, change, "CV-1001", { processId: "ahmed-maya-ehc", milestone: "DRAFT_PLAN_SENT" })).toBe(
        "PROCESS_CLOSED",
      );
    const again = await idOf(people.caseworker, "openProcess", "CV-1001", asked);
    expect(again).not.toBe("ahmed-maya-ehc");
  });

  test.each([
    ["openProcess", { kind: "ANNUAL_REVIEW", on: "2026-11-23" }],
    ["openProcess", { kind: "ANNUAL_REVIEW", on: "2020-03-08" }],
    ["recordMilestone", { processId: "ahmed-maya-ehc", milestone: "DRAFT_PLAN_SENT", on: "2026-07-05" }],
    ["recordMilestone", { processId: "ahmed-maya-ehc", milestone: "DRAFT_PLAN_SENT", on: "2026-11-23" }],
    ["recordMilestone", { processId: "ahmed-maya-ehc", milestone: "MEETING_HELD" }],
    ["recordMilestone", { processId: "ahmed-maya-ehc", milestone: "DRAFT_PLAN_SENT", agency: "health" }],
    ["recordMilestone", { processId: "ahmed-maya-ehc", milestone: "ADVICE_ASKED" }],
    ["recordMilestone", { processId: "ahmed-maya-ehc", milestone: "ADVICE_ASKED", agency: "police" }],
    ["recordMilestone", { processId: "ahmed-maya-ehc", milestone: "ADVICE_ASKED", agency: "family" }],
    ["closeProcess", { processId: "ahmed-maya-ehc", on: "2026-07-05" }],
    ["closeProcess", { processId: "ahmed-maya-ehc", on: "2026-11-23" }],
  ] as const)("%s of %j cannot be, and is refused", async (change, wish) => {
    expect(await codesOf(people.caseworker, change, "CV-1001", wish)).toBe("ARGUMENT_INVALID");
  });
});

describe("who says what of a process", () => {
  test.each(["EHC_ASSESSMENT", "ANNUAL_REVIEW", "PHASE_TRANSFER"])("%s is opened by the local authority alone", async (kind) => {
    for (const person of [people.senco, people.lead, people.paediatrician, people.samira])
      expect(await codesOf(person, "openProcess", "CV-1001", { kind })).toBe("ACTION_NOT_PERMITTED");
  });

  test("and closed by it alone; SEN support by whoever may open it", async () => {
    expect(await codesOf(people.senco, "closeProcess", "CV-1001", { processId: "ahmed-maya-ehc" })).toBe("ACTION_NOT_PERMITTED");
    expect(await codesOf(people.samira, "closeProcess", "CV-1001", { processId: "ahmed-maya-support" })).toBe("ACTION_NOT_PERMITTED");
    await idOf(people.slt, "closeProcess", "CV-1001", { processId: "ahmed-maya-support" });
  });

  test("that advice was given is said by the agency that gave it, and that it was asked by the local authority", async () => {
    const health = { processId: "ahmed-maya-ehc", milestone: "ADVICE_GIVEN", agency: "health" };
    expect(await codesOf(people.caseworker, "recordMilestone", "CV-1001", health)).toBe("ARGUMENT_INVALID");
    await idOf(people.paediatrician, "recordMilestone", "CV-1001", { ...health, agency: null });
    const [ehc] = await processesOf(people.lead, "CV-1001");
    expect(ehc.milestones.at(-1)).toMatchObject({ milestone: "ADVICE_GIVEN", agency: "health", on: "2026-11-22" });
    const asking = { ...health, milestone: "ADVICE_ASKED" };
    expect(await codesOf(people.paediatrician, "recordMilestone", "CV-1001", asking)).toBe("ACTION_NOT_PERMITTED");
    await idOf(people.caseworker, "recordMilestone", "CV-1001", asking);
  });

  test("the family says nothing of it, and whom an order binds does not learn by trying which there are", async () => {
    const milestone = "PLAN_REVIEWED";
    expect(await codesOf(people.samira, "recordMilestone", "CV-1001", { processId: "ahmed-maya-support", milestone })).toBe(
      "ACTION_NOT_PERMITTED",
    );
    const there = await idOf(people.socialWorker, "openProcess", "CV-1007", { kind: "EARLY_HELP" });
    for (const processId of [there, "there-is-none"])
      for (const change of ["closeProcess", "recordMilestone"] as const)
        expect(await codesOf(people.chidi, change, "CV-1007", { processId, milestone })).toBe("ACTION_NOT_PERMITTED");
  });

  test("nobody names another child's process", async () => {
    for (const change of ["recordMilestone", "closeProcess"] as const)
      expect(await codesOf(people.caseworker, change, "CV-1001", { processId: "clarke-jordan-move", milestone: "REPORT_SENT" })).toBe(
        "PROCESS_NOT_FOUND",
      );
  });

  test("the team and the family are alerted that one was opened or closed, and not of each milestone; whom an order binds is not", async () => {
    const toldOf = async (about: string) =>
      (
        await world.database.query<{ person: string }[]>(
          "SELECT DISTINCT person FROM alert WHERE about = 'process' AND subject = $1 ORDER BY 1",
          [about],
        )
      ).map(({ person }) => person);
    const id = await idOf(people.caseworker, "openProcess", "CV-1001", { kind: "ANNUAL_REVIEW" });
    const told = await toldOf(id);
    expect(told).toEqual(expect.arrayContaining(["samira.ahmed", "fiona.grant", "joanne.fry", "helen.marsh"]));
    expect(told).not.toContain("grace.lowe");
    expect(told).not.toContain("daniel.reed");
    const count = async () => (await world.database.query<unknown[]>("SELECT id FROM alert")).length;
    const before = await count();
    await idOf(people.caseworker, "recordMilestone", "CV-1001", { processId: id, milestone: "TOLD_DECISION" });
    expect(await count()).toBe(before);
    const help = await idOf(people.socialWorker, "openProcess", "CV-1007", { kind: "EARLY_HELP" });
    expect(await toldOf(help)).toContain("ngozi.okafor");
    expect(await toldOf(help)).not.toContain("chidi.okafor");
  });

  test("nobody records more of a child's processes than one person does in a year, and still closes them; a colleague goes on", async () => {
    await world.database.query(
      `INSERT INTO process_event (id, process, child, kind, event, on_day, milestone, recorded_at, recorder, recorder_agency)
        SELECT 'filled' || n, 'ahmed-maya-ehc', 'CV-1001', 'EHC_ASSESSMENT', 'recorded', '2026-11-01', 'DRAFT_PLAN_SENT', '2026-11-01T10:00:00Z', 'grace.lowe', 'education'
        FROM generate_series(1, ${String(mostInAYear.processEvents)}) n`,
    );
    const draft = { processId: "ahmed-maya-ehc", milestone: "DRAFT_PLAN_SENT" };
    expect(await codesOf(people.caseworker, "recordMilestone", "CV-1001", draft)).toBe("TOO_MANY_PROCESS_EVENTS");
    expect(await codesOf(people.caseworker, "openProcess", "CV-1001", { kind: "ANNUAL_REVIEW" })).toBe("TOO_MANY_PROCESS_EVENTS");
    await idOf(people.slt, "recordMilestone", "CV-1001", { ...draft, milestone: "ADVICE_GIVEN" });
    await idOf(people.caseworker, "closeProcess", "CV-1001", { processId: "ahmed-maya-ehc" });
  });
});
