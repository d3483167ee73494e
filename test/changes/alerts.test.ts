import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { AlertRow, alertSubjects } from "../../subgraphs/partnership/records/alert-row.ts";
import { people } from "./people.ts";
import { type ChangesWorld, newKey, openChangesWorld, type Person } from "./world.ts";

let world: ChangesWorld;
beforeAll(async () => void (world = await openChangesWorld()), 120_000);
beforeEach(async () => {
  world.at("2026-11-22T12:00:00Z");
  await world.database.query("TRUNCATE alert, change_receipt");
});
afterAll(() => world.close());

const officerOf = (agency: string): Person => ({ subject: `officer.${agency}`, role: "ig-officer", agency });
const alertsOf = async (person: Person) =>
  (await world.ask(person, "{ myAlerts { nodes { id about subjectId childId at readAt } } }")).data.myAlerts.nodes;
const marking = "mutation ($id: ID!, $key: String!) { markAlertRead(alertId: $id, idempotencyKey: $key) { id readAt } }";
const mark = (person: Person, id: string, key = newKey()) => world.ask(person, marking, { id, key });

/** Keeps an alert to somebody, as a change would. */
async function alert(id: string, agency: string, person: string | null, more: Partial<AlertRow> = {}): Promise<void> {
  const row = { id, child: "CV-1001", about: "team", subject: "membership", agency, person, at: new Date("2026-11-22T11:00:00Z") } as const;
  await world.database.manager.insert(AlertRow, { ...row, readAt: null, ...more });
}

test("a mother finds what she was told, the newest first, and nobody else does", async () => {
  await alert("first", "family", "samira.ahmed");
  await alert("second", "family", "samira.ahmed", { about: "consent", subject: "word", at: new Date("2026-11-22T11:30:00Z") });
  const usual = { childId: "CV-1001", readAt: null };
  expect(await alertsOf(people.samira)).toEqual([
    { id: "second", about: "CONSENT", subjectId: "word", at: "2026-11-22T11:30:00.000Z", ...usual },
    { id: "first", about: "TEAM", subjectId: "membership", at: "2026-11-22T11:00:00.000Z", ...usual },
  ]);
  const others = [
    people.daniel,
    people.senco,
    people.officer,
    officerOf("health"),
    { ...people.samira, agency: "health", role: "paediatrician" },
  ];
  for (const person of others) expect(await alertsOf(person)).toEqual([]);
});

test("an officer finds what the officers of their agency were told, and nothing of another's or of one person's", async () => {
  await alert("education", "education", null);
  await alert("health", "health", null);
  await alert("helen", "education", "helen.marsh");
  await alert("peter", "education", "peter.hale");
  const ids = async (person: Person) => (await alertsOf(person)).map(({ id }: { id: string }) => id);
  expect(await ids(people.officer)).toEqual(["education"]);
  expect(await ids(officerOf("health"))).toEqual(["health"]);
  expect(await ids(people.senco)).toEqual(["helen"]);
  // By the name of a role that the family does not have nobody becomes an officer.
  expect(await ids({ ...people.samira, role: "ig-officer" })).toEqual([]);
});

test("alerts of one moment stand by what they tell of, and not by ids that mean nothing", async () => {
  for (const [index, about] of ["team", "consent", "restriction", "lead", "assessment"].entries())
    await alert(String(index), "family", "samira.ahmed", { about: about as AlertRow["about"], subject: about });
  const told = (await alertsOf(people.samira)).map(({ about }: Record<string, string>) => about);
  expect(told).toEqual(["ASSESSMENT", "CONSENT", "LEAD", "RESTRICTION", "TEAM"]);
});

test("of everything an alert can tell, the client is told of what it is", async () => {
  for (const about of alertSubjects) await alert(about, "family", "samira.ahmed", { about });
  const told = (await alertsOf(people.samira)).map(({ id, about }: Record<string, string>) => [id, about]);
  expect(told.sort()).toEqual(alertSubjects.map((about) => [about, about.toUpperCase()]).sort());
});

test("whoever has read an alert says so once; it is kept, with the moment at which it was read first", async () => {
  await alert("one", "family", "samira.ahmed");
  const key = newKey();
  const read = { codes: [], data: { markAlertRead: { id: "one", readAt: "2026-11-22T12:00:00.000Z" } } };
  expect(await mark(people.samira, "one", key)).toMatchObject(read);
  world.at("2026-11-23T12:00:00Z");
  expect(await mark(people.samira, "one", key)).toMatchObject(read);
  expect(await mark(people.samira, "one")).toMatchObject(read);
  expect(await alertsOf(people.samira)).toMatchObject([{ id: "one", readAt: "2026-11-22T12:00:00.000Z" }]);
  await alert("other", "family", "samira.ahmed");
  expect((await mark(people.samira, "other", key)).codes).toEqual(["IDEMPOTENCY_KEY_REUSED"]);
});

test("nobody reads another's alert in their place, and to them it is as one that there is not", async () => {
  await alert("hers", "family", "samira.ahmed");
  await alert("officers", "education", null);
  const tried: [Person, string][] = [
    [people.daniel, "hers"],
    [people.officer, "hers"],
    [{ ...people.samira, agency: "health", role: "paediatrician" }, "hers"],
    [officerOf("health"), "officers"],
    [people.senco, "officers"],
    [people.samira, "officers"],
    [people.samira, "no-such-alert"],
  ];
  for (const [person, id] of tried) {
    const { codes, data, result } = await mark(person, id);
    expect([codes, data]).toEqual([["ALERT_NOT_FOUND"], { markAlertRead: null }]);
    expect(result.errors?.[0]?.message).not.toContain(id);
  }
  expect(await world.database.query("SELECT id FROM alert WHERE read_at IS NOT NULL")).toEqual([]);
  expect((await mark(officerOf("education"), "officers")).codes).toEqual([]);
  expect(await alertsOf(people.officer)).toMatchObject([{ id: "officers", readAt: "2026-11-22T12:00:00.000Z" }]);
});

test("an alert outlasts what it told of, and whoever it is for leaving the team; it goes with the child alone", async () => {
  const opening = `mutation ($key: String!) { breakGlass(childId: "CV-1001", purpose: DIRECT_SUPPORT, basis: VITAL_INTERESTS,
    reason: "Collapsed at lunch; the ambulance crew asks what she must not be given.", idempotencyKey: $key) { id } }`;
  const { data } = await world.ask(people.senco, opening, { key: newKey() });
  const told = await alertsOf(people.lead);
  expect(told).toMatchObject([{ about: "OVERRIDE", subjectId: data.breakGlass.id, childId: "CV-1001" }]);
  await world.database.query("UPDATE team_membership SET ended_at = now() WHERE practitioner = 'fiona.grant'");
  await world.database.query("DELETE FROM access_override");
  expect(await alertsOf(people.lead)).toEqual(told);
  await world.database.query("DELETE FROM child WHERE id = 'CV-1001'");
  expect(await alertsOf(people.lead)).toEqual([]);
});
