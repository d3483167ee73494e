import type { ChildFacts } from "../../subgraphs/partnership/deciding/child-facts.ts";
import type { Principal } from "../../trust/access-token.ts";

/** A kind of child whose facts are gathered, and somebody who asks of them. */
export interface SomeChild {
  readonly kind: string;
  /** The facts anew, as if they had just been read: nothing that was worked out of others is known of them. */
  readonly read: () => ChildFacts;
  readonly asks: Principal;
}

const [health, purposes] = [
  ["health.therapies", "health.conditions", "health.allergies"],
  ["DIRECT_SUPPORT", "EHC_ASSESSMENT"],
];
const asks: Principal = {
  subject: "helen.marsh",
  agency: "education",
  role: "senco",
  name: "Helen Marsh",
  issuer: "https://education.example",
};
const team = ["helen.marsh", "tom.okoro", "martin.shaw", "anna.feld", "rachel.stone", "joanne.fry"];

const given = (consent: number, person: string, day: string) => ({
  ...{
    consent: `consent-${String(consent)}`,
    person,
    event: "given" as const,
    categories: [...health],
    recipients: ["education", "social-care"],
  },
  ...{ purposes: [...purposes], validFrom: day, validUntil: "2027-08-31", at: new Date(`${day}T12:00:00Z`) },
});
const assessed = {
  ...{
    kind: "gillick-competence" as const,
    categories: ["health.therapies", "health.mental-health"],
    from: "2026-02-01",
    until: "2027-01-31",
  },
  ...{ recordedAt: new Date("2026-02-01T12:00:00Z"), contestedAt: null, endedAt: null },
};

/** Three words of two parents, a team of six, and nothing else: as most children are. */
function ordinary(): ChildFacts {
  return {
    dateOfBirth: "2017-03-09",
    family: ["samira.ahmed", "karim.ahmed"].map((person) => ({
      ...{ person, kind: "mother", parentalResponsibility: true, from: "2017-03-09", until: null },
    })),
    memberships: team.map((practitioner) => ({
      ...{ practitioner, agency: "education", lead: false, from: "2025-09-01", until: null, endedAt: null, awaitsMandate: false },
    })),
    directory: team.map((id) => ({ id, agency: "education", role: "senco" })),
    consentEvents: [given(1, "samira.ahmed", "2026-03-02"), given(2, "karim.ahmed", "2026-03-04"), given(3, "samira.ahmed", "2026-09-10")],
    ...{ restrictions: [], householdShields: [], assessments: [], overrides: [], processEvents: [] },
  };
}

/** The kinds of children that are measured. */
export const someChildren: readonly SomeChild[] = [
  { kind: "an ordinary child: two parents, three words about sharing, a team of six", asks, read: ordinary },
  {
    kind: "a child who was found competent, too",
    asks,
    read: () => ({ ...ordinary(), dateOfBirth: "2012-03-09", assessments: [{ ...assessed }] }),
  },
  {
    kind: "a child of whose sharing fifty words were said",
    asks,
    read: () => ({
      ...ordinary(),
      consentEvents: Array.from({ length: 50 }, (_, n) => given(n, "samira.ahmed", `2026-0${String(1 + (n % 9))}-02`)),
    }),
  },
];
