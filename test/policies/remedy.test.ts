import { describe, expect, test } from "@jest/globals";
import { reasonCodes, remedy } from "../../policies/index.ts";
import { policy } from "./view.ts";

describe("a remedy", () => {
  test("says whom to ask for consent, for what, and for whom", () => {
    expect(remedy(policy, "health.therapies", "NO_CONSENT", "education")).toBe(
      "Ask a holder of parental responsibility, or the young person once they decide for themself, to share “Therapies” with education.",
    );
    expect(remedy(policy, "health.therapies", "CONSENT_EXPIRED", "social-care")).toContain("with social care");
    expect(remedy(policy, "health.therapies", "NO_CONSENT", "family")).toContain("with you");
  });

  test("says to a family something else than to a practitioner when the relationship is missing", () => {
    expect(remedy(policy, "health.gp", "NO_RELATIONSHIP", "family")).toContain("parental responsibility");
    expect(remedy(policy, "health.gp", "NO_RELATIONSHIP", "health")).toContain("lead practitioner");
  });

  test("tells nothing of a restriction, not even of what it is", () => {
    const told = (agency: string) => new Set(policy.categories.map(({ id }) => remedy(policy, id, "RESTRICTED", agency)));
    expect([...told("education")]).toEqual(["Ask your information governance officer."]);
    expect([...told("family")]).toEqual(["Ask the agency that holds it, or the partnership, to look at it again."]);
  });

  test("speaks to a family of their right, and of nobody's work, role or officer", () => {
    expect(remedy(policy, "social-care.referrals", "ROLE", "family")).toBe(
      "“Referrals” is not among what families see here. You can ask social care for it: to see what is held about you or your child is a right (UK GDPR article 15).",
    );
    for (const reason of reasonCodes)
      for (const { id } of policy.categories)
        expect(remedy(policy, id, reason, "family")).not.toMatch(/your (?:work|role|information governance officer)|on the team/i);
  });

  test("exists for every reason, as plain sentences, also for a category that is not listed", () => {
    for (const reason of reasonCodes) {
      for (const category of ["health.therapies", "health.unheard-of"])
        expect(remedy(policy, category, reason, "education")).toMatch(/^[A-Z“].*\.$/);
    }
  });
});
