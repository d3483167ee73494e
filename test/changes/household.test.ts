import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { StatementListener } from "../../service/database/statements.ts";
import { householdOf } from "../../subgraphs/partnership/deciding/household.ts";
import { readFacts } from "../../subgraphs/partnership/facts-reader.ts";
import { Chains0004 } from "../../subgraphs/partnership/migrations/0004-chains.ts";
import { AddressRow } from "../../subgraphs/partnership/records/address-row.ts";
import { decided } from "./decided.ts";
import { people } from "./people.ts";
import { type ChangesWorld, newKey, openChangesWorld, type Person } from "./world.ts";

// Amara and Tobi Okafor, sister and brother, have fled with their mother to 9 Lantern Court.
const [amara, tobi] = ["CV-1006", "CV-1007"];
const hidden = /Lantern|8LC|900109/;

let world: ChangesWorld;
beforeAll(async () => void (world = await openChangesWorld()), 120_000);
beforeEach(async () => {
  await world.reset();
  // Only Amara's shield was recorded.
  await world.database.query("DELETE FROM restriction WHERE child = $1 AND kind = 'shielded'", [tobi]);
});
afterAll(() => world.close());

const contact = "contact { lines postcode telephone }";
const said = async (person: Person, query: string) => JSON.stringify((await world.ask(person, query)).result);
const addressOf = async (child: string, person: Person = people.socialWorker, at?: string) =>
  (await decided(world, { person, child, ...(at === undefined ? {} : { at }) }))["child.address"];
const livesAt = (child: string, change: Partial<AddressRow>) => world.database.manager.update(AddressRow, { child }, change);

describe("Tobi's address is not read either when only Amara is shielded", () => {
  test("of either child, nor of both in one answer, by whoever works with them or by their mother", async () => {
    const asking = [
      [people.socialWorker, "DIRECT_SUPPORT"],
      [people.ngozi, "FAMILY_ACCESS"],
    ] as const;
    for (const [person, purpose] of asking) {
      for (const child of [amara, tobi])
        expect(await said(person, `{ child(id: "${child}", purpose: ${purpose}) { id ${contact} } }`)).not.toMatch(hidden);
      const both = await said(person, `{ myChildren(purpose: ${purpose}) { nodes { id ${contact} } } }`);
      expect(both).toContain(tobi);
      expect(both).not.toMatch(hidden);
      expect(await addressOf(tobi, person)).toBe("RESTRICTED");
    }
  });

  test("however somebody wrote it down for him", async () => {
    await livesAt(tobi, { lines: ["flat 2, 9 LANTERN COURT", "Marlbeck"], postcode: "ZZ98LC", household: "" });
    const [row] = await world.database.manager.findBy(AddressRow, { child: tobi });
    await livesAt(tobi, { household: householdOf(row as AddressRow) });
    expect(await addressOf(tobi)).toBe("RESTRICTED");
  });

  test("from the next query on, and until the shield ends", async () => {
    const end = (moment: string | null) => world.database.query("UPDATE restriction SET ended_at = $1 WHERE kind = 'shielded'", [moment]);
    await end("2026-11-22T11:00:00Z");
    expect(await addressOf(tobi)).toBe("permit");
    await end(null);
    expect(await addressOf(tobi)).toBe("RESTRICTED");
    await world.database.query("UPDATE restriction SET valid_until = '2026-12-01' WHERE kind = 'shielded'");
    expect(await addressOf(tobi, people.socialWorker, "2026-12-01T12:00:00Z")).toBe("RESTRICTED");
    expect(await addressOf(tobi, people.socialWorker, "2026-12-02T12:00:00Z")).toBe("permit");
  });

  test("on the days on which they live together, and on no others", async () => {
    await livesAt(tobi, { until: "2026-11-30" });
    expect(await addressOf(tobi, people.socialWorker, "2026-11-30T12:00:00Z")).toBe("RESTRICTED");
    expect(await addressOf(tobi, people.socialWorker, "2026-12-01T12:00:00Z")).toBe("permit");
    await livesAt(tobi, { until: null });
    await livesAt(amara, { from: "2026-11-25" });
    expect(await addressOf(tobi)).toBe("permit");
    expect(await addressOf(tobi, people.socialWorker, "2026-11-25T12:00:00Z")).toBe("RESTRICTED");
  });

  test("and nothing else of him is kept back by it, nor anything of a child who lives elsewhere", async () => {
    const all = { ...(await decided(world, { person: people.socialWorker, child: tobi })) };
    await world.database.query("DELETE FROM restriction WHERE kind = 'shielded'");
    expect(await decided(world, { person: people.socialWorker, child: tobi })).toEqual({ ...all, "child.address": "permit" });
    expect(await addressOf("CV-1008")).toBe("permit");
  });
});

