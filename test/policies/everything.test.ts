import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { stringify } from "yaml";
import { compile, decide, leftOutByProhibitions, loadPolicy, misfits, type Policy, type PolicyDocuments } from "../../policies/index.ts";
import { factsOf } from "./view.ts";
import { addYouthJusticeToPolicies } from "./youth-justice.ts";

const today = "2026-11-29";
const sensitivities = ["standard", "sensitive", "highly-sensitive"] as const;

/** The real policies with one agency more. */
function withYouthJustice(): Policy {
  const folder = mkdtempSync(join(tmpdir(), "childview-everything-"));
  try {
    cpSync("policies", folder, { recursive: true });
    addYouthJusticeToPolicies(folder);
    return loadPolicy(folder, today);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("an agency that joins and writes nothing but its own agreement", () => {
  const policy = withYouthJustice();
  const order = "youth-justice.orders";
  const asked = (asking: Omit<Parameters<typeof factsOf>[0], "agency"> & { agency?: string }, category = order) => {
    const decision = decide(policy, factsOf({ agency: "family", ...asking }, policy)).get(category);
    if (decision?.effect === "withhold") return decision.reason;
    return decision?.conditional === true ? "unmarked records" : "all records";
  };
  const mother = { role: "parent", relationship: "holder", purpose: "FAMILY_ACCESS" } as const;
  const worker = { role: "youth-justice-worker", agency: "youth-justice", relationship: "team", purpose: "DIRECT_SUPPORT" } as const;

  test("opens no record of it to a person whom a court has barred", () => {
    expect(asked(mother)).toBe("unmarked records");
    expect(asked({ ...mother, everywhere: ["court-order"] })).toBe("RESTRICTED");
    expect(asked({ ...worker, everywhere: ["court-order"] })).toBe("RESTRICTED");
  });

  test("keeps from families what would cause serious harm, what is withheld from them and what is about somebody else", () => {
    expect(asked({ ...mother, everywhere: ["serious-harm"] })).toBe("RESTRICTED");
    for (const id of ["withheld-from-family", "about-someone-else"]) expect(policy.rulesById.get(id)?.categories).toContain(order);
  });

  test("tells a carer nothing that could lead to a shielded child", () => {
    expect(asked({ ...mother, relationship: "parent" })).toBe("unmarked records");
    expect(asked({ ...mother, relationship: "parent", everywhere: ["shielded"] })).toBe("RESTRICTED");
  });

  test("gives its people nothing of the others that is about somebody else", () => {
    for (const agency of ["education", "health", "social-care"])
      expect(policy.rulesById.get(`about-someone-else-stays-in-${agency}`)?.agencies).toContain("youth-justice");
  });

  test("is told which prohibitions do not cover it, and why", () => {
    const told = leftOutByProhibitions(policy).filter(({ leavesOut }) => leavesOut.some(({ allOf }) => allOf.includes("youth-justice")));
    expect(told.map(({ rule }) => rule)).toEqual([
      "about-someone-else-stays-in-education",
      "about-someone-else-stays-in-health",
      "about-someone-else-stays-in-social-care",
      "shielded-address",
    ]);
    for (const { leavesOut } of told) for (const { because } of leavesOut) expect(because).not.toBe("");
  });
});

describe("what a prohibition says of everything", () => {
  const categories = ["standard", "sensitive", "highly-sensitive"].flatMap((sensitivity, place) =>
    ["partnership", "education", "health"].map((owner) => ({
      id: `${owner === "partnership" ? "child" : owner}.thing-${String(place)}`,
      name: sensitivity,
      owner,
      sensitivity,
      description: "A thing.",
    })),
  );
  const ids = categories.map(({ id }) => id);
  const documents = (mayNotRead: unknown): PolicyDocuments => ({
    categories: { file: "categories.yaml", text: stringify({ categories }) },
    roles: { file: "roles.yaml", text: stringify({ roles: [{ id: "senco", name: "SENCO", agencies: ["education"] }] }) },
    agreements: [
      {
        file: "agreements/one.yaml",
        text: stringify({
          id: "one",
          title: "One",
          parties: "everyone",
          purposes: ["DIRECT_SUPPORT"],
          bases: { duty: { ukGdpr6: "x", ukGdpr9: "x", dpa2018: "x", confidentiality: "x" } },
          rights: ["Ask."],
          owner: "All",
          approved: "2026-01-01",
          reviewBy: "2031-01-01",
          dataItems: "everything",
          rules: [{ id: "kept", effect: "prohibit", who: "everyone", mayNotRead, because: "So.", basis: ["duty"] }],
        }),
      },
    ],
  });
  const kept = (mayNotRead: unknown) => compile(documents(mayNotRead), today).rulesById.get("kept");
  const some = fc.subarray(ids, { minLength: 1 });

  test("is the whole of what it names, with all that it leaves out named beside it, each once", () => {
    const forms = fc.oneof(
      fc.constant("everything" as const),
      fc.record({ only: some, because: fc.constant("So.") }),
      fc.record(
        {
          everythingOf: fc.oneof(fc.constant("everyone" as const), fc.subarray(["partnership", "education", "health"], { minLength: 1 })),
          sensitivity: fc.subarray([...sensitivities], { minLength: 1 }),
          but: fc.tuple(fc.record({ categories: fc.subarray(ids.slice(0, 4), { minLength: 1 }), because: fc.constant("So.") })),
        },
        { requiredKeys: ["everythingOf"] },
      ),
    );
    fc.assert(
      fc.property(forms, (written) => {
        const meant = categories.filter(({ id, owner, sensitivity }) => {
          if (written === "everything") return true;
          if ("only" in written) return written.only.includes(id);
          const whose = written.everythingOf === "everyone" || written.everythingOf.includes(owner);
          const soSensitive = written.sensitivity === undefined || written.sensitivity.some((one) => one === sensitivity);
          return whose && soSensitive && written.but?.[0].categories.includes(id) !== true;
        });
        fc.pre(meant.length > 0);
        const rule = kept(written);
        expect(rule?.categories).toEqual(meant.map(({ id }) => id).sort());
        const leftOut = new Set(rule?.leavesOut?.flatMap((group) => group.categories));
        expect([...leftOut].sort()).toEqual(ids.filter((id) => !meant.some((one) => one.id === id)).sort());
      }),
    );
  });

  test("has no effect by the way in which it is said: the version is that of the categories by name", () => {
    const version = (mayNotRead: unknown) => compile(documents(mayNotRead), today).version;
    expect(version("everything")).toBe(version(ids));
    expect(version({ only: ids.slice(0, 2), because: "One reason." })).toBe(version({ only: ids.slice(0, 2), because: "Another." }));
  });

  test.each([
    ["an agency that there is not", { everythingOf: ["helth"] }, "AGENCY_UNKNOWN"],
    [
      "a category that there is not, among what is left out",
      { everythingOf: "everyone", but: [{ categories: ["health.nothing"], because: "So." }] },
      "CATEGORY_UNKNOWN",
    ],
    ["a category that there is not", { only: ["health.nothing"], because: "So." }, "CATEGORY_UNKNOWN"],
    ["nothing that is left", { everythingOf: ["health"], but: [{ categories: ids, because: "So." }] }, "KEY_MISSING"],
    ["no reason for what is left out", { everythingOf: ["health"], but: [{ categories: ["health.thing-0"] }] }, "BECAUSE_MISSING"],
    ["no reason for being about these alone", { only: ["health.thing-0"] }, "BECAUSE_MISSING"],
  ])("is refused with %s", (_, mayNotRead, code) => {
    expect(() => kept(mayNotRead)).toThrow(expect.objectContaining({ code }));
  });

  test("does not fit where categories are only named, since those that come later would escape it unseen", () => {
    const found = (mayNotRead: unknown) => misfits(compile(documents(mayNotRead), today), { fields: [], assertable: [] });
    const silent = (mayNotRead: unknown) => found(mayNotRead).filter(({ about }) => about === "kept");
    expect(silent(ids)).toHaveLength(1);
    expect(silent("everything")).toEqual([]);
    expect(silent({ only: ids, because: "So." })).toEqual([]);
  });
});

test("a category that no family reads has to say why, and one that some read has not", () => {
  const policy = loadPolicy("policies", today);
  const about = (categories: Policy["categories"]) =>
    misfits({ ...policy, categories }, { fields: [], assertable: [] }).filter(({ what }) => /(?:of a|no) family/.test(what));
  expect(about(policy.categories)).toEqual([]);
  const silent = policy.categories.map(({ noFamilyReads: _reason, ...category }) => category);
  expect(about(silent).map((one) => one.about)).toEqual(["child.restrictions"]);
  expect(about(policy.categories.map((category) => ({ ...category, noFamilyReads: "So." })))).toHaveLength(policy.categories.length - 1);
});
