import { describe, expect, test } from "@jest/globals";
import { loadPolicy, type Purpose } from "../../policies/index.ts";
import { hasSubstance } from "../../subgraphs/partnership/changing/substance.ts";
import { decideChild } from "../../subgraphs/partnership/deciding/decide-child.ts";
import { openingOf } from "../../subgraphs/partnership/deciding/openable.ts";
import type { OverrideFacts } from "../../subgraphs/partnership/deciding/child-facts.ts";
import { agenciesConcerned, openOverrides } from "../../subgraphs/partnership/deciding/overrides.ts";
import { child, factsOf, member, person, relative, restriction, today } from "./facts.ts";

const policy = loadPolicy("policies", today);
const noon = new Date(`${today}T12:00:00Z`);
const after = (hours: number): Date => new Date(noon.getTime() + hours * 3_600_000);

/** Helen Marsh's override of allergies for direct support, opened at noon for four hours, unless said otherwise. */
function override(more: Partial<OverrideFacts> = {}): OverrideFacts {
  const whose = { practitioner: "helen.marsh", agency: "education", role: "senco", purpose: "DIRECT_SUPPORT" as Purpose };
  return { id: "one", ...whose, categories: ["health.allergies"], openedAt: noon, endsAt: after(4), revokedAt: null, ...more };
}

const helen = person("helen.marsh");

describe("an override is open", () => {
  const cases: [string, OverrideFacts, Date, boolean][] = [
    ["to whoever opened it", override(), after(1), true],
    ["to nobody else of the agency", override({ practitioner: "tom.okoro" }), after(1), false],
    ["to no namesake in another agency", override({ agency: "health" }), after(1), false],
    ["to them in no other role", override({ role: "designated-safeguarding-lead" }), after(1), false],
    ["for no other purpose", override({ purpose: "SAFEGUARDING" }), after(1), false],
    ["until the moment when it ends", override(), new Date(after(4).getTime() - 1), true],
    ["no longer than that", override(), after(4), false],
    ["not once it was revoked", override({ revokedAt: after(1) }), after(2), false],
    ["not once it was revoked, by whatever clock", override({ revokedAt: after(3) }), after(2), false],
    ["by a clock that is behind", override(), after(-1), true],
  ];
  test.each(cases)("%s", (_, facts, now, open) => {
    expect(openOverrides([facts], helen, "DIRECT_SUPPORT", now).length).toBe(open ? 1 : 0);
  });
});

describe("what an override opens of a child", () => {
  const dsl = person("martin.shaw", "education", "designated-safeguarding-lead");
  const onTeam = child({ memberships: [member("helen.marsh"), member("martin.shaw")] });
  const shielded = { ...onTeam, restrictions: [restriction("shielded")] };

  test("leaves what is shielded closed, unless it is named", () => {
    const facts = factsOf(shielded, dsl, "DIRECT_SUPPORT");
    const opened = ["health.conditions", "health.allergies"];
    expect(openingOf(policy, facts, [])).toEqual({ opened, lifted: [], idle: [] });
    expect(openingOf(policy, facts, ["child.address"])).toEqual({ opened, lifted: ["child.address"], idle: [] });
  });

  test("is no address that is not shielded yet, so that naming it today opens nothing tomorrow", () => {
    expect(openingOf(policy, factsOf(onTeam, dsl, "DIRECT_SUPPORT"), ["child.address"]).idle).toEqual(["child.address"]);
  });

  test("is no address for a role that does not read addresses, nor anything that is not shielded", () => {
    const facts = factsOf(shielded, person("helen.marsh", "education", "class-teacher"), "DIRECT_SUPPORT");
    expect(openingOf(policy, facts, ["child.address", "health.allergies", "health.gp", "nonsense"]).idle).toEqual([
      "child.address",
      "health.allergies",
      "health.gp",
      "nonsense",
    ]);
  });

  test("is nothing to a parent, from whom a shielded address stays closed whatever they name", () => {
    const mother = person("mother", "family", "parent");
    const facts = factsOf({ ...shielded, family: [relative("mother")] }, mother, "FAMILY_ACCESS");
    expect(openingOf(policy, facts, ["child.address"])).toEqual({ opened: [], lifted: [], idle: ["child.address"] });
  });

  test("is nothing to whoever is not on the child's team", () => {
    expect(openingOf(policy, factsOf(child(), dsl, "SAFEGUARDING"), [])).toEqual({ opened: [], lifted: [], idle: [] });
  });
});

describe("an override concerns the privacy officers", () => {
  const everybody = ["education", "health", "social-care"];
  test.each<[string, string[], string[], string[]]>([
    ["of the practitioner's agency and of whoever answers for what it opens", ["health.allergies"], [], ["education", "health"]],
    ["of the agency that shields the child, for a shielded address", ["child.address"], ["social-care"], ["education", "social-care"]],
    ["of every agency that shields the child", ["child.address"], ["education", "health", "social-care"], everybody],
    ["of all agencies, where the practitioner's own would else judge itself alone", ["child.address"], ["education"], everybody],
    ["of all, where nobody knows who shields the child", ["child.address"], ["partnership"], everybody],
    ["of all, even if another answers for a part that is not the address", ["health.gp", "child.address"], ["education"], everybody],
    ["of no agency for a shield that the override leaves alone", ["health.gp"], ["social-care"], ["education", "health"]],
  ])("%s", (_, categories, shielding, agencies) => {
    const shields = shielding.map((agency) => ({ agency }));
    expect(agenciesConcerned(policy, override({ categories }), shields)).toEqual(agencies);
  });
});

describe("a decision names the override behind it", () => {
  const facts = { ...child({ memberships: [member("helen.marsh")] }), id: "CV-1", identifiers: new Map<string, string>() };
  const named = (overrides: OverrideFacts[], categories: string[]) =>
    decideChild(policy, { ...facts, overrides }, helen, "DIRECT_SUPPORT", { now: after(1), today }).overrideOf(categories);

  test("only for categories that it opens", () => {
    expect(named([override()], ["health.gp", "health.allergies"])).toBe("one");
    expect(named([override()], ["health.gp", "education.sen"])).toBeNull();
  });

  test("the latest of several, and none that is over", () => {
    const later = override({ id: "two", openedAt: after(0.5) });
    expect(named([later, override()], ["health.allergies"])).toBe("two");
    expect(named([override(), { ...later, revokedAt: noon }], ["health.allergies"])).toBe("one");
  });
});

describe("a reason has substance", () => {
  test.each([
    ["if it says what happened", "Collapsed at lunch; the ambulance asks what she must not be given.", true],
    ["not if it is short", "She collapsed at lunch today.", false],
    ["not if it is one word again and again", "urgent urgent urgent urgent urgent urgent urgent urgent", false],
    ["not if it is few words, whatever the case", "Safeguarding SAFEGUARDING concern Concern about about child", false],
    ["not if it is marks and spaces", "a b c d e                          ............................", false],
    ["in another language and alphabet", "Дитина втратила свідомість у школі, потрібні алергії", true],
  ])("%s", (_, text, substance) => {
    expect(hasSubstance(text)).toBe(substance);
  });
});
