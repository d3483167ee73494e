import { describe, expect, test } from "@jest/globals";
import { compile } from "../../policies/index.ts";
import { policy } from "./view.ts";
import { small, smallPolicy } from "./small-policy.ts";

const today = "2026-11-21";
const second = small.agreement.replace("id: small", "id: second").replace("id: senco-reads", "id: a").replace("id: nobody-reads", "id: b");
const versionOf = (...agreements: string[]) => compile(smallPolicy({ agreements }), today).version;
const edited = (from: string, to: string) => {
  expect(small.agreement).toContain(from);
  return versionOf(small.agreement.replace(from, to));
};

describe("the version of a policy", () => {
  test("is a SHA-256", () => {
    expect(policy.version).toMatch(/^[0-9a-f]{64}$/);
  });

  test("is the one written here, on every machine", () => {
    expect(versionOf(small.agreement)).toBe("9b8f7274d3cf0d98daf416adc966f67b9c4efce99dbc4c967d462d0e63f73401");
  });

  test("stays when files or rules change places", () => {
    const [head, first, last] = small.agreement.split(/^(?= {2}- id)/m);
    expect(versionOf(small.agreement, second)).toBe(versionOf(second, small.agreement));
    expect(versionOf([head, last, first].join(""))).toBe(versionOf(small.agreement));
  });

  test.each([
    ["a title is worded anew", "A small agreement", "An agreement"],
    ["a reason is worded anew", "Someone is at risk.", "Somebody may be at risk."],
    ["a list is written in another order", "[child.names, health.therapies]\n    when", "[health.therapies, child.names]\n    when"],
    ["something stands twice in a list", "relationship: [team]", "relationship: [team, team]"],
    ["the review is put off", "reviewBy: 2027-01-01", "reviewBy: 2028-01-01"],
  ])("stays when %s", (_what, from, to) => {
    expect(edited(from, to)).toBe(versionOf(small.agreement));
  });

  test.each([
    ["a role is added", "roles: [senco]", "roles: [senco, physiotherapist]"],
    ["a category is taken away", "mayRead: [child.names, ", "mayRead: ["],
    ["a purpose is added", "purpose: [DIRECT_SUPPORT]", "purpose: [DIRECT_SUPPORT, SAFEGUARDING]"],
    ["consent is no longer asked", "      consent: [given]\n", ""],
    ["marked records are let through", "      record: { aboutOther: false }\n", ""],
    ["an override no longer opens", "      override: false\n", ""],
    ["the law it rests on is another", "ukGdpr6: 6(1)(e)", "ukGdpr6: 6(1)(c)"],
    ["a rule gets another id", "id: senco-reads", "id: senco-may-read"],
    ["a role is held to one agency", "{ roles: [senco] }", "{ roles: [senco], agency: [education] }"],
  ])("changes when %s", (_what, from, to) => {
    expect(edited(from, to)).not.toBe(versionOf(small.agreement));
  });
});
