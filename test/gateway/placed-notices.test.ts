import { expect, test } from "@jest/globals";
import { placedNotices } from "../../gateway/placed-notices.ts";

const withheld = (path: (string | number)[] | undefined, category = "health.mental-health") => ({
  message: "Withheld.",
  path,
  extensions: { code: "WITHHELD", category },
});
const pathsOf = (errors: ReturnType<typeof placedNotices>) => errors.map(({ path }) => path?.join("."));

// Asked for as `minds: mentalHealth`, `pills: medicines` and `gp`.
const data = {
  _entities: [{ health: { minds: null, pills: [{ dose: null }], gp: null } }, { health: { minds: null, pills: [], gp: { name: "Hill" } } }],
};

test("a notice at a place of the answer stays there, and so does one below what is null", () => {
  const errors = [
    withheld(["_entities", 0, "health", "minds"]),
    withheld(["_entities", 0, "health", "gp", "name"]),
    withheld(["_entities", 1]),
  ];
  expect(placedNotices(errors, data)).toEqual(errors);
});

test("a notice that leaves the alias out is said at all that is empty and that no other notice explains, so that nothing withheld reads as nothing recorded", () => {
  const errors = placedNotices(
    [withheld(["_entities", 0, "health", "mentalHealth"]), withheld(["_entities", 0, "health", "gp"], "health.gp")],
    data,
  );
  expect(pathsOf(errors)).toEqual(["_entities.0.health.minds", "_entities.0.health.pills.0.dose", "_entities.0.health.gp"]);
  expect(errors.map(({ extensions }) => extensions?.["category"])).toEqual(["health.mental-health", "health.mental-health", "health.gp"]);
});

test("a notice of a part, at a list that is asked for under another name, is said at what holds the list", () => {
  expect(
    pathsOf(placedNotices([withheld(["_entities", 1, "health", "medicines"]), withheld(["_entities", 1, "health", "minds"])], data)),
  ).toEqual(["_entities.1.health", "_entities.1.health.minds"]);
});

test("a notice without a place, or for a child who was not asked for, is said at all that is empty", () => {
  for (const path of [undefined, [], ["child"], ["_entities", 2, "health"], ["_entities", "length"], ["constructor"]])
    expect(pathsOf(placedNotices([withheld(path)], data))).toContain("_entities.1.health.minds");
});

test("of many notices that cannot be placed one is said, so that a subgraph cannot make the answer long by them", () => {
  const errors = Array.from({ length: 1000 }, (_, at) => withheld(["_entities", 0, "health", `x${at}`]));
  expect(pathsOf(placedNotices(errors, data))).toHaveLength(3);
});

test("what is no notice stays as it is", () => {
  const failure = { message: "It failed.", path: ["nowhere"], extensions: { code: "INTERNAL" } };
  expect(placedNotices([failure], data)).toEqual([failure]);
});
