import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import {
  type Circumstances,
  circumstancesAt,
  circumstancesCount,
  compile,
  decide,
  diff,
  loadPolicy,
  type Policy,
  readOwnRules,
} from "../../policies/index.ts";
import { keptBack } from "../../subgraphs/kit/agency/own-rules.ts";
import { smallPolicy } from "./small-policy.ts";

const policy = loadPolicy("policies", "2026-11-22");

const ownRules = `id: own
title: What health keeps
parties: [education, health]
purposes: [DIRECT_SUPPORT]
bases: { duty: { ukGdpr6: x, ukGdpr9: x, dpa2018: x, confidentiality: x } }
rights: [Ask health.]
owner: Health
approved: 2026-01-01
reviewBy: 2027-01-01
dataItems: [health.therapies]
rules:
  - id: therapies-stay
    effect: prohibit
    who: { everyoneOutside: [health] }
    mayNotRead: [health.therapies]
    when: { purpose: [DIRECT_SUPPORT] }
    because: They stay.
    basis: [duty]
`;

const withOwn = (text: string, texts: Parameters<typeof smallPolicy>[0] = {}, file = "agencies/health.yaml") =>
  compile({ ...smallPolicy(texts), agencies: [{ file, text }] }, "2026-06-01");

function reasonFor(
  by: Policy,
  role: string,
  agency: string,
  category: string,
  { consent, restriction, override, ...common }: Circumstances,
): string {
  const facts = {
    role,
    agency,
    ...common,
    consent: { [category]: consent },
    restrictions: { [category]: restriction },
    overrides: { [category]: override },
  };
  const decision = decide(by, facts, [category]).get(category);
  return decision?.effect === "withhold" ? decision.reason : "permit";
}

const everywhere = Array.from({ length: circumstancesCount }, (_, number) => circumstancesAt(number));
const senco = (by: Policy, at: Circumstances) => reasonFor(by, "senco", "education", "health.therapies", at);

describe("where an agency is stricter than the agreements", () => {
  test("nobody it means reads, and what they are told turns on nothing that was consented to, restricted, opened or said of who they are to the child", () => {
    const own = withOwn(ownRules);
    const told = new Set(everywhere.filter(({ purpose }) => purpose === "DIRECT_SUPPORT").map((at) => senco(own, at)));
    expect([...told]).toEqual(["AGENCY_RULE"]);
  });

  test("all else is decided as without it, for other purposes and for its own people", () => {
    const [own, without] = [withOwn(ownRules), compile(smallPolicy(), "2026-06-01")];
    for (const at of everywhere.filter(({ purpose }) => purpose !== "DIRECT_SUPPORT")) expect(senco(own, at)).toBe(senco(without, at));
    for (const at of everywhere)
      for (const [role, agency, category] of [
        ["physiotherapist", "health", "health.therapies"],
        ["senco", "education", "child.names"],
      ] as const)
        expect(reasonFor(own, role, agency, category, at)).toBe(reasonFor(without, role, agency, category, at));
  });

  test("somebody whose role reads nothing of it is told that, and not of a rule that changes nothing for them", () => {
    const own = withOwn(ownRules);
    for (const at of everywhere) expect(reasonFor(own, "social-worker", "social-care", "health.therapies", at)).toBe("ROLE");
  });

  test("it means whoever works outside, in agencies that join later too", () => {
    const roles = `roles:
  - { id: senco, name: SENCO, agencies: [youth-justice, education] }
  - { id: physiotherapist, name: Physiotherapist, agencies: [health] }
  - { id: social-worker, name: Social worker, agencies: [social-care] }
`;
    expect(withOwn(ownRules, { roles }).rulesById.get("therapies-stay")?.agencies).toEqual(["education", "social-care", "youth-justice"]);
  });

  test("it is part of the version, and shows in a comparison", () => {
    const [own, without] = [withOwn(ownRules), compile(smallPolicy(), "2026-06-01")];
    expect(own.version).not.toBe(without.version);
    expect(diff(without, own).overall).toBe("narrower");
  });

  test.each([
    [
      "a permit",
      "effect: prohibit\n    who: { everyoneOutside: [health] }\n    mayNotRead: [health.therapies]\n    when: {",
      "who: { roles: [senco] }\n    mayRead: [health.therapies]\n    when: { relationship: [team],",
      "OUTSIDE_AGREEMENT",
    ],
    ["what another agency holds", "mayNotRead: [health.therapies]", "mayNotRead: [child.names]", "OUTSIDE_AGREEMENT"],
    [
      "what a permit does not tell the agency",
      "purpose: [DIRECT_SUPPORT] }\n    because",
      "consent: [refused] }\n    because",
      "OUTSIDE_AGREEMENT",
    ],
    [
      "what is true of single records",
      "purpose: [DIRECT_SUPPORT] }\n    because",
      "record: { aboutOther: true } }\n    because",
      "OUTSIDE_AGREEMENT",
    ],
    ["an agency that there is not", "everyoneOutside: [health]", "everyoneOutside: [hospital]", "AGENCY_UNKNOWN"],
    ["a review that is due", "reviewBy: 2027-01-01", "reviewBy: 2026-05-31", "REVIEW_EXPIRED"],
    ["a rule of an agreement's name", "id: therapies-stay", "id: senco-reads", "ID_DUPLICATE"],
  ])("it is refused with %s", (_, from, to, code) => {
    const text = ownRules
      .replace("dataItems: [health.therapies]", "dataItems: [health.therapies, child.names]")
      .replace("parties: [", "parties: [partnership, ");
    expect(text).toContain(from);
    expect(() => withOwn(text.replace(from, to))).toThrow(expect.objectContaining({ code, file: "agencies/health.yaml" }));
  });

  test("it is refused of an agency that does not hold what it is about", () => {
    expect(() => withOwn(ownRules, {}, "agencies/education.yaml")).toThrow(expect.objectContaining({ code: "OUTSIDE_AGREEMENT" }));
  });

  test("no agreement says everyone outside in a permit", () => {
    const agreements = [smallPolicy().agreements[0]?.text.replace("who: { roles: [senco] }", "who: { everyoneOutside: [health] }") ?? ""];
    expect(() => compile(smallPolicy({ agreements }), "2026-06-01")).toThrow(expect.objectContaining({ code: "PERMIT_UNBOUNDED" }));
  });
});

