import { beforeAll, describe, expect, test } from "@jest/globals";
import { loadPolicy } from "../../policies/index.ts";
import type { WithheldAt } from "./ask.ts";
import { expectedViews } from "./expected-views.ts";
import { askForAll } from "./whole-view.ts";

const policy = loadPolicy("policies", "2026-11-21");
const entries: (WithheldAt & { readonly purpose: string })[] = [];

/** What is told of an entry besides where it stands. */
const words = ({ reason, remedy, rules, policy: version, extent }: WithheldAt): string =>
  JSON.stringify({ reason, remedy, rules, version, extent });

// Chidi is bound by a court order, and the whereabouts of his children are shielded from their social worker too.
beforeAll(async () => {
  const socialWorker = { person: "social-worker", child: "CV-1006", purpose: "SAFEGUARDING" } as const;
  for (const { person, child, purpose } of [...expectedViews, socialWorker])
    entries.push(...(await askForAll(person, child, purpose)).withheld.map((entry) => ({ ...entry, purpose })));
});

describe("every entry of extensions.withheld", () => {
  test("names the version of the policy that was decided by", () => {
    expect(entries.length).toBeGreaterThan(100);
    expect(new Set(entries.map((entry) => entry.policy))).toEqual(new Set([policy.version]));
  });

  test("names only rules that stand in that policy and are about its category", () => {
    for (const { category, rules } of entries) {
      expect(rules).toEqual([...new Set(rules)].sort());
      for (const id of rules) expect(policy.rulesById.get(id)?.categories).toContain(category);
    }
  });

  test("names at least one, unless no rule is for the role at all, or the reason is a restriction", () => {
    const traced = entries.filter(({ reason, extent }) => extent === "PART" || !["ROLE", "RESTRICTED"].includes(reason));
    expect(new Set(traced.map(({ extent, reason }) => `${extent} ${reason}`)).size).toBeGreaterThan(3);
    for (const { rules } of traced) expect(rules).not.toEqual([]);
  });

  test("names none where all of it is restricted, so that a court order and a shielded address read alike to a family, and to practitioners", () => {
    const restricted = entries.filter(({ reason, extent }) => reason === "RESTRICTED" && extent === "WHOLE");
    expect(new Set(restricted.map(({ category }) => category)).size).toBeGreaterThan(5);
    expect(restricted.map(({ category }) => category)).toContain("health.therapies");
    expect(restricted.map(({ category }) => category)).toContain("child.address");
    const toFamily = restricted.filter(({ purpose }) => purpose === "FAMILY_ACCESS");
    const toPractitioners = restricted.filter(({ purpose }) => purpose !== "FAMILY_ACCESS");
    for (const told of [toFamily, toPractitioners]) expect([...new Set(told.map(words))]).toEqual([expect.stringContaining('"rules":[]')]);
  });

  test("names, where a part is left out, no rule that turns on a restriction", () => {
    const inPart = entries.filter(({ extent }) => extent === "PART").flatMap(({ rules }) => rules);
    expect(inPart.length).toBeGreaterThan(0);
    for (const id of inPart) expect(policy.rulesById.get(id)?.when.restriction).toBeUndefined();
  });
});
