import { describe, expect, test } from "@jest/globals";
import { isToldOf, withoutUntoldOrders } from "../../subgraphs/partnership/deciding/told-of-restrictions.ts";
import { child, person, restriction } from "./facts.ts";

const dsl = person("martin.shaw", "education", "designated-safeguarding-lead");
const socialWorker = person("joanne.fry", "social-care", "social-worker");
const nurse = person("lucy.brand", "health", "health-visitor");
const order = restriction("court-order", { person: "father", agency: "social-care" });

describe("who is told that a restriction is recorded", () => {
  test("a safeguarding lead of every one, others of those for which their own agency answers", () => {
    for (const kind of ["court-order", "shielded", "serious-harm"] as const) {
      const one = restriction(kind, { agency: "social-care" });
      expect([dsl, socialWorker, nurse].map((reader) => isToldOf(one, reader, true))).toEqual([true, true, false]);
    }
  });

  test("nobody whom the agreements do not let read which restrictions there are", () => {
    for (const reader of [dsl, socialWorker, nurse]) expect(isToldOf(order, reader, false)).toBe(false);
  });
});

describe("what is left where an order is not told", () => {
  const others = [restriction("shielded"), restriction("serious-harm", { categories: ["health.therapies"] })];
  const facts = child({ restrictions: [order, ...others] });

  test("is every other restriction, and all else that is known of the child", () => {
    expect(withoutUntoldOrders(facts, nurse, true)).toEqual({ ...facts, restrictions: others });
    expect(withoutUntoldOrders(facts, socialWorker, false)).toEqual({ ...facts, restrictions: others });
  });

  test("is everything for whoever is told", () => {
    for (const reader of [dsl, socialWorker]) expect(withoutUntoldOrders(facts, reader, true)).toEqual(facts);
  });

  test("is of two orders the one that is told", () => {
    const own = restriction("court-order", { person: "mother", agency: "health" });
    expect(withoutUntoldOrders(child({ restrictions: [order, own] }), nurse, true).restrictions).toEqual([own]);
  });
});
