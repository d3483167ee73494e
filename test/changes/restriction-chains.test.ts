import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { RestrictionRow } from "../../subgraphs/partnership/records/restriction-row.ts";
import { decided } from "./decided.ts";
import { people } from "./people.ts";
import { type Answered, type ChangesWorld, newKey, openChangesWorld, type Person } from "./world.ts";

let world: ChangesWorld;
beforeAll(async () => void (world = await openChangesWorld()), 120_000);
beforeEach(() => world.reset());
afterAll(() => world.close());

const ground = "The court has discharged it, as its officer told us today";

function change(person: Person, mutation: string, childId: string, restrictionId?: string, more = ""): Promise<Answered> {
  const source = `mutation ($childId: ID!, $id: ID${mutation === "contestRestriction" ? "" : "!"}, $key: String!) {
    changed: ${mutation}(childId: $childId, restrictionId: $id, purpose: SAFEGUARDING, idempotencyKey: $key ${more}) { id child { id } } }`;
  return world.ask(person, source, { childId, id: restrictionId, key: newKey() });
}

const said = `ground: "${ground}"`;
const end = (person: Person, childId: string, id: string) => change(person, "endRestriction", childId, id, said);
const confirm = (person: Person, childId: string, id: string) => change(person, "confirmRestriction", childId, id);
const contest = (person: Person, childId: string, id?: string) => change(person, "contestRestriction", childId, id, said);

/** Records that a court order binds somebody of the child's family. */
async function order(person: Person, childId: string, bound: string): Promise<string> {
  const { data, codes } = await world.ask(
    person,
    `mutation ($childId: ID!, $bound: ID, $key: String!) {
      changed: recordRestriction(childId: $childId, kind: COURT_ORDER, person: $bound, reference: "ZZ26F00999", orderedOn: "2026-11-19",
        ground: "Prohibited steps order (Children Act 1989 s8)", author: "Family Court at Marlbeck", purpose: SAFEGUARDING, idempotencyKey: $key) { id } }`,
    { childId, bound, key: newKey() },
  );
  expect(codes).toEqual([]);
  return data.changed.id;
}

/** Shields where a child lives. */
async function shielded(person: Person, childId: string): Promise<string> {
  const { data } = await world.ask(
    person,
    `mutation ($childId: ID!, $key: String!) { changed: recordRestriction(childId: $childId, kind: SHIELDED, author: "Joanne Fry, social worker",
      ground: "The mother has left the house with both children", purpose: SAFEGUARDING, idempotencyKey: $key) { id } }`,
    { childId, key: newKey() },
  );
  return data.changed.id;
}

const of = async (child: string, kind: RestrictionRow["kind"]) =>
  (await world.database.manager.findOneByOrFail(RestrictionRow, { child, kind })).id;
const read = (person: Person, child: string, at = world.now().toISOString()) => decided(world, { person, child, at });
const officer = (agency: string): Person => ({ subject: `officer.${agency}`, role: "ig-officer", agency });
const alertsOf = async (person: Person): Promise<string[]> =>
  (await world.ask(person, "{ myAlerts { nodes { about subjectId } } }")).data.myAlerts.nodes.map(
    ({ about, subjectId }: Record<string, string>) => `${about ?? ""} ${subjectId ?? ""}`,
  );
const queue = async (person: Person) =>
  (await world.ask(person, "{ restrictionsToReview { nodes { id state contestGround endAskedByAgency } } }")).data.restrictionsToReview
    .nodes;

/** A second colleague of the school, on the team of a child. */
async function colleague(child: string): Promise<Person> {
  await world.database.query(
    `INSERT INTO team_membership (id, child, practitioner, agency, role, lead, valid_from) VALUES ('second', $1, 'grace.lowe', 'education', 'Casework', false, '2026-01-01')`,
    [child],
  );
  return people.caseworker;
}

