import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { record } from "./looks.ts";
import { people } from "./people.ts";
import { type ChangesWorld, openChangesWorld, type Person } from "./world.ts";

let world: ChangesWorld;
beforeAll(async () => void (world = await openChangesWorld()), 120_000);
afterAll(() => world.close());

const query = `query ($filter: AuditTrailFilter, $first: Int, $after: String) { auditTrail(filter: $filter, first: $first, after: $after) {
  pageInfo { hasNextPage endCursor } nodes { at practitioner name agency childId purpose overrideId categories { category outcome reason } flags { code sentence } } } }`;
const ask = (person: Person, filter: object = {}, page: object = {}) => world.ask(person, query, { filter, ...page });
const { officer, senco, slt, samira, dsl } = people;
const healthOfficer: Person = { subject: "officer.health", role: "ig-officer", agency: "health" };
const read = { opened: ["health.therapies"], asked: ["health.therapies", "health.gp"] };

/** A month in which nothing else is. */
const period = { since: "2025-03-01T00:00:00Z", until: "2025-03-31T00:00:00Z" };

describe("privacy officers read who asked for what", () => {
  beforeAll(() =>
    record(world.database, [
      { child: "CV-1001", by: senco, at: "2025-03-03T10:00:00Z", health: read, own: { "child.names": null } },
      { child: "CV-1001", by: slt, at: "2025-03-04T10:00:00Z", health: read, own: { "child.names": null } },
      {
        child: "CV-1002",
        by: dsl,
        at: "2025-03-05T23:30:00Z",
        purpose: "SAFEGUARDING",
        own: { "child.names": null, "child.address": "RESTRICTED" },
        override: "an-override",
      },
      { child: "CV-1001", by: samira, at: "2025-03-06T10:00:00Z", purpose: "FAMILY_ACCESS", own: { "child.names": null } },
    ]),
  );
  const whoIn = async (person: Person, filter: object = {}) =>
    (await ask(person, { ...period, ...filter })).data.auditTrail.nodes.map((one: { practitioner: string }) => one.practitioner);

  test("all of their own people, and of others that they looked at their own agency's records; of the family nothing", async () => {
    expect(await whoIn(officer)).toEqual([dsl.subject, senco.subject]);
    expect(await whoIn(healthOfficer)).toEqual([slt.subject, senco.subject]);
    const [, other] = (await ask(healthOfficer, period)).data.auditTrail.nodes;
    // The name that the partnership showed a colleague of another agency is not health's to know of.
    expect(other).toMatchObject({
      ...{ name: "Helen Marsh", childId: "CV-1001" },
      categories: [
        { category: "health.gp", outcome: "REFUSED", reason: "NO_CONSENT" },
        { category: "health.therapies", outcome: "LOOKED_AT", reason: null },
      ],
    });
  });

  test("by child, practitioner, category, override, reason and period", async () => {
    expect(await whoIn(officer, { childId: "CV-1002" })).toEqual([dsl.subject]);
    expect(await whoIn(officer, { practitioner: senco.subject })).toEqual([senco.subject]);
    expect(await whoIn(officer, { category: "health.gp" })).toEqual([senco.subject]);
    expect(await whoIn(officer, { overrideId: "an-override" })).toEqual([dsl.subject]);
    expect(await whoIn(officer, { reason: "RESTRICTED" })).toEqual([dsl.subject]);
    expect(await whoIn(officer, { until: "2025-03-04T00:00:00Z" })).toEqual([senco.subject]);
  });

  test("with what is unusual, each with its reason", async () => {
    const [first, second] = (await ask(officer, period)).data.auditTrail.nodes;
    expect(first.flags).toEqual([
      { code: "OUTSIDE_CASELOAD", sentence: "It was opened by an override, and not by the work with the child." },
      { code: "UNUSUAL_HOURS", sentence: "It was 23:30 in England." },
    ]);
    expect(second.flags).toEqual([]);
  });

  test("what their people changed too, by the child whom it was about, also where the change named an override", async () => {
    const reason = "Her mother rang: she is in danger there, and nobody else can be asked before tonight.";
    const opening = `mutation ($reason: String!) { breakGlass(childId: "CV-1001", purpose: DIRECT_SUPPORT, idempotencyKey: "trail-opens", basis: SAFEGUARDING, reason: $reason) { id } }`;
    const { id } = (await world.ask(senco, opening, { reason })).data.breakGlass;
    const reviewing = `mutation ($id: ID!, $note: String!) { reviewOverride(overrideId: $id, idempotencyKey: "trail-reviews", justified: true, note: $note) { id } }`;
    expect((await world.ask(officer, reviewing, { id, note: reason })).codes).toEqual([]);
    const changes = async (person: Person, childId: string) =>
      (
        await world.ask(
          person,
          `query ($filter: AuditTrailFilter) { auditTrail(filter: $filter) { nodes { kind practitioner change childId } } }`,
          { filter: { childId, since: "2026-11-22T00:00:00Z" } },
        )
      ).data.auditTrail.nodes;
    const ofTheChild = { kind: "change", childId: "CV-1001" };
    const both = await changes(officer, "CV-1001");
    expect(both).toHaveLength(2);
    expect(both).toEqual(
      expect.arrayContaining([
        { ...ofTheChild, practitioner: senco.subject, change: "breakGlass" },
        { ...ofTheChild, practitioner: officer.subject, change: "reviewOverride" },
      ]),
    );
    expect(await changes(healthOfficer, "CV-1001")).toEqual([]);
    expect(await changes(officer, "CV-1002")).toEqual([]);
  });

  test("and is told where what is unusual was not looked for in all that somebody did", async () => {
    const day = Date.parse("2025-04-10T08:00:00Z");
    const looks = Array.from({ length: 1600 }, (_, second) => new Date(day + second * 20_000).toISOString());
    await record(
      world.database,
      [...looks, "2025-04-12T10:00:00Z"].map((at) => ({ child: "CV-1001", by: senco, at, health: read })),
    );
    const incomplete = async (filter: object) =>
      (
        await world.ask(
          officer,
          "query ($filter: AuditTrailFilter) { auditTrail(filter: $filter, first: 2) { nodes { flagsIncomplete } } }",
          { filter },
        )
      ).data.auditTrail.nodes.map((one: { flagsIncomplete: boolean }) => one.flagsIncomplete);
    const april = { since: "2025-04-10T00:00:00Z", until: "2025-04-13T00:00:00Z" };
    expect(await incomplete({ practitioner: senco.subject, ...april })).toEqual([false, true]);
    expect(await incomplete({ practitioner: dsl.subject, ...period })).toEqual([false]);
  });

  test("in pages", async () => {
    const first = (await ask(officer, period, { first: 1 })).data.auditTrail;
    const second = (await ask(officer, period, { first: 1, after: first.pageInfo.endCursor })).data.auditTrail;
    expect([first, second].map(({ nodes, pageInfo }) => [nodes.length, nodes[0].practitioner, pageInfo.hasNextPage])).toEqual([
      [1, dsl.subject, true],
      [1, senco.subject, false],
    ]);
  });

  test("and nobody else does", async () => {
    for (const person of [senco, samira, { ...officer, subject: "nobody.here" }])
      expect(await ask(person, period)).toMatchObject({ data: { auditTrail: null }, codes: ["OFFICERS_ONLY"] });
  });
});
