import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { people } from "./people.ts";
import { type ChangesWorld, openChangesWorld, type Person } from "./world.ts";

let world: ChangesWorld;
beforeAll(async () => {
  world = await openChangesWorld();
});
afterAll(() => world.close());

/** As a gateway asks, once an agency's record has named somebody by their key. */
async function directoryAs(person: Person, ids: readonly unknown[] = ["rachel.stone"]) {
  const representations = ids.map((id) => ({ __typename: "Practitioner", id }));
  const query = "query ($r: [_Any!]!) { _entities(representations: $r) { ... on Practitioner { id name telephone email } } }";
  const { data, codes } = await world.ask(person, query, { r: representations });
  expect(codes).toEqual([]);
  return data._entities as ({ id: string; name: string; email: string | null } | null)[];
}

test.each([
  ["a mother", people.samira],
  ["a young person", people.jordan],
  ["a practitioner on a team", people.senco],
])("%s, to whom an agency shows a record, reads who is named in it", async (_who, person) => {
  expect(await directoryAs(person)).toMatchObject([{ id: "rachel.stone", name: "Rachel Stone" }]);
});

test.each<[string, Person]>([
  ["a practitioner who works with no child here", people.stranger],
  ["an officer", people.officer],
  ["a father whom an order bars from all that is recorded", people.chidi],
  ["a member of no family here", { ...people.samira, subject: "nobody" }],
  ["somebody of another agency who is called like a member of a team", { ...people.stranger, subject: people.senco.subject }],
])("the directory answers nobody's telephone or address to %s who goes through its keys", async (_who, person) => {
  expect(await directoryAs(person, ["rachel.stone", "joanne.fry"])).toEqual([null, null]);
});

test("what is no key of a practitioner leads nowhere", async () => {
  expect(await directoryAs(people.samira, ["nobody", "rachel\0stone", 7, null, { id: "rachel.stone" }, ["rachel.stone"]])).toEqual(
    Array(6).fill(null),
  );
});