describe("an override", () => {
  const opening = `mutation ($named: [String!]!, $key: String!) { breakGlass(childId: "CV-1007", purpose: DIRECT_SUPPORT, basis: SAFEGUARDING, alsoShielded: $named,
    reason: "The father stands at the gate and asks a neighbour where they live.", idempotencyKey: $key) { id endsAt opened { code label } } }`;
  const breakGlass = (named: readonly string[]) => world.ask(people.socialWorker, opening, { named, key: newKey() });

  test("that names Tobi's address opens his alone, and the agency that shielded Amara is told and reviews it", async () => {
    await world.database.query(
      "UPDATE restriction SET agency = 'health', recorded_by = 'health/person/lucy.brand' WHERE kind = 'shielded'",
    );
    const { data, codes } = await breakGlass(["child.address"]);
    expect(codes).toEqual([]);
    // It says at once when it is over, and what it opened.
    expect(data.breakGlass.endsAt).toBe(new Date(world.now().getTime() + 4 * 60 * 60 * 1000).toISOString());
    expect(data.breakGlass.opened).toContainEqual({ code: "child.address", label: "Address and contact details" });
    expect([await addressOf(tobi), await addressOf(amara)]).toEqual(["permit", "RESTRICTED"]);
    const told = await world.database.query("SELECT agency, person, child FROM alert ORDER BY agency, person");
    expect(told).toEqual([
      { agency: "health", person: "lucy.brand", child: tobi },
      { agency: "health", person: null, child: tobi },
      { agency: "social-care", person: null, child: tobi },
    ]);
    const officer = { subject: "officer.health", role: "ig-officer", agency: "health" };
    const queue = await world.ask(officer, "{ overridesToReview { nodes { id } } }");
    expect(queue.data.overridesToReview.nodes).toEqual([{ id: data.breakGlass.id }]);
  });

  test("that does not name it leaves it closed", async () => {
    expect((await breakGlass([])).codes).toEqual([]);
    expect(await addressOf(tobi)).toBe("RESTRICTED");
  });
});

test("whoever lives together is read in one SQL statement, whatever the number of children", async () => {
  const statements: string[] = [];
  const before = world.database.logger;
  world.database.logger = new StatementListener((sql) => void statements.push(sql));
  const asked = async (ids: readonly string[]): Promise<number> => {
    statements.length = 0;
    await readFacts(world.database, ids);
    expect(statements.filter((sql) => sql.includes("household"))).toHaveLength(1);
    return statements.length;
  };
  try {
    const all = Array.from({ length: 14 }, (_, index) => `CV-${String(1001 + index)}`);
    expect(await asked(all)).toBe(await asked([tobi]));
  } finally {
    world.database.logger = before;
  }
});

describe("what two ways of writing an address have in common", () => {
  test.each([
    ["the case, the gaps and the marks do not tell them apart", ["Flat 2", "9 Lantern Court"], "ZZ9 8LC", "flat29lanterncourtzz98lc"],
    ["nor does where the lines end", ["Flat 2, 9 Lantern", "Court"], "zz98lc", "flat29lanterncourtzz98lc"],
    ["letters that not all databases know as small or great are left out", ["\u212Aönig İ ẞ House"], null, "nighouse"],
  ])("%s", (_, lines, postcode, household) => {
    expect(householdOf({ lines, postcode })).toBe(household);
  });

  test("is the same whether an import works it out or the migration did", async () => {
    await world.database.manager.update(
      AddressRow,
      { child: "CV-1008" },
      { lines: ["\u212Aönig's İ ẞ", "12b, Straße-O’Neill"], postcode: null },
    );
    const runner = world.database.createQueryRunner();
    const migration = new Chains0004();
    await migration.down(runner);
    await migration.up(runner);
    await runner.release();
    const rows = await world.database.manager.find(AddressRow);
    expect(rows.length).toBeGreaterThan(14);
    expect(rows.map(({ household }) => household)).toEqual(rows.map((row) => householdOf(row)));
  });
});
