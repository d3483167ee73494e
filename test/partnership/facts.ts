import { fileURLToPath } from "node:url";
import { loadPolicy, type ConsentState, type Facts, type Purpose } from "../../policies/index.ts";
import type { AssessmentFacts } from "../../subgraphs/partnership/deciding/capacity.ts";
import type { ChildFacts, ConsentEventFacts, RestrictionFacts } from "../../subgraphs/partnership/deciding/child-facts.ts";
import { gatherFacts } from "../../subgraphs/partnership/deciding/gather-facts.ts";
import type { FamilyFacts, MembershipFacts } from "../../subgraphs/partnership/deciding/relationship.ts";
import type { Principal } from "../../trust/access-token.ts";

/** The day on which these tests decide. */
export const today = "2026-11-16";

const policy = loadPolicy(fileURLToPath(new URL("../../policies", import.meta.url)), today);

/** A person who asks. */
export function person(subject: string, agency = "education", role = "senco"): Principal {
  return { subject, agency, role, name: subject, issuer: `https://${agency}.example` };
}

/** A relation of the family; in force, with parental responsibility, unless said otherwise. */
export function relative(name: string, more: Partial<FamilyFacts> = {}): FamilyFacts {
  return { person: name, kind: "mother", parentalResponsibility: true, from: "2020-01-01", until: null, ...more };
}

/** A membership of the team; in force, not as the lead, unless said otherwise. */
export function member(practitioner: string, agency = "education", more: Partial<MembershipFacts> = {}): MembershipFacts {
  return { practitioner, agency, lead: false, from: "2020-01-01", until: null, endedAt: null, awaitsMandate: false, ...more };
}

/** A restriction in force from 2020. */
export function restriction(kind: RestrictionFacts["kind"], more: Partial<RestrictionFacts> = {}): RestrictionFacts {
  const held = { from: "2020-01-01", until: null, endedAt: null, agency: "social-care", confirmBy: null, confirmedBy: null };
  return { kind, person: null, categories: [], ...held, ...more };
}

/** An assessment, written down on its first day at midnight in winter, uncontested and in force from 2026; a competence is about therapies. */
export function assessment(kind: AssessmentFacts["kind"], more: Partial<AssessmentFacts> = {}): AssessmentFacts {
  const { from = "2026-01-01" } = more;
  const categories = kind === "gillick-competence" ? ["health.therapies"] : [];
  const held = { until: null, recordedAt: new Date(`${from}T00:00:00Z`), contestedAt: null, endedAt: null };
  return { kind, categories, from, ...held, ...more };
}

let consents = 0;

/** An event about therapies for education and direct support. Each is a consent of its own unless it says of which. */
export function said(
  name: string,
  event: ConsentEventFacts["event"],
  at: string,
  more: Partial<ConsentEventFacts> = {},
): ConsentEventFacts {
  consents += 1;
  return {
    consent: `consent-${String(consents)}`,
    person: name,
    event,
    categories: ["health.therapies"],
    recipients: ["education"],
    purposes: ["DIRECT_SUPPORT"],
    validFrom: at,
    validUntil: null,
    at: new Date(`${at}T12:00:00Z`),
    ...more,
  };
}

const roleOf: Readonly<Record<string, string>> = { "martin.shaw": "designated-safeguarding-lead" };

/** A child of six whose mother holds parental responsibility, unless said otherwise. */
export function child(more: Partial<ChildFacts> = {}): ChildFacts {
  return {
    dateOfBirth: "2020-03-09",
    family: [relative("mother")],
    memberships: [],
    directory: (more.memberships ?? []).map(({ practitioner, agency }) => ({
      id: practitioner,
      agency,
      role: roleOf[practitioner] ?? "senco",
    })),
    consentEvents: [],
    restrictions: [],
    householdShields: [],
    assessments: [],
    processEvents: [],
    overrides: [],
    ...more,
  };
}

/** The facts of a decision for a member of the school's staff. */
export function factsOf(facts: ChildFacts, principal = person("helen.marsh"), purpose: Purpose = "DIRECT_SUPPORT", day = today): Facts {
  return gatherFacts(policy, facts, principal, purpose, { now: new Date(`${day}T12:00:00Z`), today: day });
}

/** What the consents come to for the school, of therapies unless another category is named. */
export function consentFor(
  facts: ChildFacts,
  { category = "health.therapies", day = today, purpose = "DIRECT_SUPPORT", agency = "education" } = {},
): ConsentState | undefined {
  return factsOf(facts, person("somebody", agency), purpose as Purpose, day).consent[category];
}