describe("Ngozi's address is not read by her ex-partner", () => {
  test("whatever two colleagues of the school do, though they know every id", async () => {
    const second = await colleague("CV-1006");
    const rows = await world.database.manager.findBy(RestrictionRow, { child: "CV-1006" });
    for (const { id } of rows) for (const person of [people.dsl, second, people.dsl, people.officer]) await end(person, "CV-1006", id);
    expect((await read(people.chidi, "CV-1006"))["child.address"]).not.toBe("permit");
    expect((await read(people.dsl, "CV-1006"))["child.address"]).toBe("RESTRICTED");
    const still = await world.database.manager.findBy(RestrictionRow, { child: "CV-1006" });
    expect(still.map(({ endedAt }) => endedAt)).toEqual([null, null]);
  });

  test("and whoever recorded the order and the shield is alerted that somebody asks for their end", async () => {
    const id = await of("CV-1006", "court-order");
    await end(people.dsl, "CV-1006", id);
    for (const person of [people.socialWorker, officer("social-care")]) expect(await alertsOf(person)).toContain(`RESTRICTION ${id}`);
    for (const person of [people.chidi, people.ngozi, people.dsl]) expect(await alertsOf(person)).toEqual([]);
  });

  test("by ids that somebody could work out: each is new, and stays when the list is imported again", async () => {
    const ids = await world.database.query("SELECT id FROM restriction");
    for (const { id } of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});

describe("a restriction ends", () => {
  test("by the agency that answers for it, at once", async () => {
    const id = await of("CV-1006", "court-order");
    expect((await end(people.socialWorker, "CV-1006", id)).codes).toEqual([]);
    expect((await read(people.chidi, "CV-1006"))["child.names"]).toBe("permit");
  });

  test("by two people of different agencies, and not by one who asks twice, nor by an officer alone", async () => {
    const id = await of("CV-1006", "court-order");
    for (const person of [people.dsl, people.officer, people.dsl]) expect((await end(person, "CV-1006", id)).codes).toEqual([]);
    expect((await read(people.chidi, "CV-1006"))["child.names"]).toBe("RESTRICTED");
    expect((await end(officer("social-care"), "CV-1006", id)).codes).toEqual([]);
    expect((await read(people.chidi, "CV-1006"))["child.names"]).toBe("permit");
    expect((await end(people.dsl, "CV-1006", id)).codes).toEqual(["RESTRICTION_ENDED"]);
  });

  test("for nobody who does not answer for it, whatever id they know", async () => {
    const id = await of("CV-1008", "serious-harm");
    for (const one of [id, "nothing"]) {
      expect((await end(people.paediatrician, "CV-1008", one)).codes).toEqual(["RESTRICTION_NOT_FOUND"]);
      expect((await end(people.senco, "CV-1008", one)).codes).toEqual(["ACTION_NOT_PERMITTED"]);
      expect((await end(officer("family"), "CV-1008", one)).codes).toEqual(["CHILD_NOT_FOUND"]);
    }
    const shield = await shielded(people.socialWorker, "CV-1001");
    for (const one of [shield, "nothing"])
      expect((await end(people.healthVisitor, "CV-1001", one)).codes).toEqual(["RESTRICTION_NOT_FOUND"]);
    const own = await of("CV-1006", "shielded");
    for (const one of [own, "nothing"]) expect((await end(officer("health"), "CV-1006", one)).codes).toEqual(["CHILD_NOT_FOUND"]);
  });
});

describe("a court order that is false", () => {
  const [leo, petr] = ["CV-1003", "petr.novak"];

  /** Puts a caseworker of the school's agency on Leo's team, as somebody brought in seconds before. */
  async function falseOrder(): Promise<string> {
    await colleague(leo);
    return order(people.caseworker, leo, petr);
  }

  test("shuts at once, and holds no longer than seven days unless another agency confirms it", async () => {
    await falseOrder();
    const names = async (day: string) => (await read(people.petr, leo, `${day}T12:00:00Z`))["child.names"];
    expect([await names("2026-11-22"), await names("2026-11-29"), await names("2026-11-30")]).toEqual([
      "RESTRICTED",
      "RESTRICTED",
      "permit",
    ]);
  });

  test("is confirmed by nobody of the agency that recorded it", async () => {
    const id = await falseOrder();
    for (const person of [people.caseworker, people.officer])
      expect((await confirm(person, leo, id)).codes).toEqual(["ACTION_NOT_PERMITTED"]);
    expect((await confirm(officer("health"), leo, id)).codes).toEqual([]);
    expect((await read(people.petr, leo, "2026-12-24T12:00:00Z"))["child.names"]).toBe("RESTRICTED");
    expect((await confirm(officer("health"), leo, id)).codes).toEqual(["NOTHING_TO_CONFIRM"]);
  });

  test("stands in the officers' queue of every agency on the team, who are alerted, until it is confirmed or over", async () => {
    const id = await falseOrder();
    for (const agency of ["education", "health"]) {
      expect(await queue(officer(agency))).toMatchObject([{ id, state: "AWAITS_CONFIRMATION" }]);
      expect(await alertsOf(officer(agency))).toContain(`RESTRICTION ${id}`);
    }
    expect(await queue(officer("social-care"))).toEqual([]);
    expect((await world.ask(people.senco, "{ restrictionsToReview { nodes { id } } }")).codes).toEqual(["OFFICERS_ONLY"]);
    world.at("2026-11-30T12:00:00Z");
    expect(await queue(officer("health"))).toEqual([]);
  });

  test("is contested by whom it binds, who is answered as if nothing bound them", async () => {
    const id = await falseOrder();
    const bound = await contest(people.petr, leo);
    const free = await contest(people.jana, leo);
    expect(bound.data.changed.id).toBe(leo);
    expect({ ...bound.data.changed, codes: bound.codes }).toEqual({ ...free.data.changed, codes: free.codes });
    expect(await queue(officer("health"))).toMatchObject([{ id, contestGround: ground }]);
    expect((await read(people.petr, leo))["child.names"]).toBe("RESTRICTED");
    expect((await contest(people.petr, leo, id)).codes).toEqual(["ARGUMENT_INVALID"]);
  });

  test("is ended by officers of two agencies where the one that recorded it will not", async () => {
    const id = await falseOrder();
    await end(people.officer, leo, id);
    expect((await read(people.petr, leo))["child.names"]).toBe("RESTRICTED");
    await end(officer("health"), leo, id);
    expect((await read(people.petr, leo))["child.names"]).toBe("permit");
  });
});

describe("restrictions are listed", () => {
  const list = async (person: Person, child: string, purpose = "SAFEGUARDING") => {
    const query = `query ($id: ID!) { child(id: $id, purpose: ${purpose}) { restrictions { nodes { kind agency state reference confirmedByAgency } } } }`;
    const { data, codes } = await world.ask(person, query, { id: child });
    return codes.length > 0 ? codes : data.child.restrictions.nodes;
  };

  test("to the agency that answers for them and to safeguarding leads, so that a false one is found", async () => {
    const order = {
      kind: "COURT_ORDER",
      agency: "social-care",
      state: "IN_FORCE",
      reference: "ZZ26P00117",
      confirmedByAgency: "education",
    };
    const shield = { kind: "SHIELDED", agency: "social-care", state: "IN_FORCE", reference: null, confirmedByAgency: null };
    for (const person of [people.socialWorker, people.dsl]) expect(await list(person, "CV-1006")).toEqual([order, shield]);
  });

  test("to others as if there were none, and to nobody of the family", async () => {
    expect(await list(people.paediatrician, "CV-1008")).toEqual([]);
    expect(await list(people.paediatrician, "CV-1005")).toEqual([]);
    for (const person of [people.ngozi, people.chidi]) expect(await list(person, "CV-1006", "FAMILY_ACCESS")).toEqual(["WITHHELD"]);
    expect(await list(people.senco, "CV-1008")).toEqual(["WITHHELD"]);
  });
});
