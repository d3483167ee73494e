import { describe, expect, test } from "@jest/globals";
import {
  agencyTitle,
  type Circumstances,
  circumstancesAt,
  circumstancesCount,
  consentStates,
  decide,
  type Person,
  type ReasonCode,
  purposes,
  reasonCodes,
  relationships,
  rightsHolders,
} from "../../policies/index.ts";
import { remedy as remedyFor } from "../../trust/refusal-words.ts";
import { policy } from "../policies/view.ts";

function remedy(id: string, reason: ReasonCode, agency: string): string {
  const category = policy.categories.find((one) => one.id === id);
  if (category === undefined) throw new Error(id);
  return remedyFor(category, reason, agency, (name) => agencyTitle(policy, name));
}

const keyOf = ({ relationship, purpose, purposeHolds, rightsHolder, consent }: Circumstances) =>
  `${relationship} ${purpose} ${String(purposeHolds)} ${rightsHolder} ${consent}`;
// A practitioner is nobody's parent here, and a parent on nobody's team; to whoever is neither, the child reads as not there, and no remedy is told.
const canBe = ({ agency }: Person, { relationship }: Circumstances) =>
  relationship !== "none" && (relationship === "team" || relationship === "lead") !== (agency === "family");
const unrestricted = Array.from({ length: circumstancesCount }, (_, number) => circumstancesAt(number)).filter(
  ({ restriction, override }) => restriction.length === 0 && !override,
);

function outcomeOf(person: Person, category: string, { consent, restriction, override, ...common }: Circumstances): string {
  const facts = {
    ...person,
    ...common,
    consent: { [category]: consent },
    restrictions: { [category]: restriction },
    overrides: { [category]: override },
  };
  const decision = decide(policy, facts, [category]).get(category);
  return decision?.effect === "withhold" ? decision.reason : "permit";
}

describe("a remedy", () => {
  test("says whom to ask for consent, for what, and for whom", () => {
    expect(remedy("health.therapies", "NO_CONSENT", "education")).toBe(
      "Ask a holder of parental responsibility, or the young person once they decide for themself, to share “Therapies” with education.",
    );
    expect(remedy("health.therapies", "CONSENT_EXPIRED", "social-care")).toContain("with social care");
    expect(remedy("health.therapies", "NO_CONSENT", "family")).toContain("with you");
  });

  test("says to a family something else than to a practitioner when the relationship is missing", () => {
    expect(remedy("health.gp", "NO_RELATIONSHIP", "family")).toContain("parental responsibility");
    expect(remedy("health.gp", "NO_RELATIONSHIP", "health")).toContain("lead practitioner");
  });

  test("tells nothing of a restriction, not even of what it is", () => {
    const told = (agency: string) => new Set(policy.categories.map(({ id }) => remedy(id, "RESTRICTED", agency)));
    expect([...told("education")]).toEqual(["Ask your information governance officer."]);
    expect([...told("family")]).toEqual(["Ask the agency that holds it, or the partnership, to look at it again."]);
  });

  test("speaks to a family of their right, and of nobody's work, role or officer", () => {
    expect(remedy("social-care.referrals", "ROLE", "family")).toBe(
      "“Referrals” is not among what families see here. You can ask social care for it: to see what is held about you or your child is a right (UK GDPR article 15).",
    );
    for (const reason of reasonCodes)
      for (const { id } of policy.categories)
        expect(remedy(id, reason, "family")).not.toMatch(/your (?:work|role|information governance officer)|on the team/i);
  });

  test("exists for every reason, as plain sentences", () => {
    for (const reason of reasonCodes)
      for (const agency of ["education", "family"]) expect(remedy("health.therapies", reason, agency)).toMatch(/^[A-Z“].*\.$/);
  });

  // Of restrictions nothing is told, so a remedy is for a child of whom nothing is restricted.
  test("proposes only what would then open it: whoever asks, whatever category, in every situation", () => {
    const wrong: unknown[] = [];
    for (const { id } of policy.categories)
      for (const person of policy.persons) {
        const possible = unrestricted.filter((at) => canBe(person, at));
        const outcomes = new Map(possible.map((at) => [keyOf(at), outcomeOf(person, id, at)]));
        const opens = (at: Circumstances) => outcomes.get(keyOf(at)) === "permit";
        const anyOpens = [...outcomes.values()].includes("permit");
        for (const at of possible) {
          const given = { ...at, consent: "given" as const };
          const held = { ...given, purposeHolds: true };
          const proposed: Readonly<Record<string, () => boolean>> = {
            permit: () => true,
            NO_CONSENT: () => opens(given),
            CONSENT_WITHDRAWN: () => opens(given),
            CONSENT_EXPIRED: () => opens(given),
            // It sends them to another purpose, or to have its process opened.
            PURPOSE: () => purposes.some((purpose) => opens({ ...held, purpose })),
            // It sends a practitioner to the team, and a family to whoever records parental responsibility, or to the young person themself.
            NO_RELATIONSHIP: () =>
              (person.agency === "family" ? (["holder", "self"] as const) : (["team"] as const)).some((relationship) =>
                purposes.some((purpose) => rightsHolders.some((rightsHolder) => opens({ ...held, relationship, purpose, rightsHolder }))),
              ),
            // On the team it is a matter of the role whom it lets read: the lead can.
            ROLE: () => (at.relationship === "team" ? purposes.every((purpose) => !opens({ ...held, purpose })) : !anyOpens),
            AGENCY_RULE: () =>
              consentStates.every((consent) => relationships.every((relationship) => !opens({ ...at, consent, relationship }))),
          };
          const outcome = outcomes.get(keyOf(at)) ?? "";
          if (proposed[outcome]?.() !== true) wrong.push([id, person, at, outcome]);
        }
      }
    expect(wrong.slice(0, 3)).toEqual([]);
  });
});