describe("an agency enforces by itself", () => {
  const { rules: own } = readOwnRules("policies", "health");

  test("what the partnership decides by: for everybody and every purpose the same is kept back", () => {
    const inPolicy = policy.rules.filter(({ ofAgency }) => ofAgency === "health");
    expect(own).toEqual(inPolicy);
    for (const { role, agency } of policy.persons)
      for (const at of everywhere.filter(
        ({ consent, relationship, override }) => consent === "given" && relationship === "team" && !override,
      )) {
        const kept = keptBack(own, { role, org: agency, purpose: at.purpose }).has("health.mental-health");
        const reason = reasonFor(policy, role, agency, "health.mental-health", at);
        if (reason === "AGENCY_RULE") expect(kept).toBe(true);
        if (kept) expect(reason).not.toBe("permit");
      }
  });

  test("mental health, which leaves it for a statutory process and not for daily support, and stays open to its own people and the family", () => {
    const kept = (org: string, role: string, purpose: string) => [...keptBack(own, { org, role, purpose })];
    expect(kept("education", "senco", "DIRECT_SUPPORT")).toEqual([["health.mental-health", ["mental-health-stays-in-health"]]]);
    expect(kept("social-care", "social-worker", "DIRECT_SUPPORT")).toHaveLength(1);
    expect(kept("education", "senco", "EHC_ASSESSMENT")).toEqual([]);
    expect(kept("health", "paediatrician", "DIRECT_SUPPORT")).toEqual([]);
    expect(kept("family", "parent", "FAMILY_ACCESS")).toEqual([]);
  });

  test("also when its rules are past their review date, and none where there is no such file", () => {
    const folder = mkdtempSync(join(tmpdir(), "childview-own-rules-"));
    try {
      cpSync("policies", folder, { recursive: true });
      const file = join(folder, "agencies/health.yaml");
      writeFileSync(file, readFileSync(file, "utf8").replace(/^reviewBy: .*$/m, "reviewBy: 2026-10-01"));
      expect(readOwnRules(folder, "health").rules).toEqual(own);
      expect(readOwnRules(folder, "education")).toEqual({ rules: [], documents: [] });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
