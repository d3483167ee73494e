import { describe, expect, test } from "@jest/globals";
import { purposes } from "../../policies/index.ts";
import { decisions, given, policy, reads, why } from "./view.ts";
import type { Asking } from "./view.ts";

function asking(role: string, agency: string, rest: Partial<Asking> = {}): Asking {
  return { role, agency, relationship: "team", purpose: "DIRECT_SUPPORT", ...rest };
}

const whoIsWho = [
  "child.names",
  "child.date-of-birth",
  "child.identifiers",
  "child.family",
  "child.services",
  "child.team",
  "child.steps",
  "child.voice",
  "child.consents",
  "child.assessments",
];
const held = ["education.held", "health.held", "social-care.held"];
const indexes = ["education.assessments-index", "health.assessments-index", "social-care.assessments-index"];
const schoolRecords = ["education.enrolment", "education.attendance", "education.sen", "education.support-plan", "education.suspensions"];

// Other agencies' records are read but for those that are about somebody else.
const butForOthers = (category: string) => `${category}*`;

/** What someone reads beyond who the child is, who helps and decides, which agencies hold records and which assessments exist. */
function content(person: Asking): string[] {
  const common = new Set([...whoIsWho, ...held, ...indexes, "child.address"]);
  return reads(person).filter((category) => !common.has(category));
}

// Maya's mother has agreed to share these with education, and these with social care.
const sharedWithEducation = given("health.therapies", "health.development", "health.conditions", "health.allergies");
const sharedWithSocialCare = given("health.gp");

describe("everyone on the team", () => {
  const everyRole = policy.roles.filter(({ id }) => !["parent", "young-person", "ig-officer"].includes(id));

  test.each(everyRole.map(({ id, agencies }) => [id, agencies[0] ?? ""]))(
    "%s sees who the child is, who helps and who holds records",
    (role, agency) => {
      expect(reads(asking(role, agency))).toEqual(expect.arrayContaining([...whoIsWho, ...held]));
    },
  );

  test.each(everyRole.map(({ id, agencies }) => [id, agencies[0] ?? ""]))(
    "%s reads nothing of a child with whom they have nothing to do",
    (role, agency) => {
      for (const purpose of purposes) {
        const overrides = policy.categories.map(({ id }) => id);
        const stranger = asking(role, agency, { relationship: "none", purpose, consent: given(...overrides), overrides });
        expect(reads(stranger)).toEqual([]);
        expect(why(stranger, "child.names")).toBe("NO_RELATIONSHIP");
      }
    },
  );

  test("which restrictions there are is for safeguarding, and for those who may record one or review the case", () => {
    const readersFor = (purpose: Asking["purpose"]) =>
      everyRole
        .filter(({ id, agencies }) => reads(asking(id, agencies[0] ?? "", { purpose })).includes("child.restrictions"))
        .map(({ id }) => id);
    const without = ["senco", "class-teacher", "early-years-practitioner", "family-support-worker"];
    expect(readersFor("SAFEGUARDING")).toEqual(everyRole.map(({ id }) => id).filter((id) => !without.includes(id)));
    for (const purpose of purposes) if (purpose !== "SAFEGUARDING") expect(readersFor(purpose)).toEqual([]);
  });

  test("those who only meet the child in the setting do not get the address", () => {
    const without = everyRole
      .filter(({ id, agencies }) => why(asking(id, agencies[0] ?? ""), "child.address") === "ROLE")
      .map(({ id }) => id);
    expect(without).toEqual(["class-teacher", "early-years-practitioner", "educational-psychologist"]);
  });
});

describe("education", () => {
  test("the SENCO reads the school's records, the EHC plan, the social worker's name, and what the family shares of health", () => {
    const senco = asking("senco", "education", { consent: sharedWithEducation });
    expect(reads(senco)).toEqual(expect.arrayContaining([...indexes, "child.address"]));
    expect(content(senco).sort()).toEqual(
      [...schoolRecords, "education.ehc-plan", ...Object.keys(sharedWithEducation).map(butForOthers), "social-care.status*"].sort(),
    );
    expect(why(senco, "health.mental-health")).toBe("AGENCY_RULE");
    expect(why(senco, "health.immunisations")).toBe("ROLE");
    expect(why(senco, "social-care.child-protection")).toBe("ROLE");
  });

  test.each([
    ["none", "NO_CONSENT"],
    ["refused", "NO_CONSENT"],
    ["withdrawn", "CONSENT_WITHDRAWN"],
    ["expired", "CONSENT_EXPIRED"],
  ] as const)("therapies with consent %s are withheld from the SENCO as %s", (state, reason) => {
    expect(why(asking("senco", "education", { consent: { "health.therapies": state } }), "health.therapies")).toBe(reason);
  });

  test("the class teacher reads needs, strategies and attendance, allergies if shared, and little else", () => {
    const teacher = asking("class-teacher", "education", { consent: sharedWithEducation });
    expect(content(teacher)).toEqual([
      "education.enrolment",
      "education.attendance",
      "education.sen",
      "education.support-plan",
      "health.allergies*",
    ]);
    expect(why(teacher, "education.ehc-plan")).toBe("ROLE");
    expect(why(teacher, "health.conditions")).toBe("ROLE");
    expect(why(teacher, "education.assessments-index")).toBe("ROLE");
    expect(why(asking("class-teacher", "education"), "health.allergies")).toBe("NO_CONSENT");
  });

  test("in an emergency the class teacher learns of allergies and conditions by an override, and of nothing more", () => {
    const every = policy.categories.map(({ id }) => id);
    const before = reads(asking("class-teacher", "education"));
    const after = reads(asking("class-teacher", "education", { overrides: every }));
    expect(after.filter((category) => !before.includes(category))).toEqual(["health.conditions*", "health.allergies*"]);
  });

  test("the early years practitioner reads the development review only for the purpose it was shared for", () => {
    const person = asking("early-years-practitioner", "education", { consent: given("health.development") });
    expect(content(person)).toEqual([
      "education.enrolment",
      "education.attendance",
      "education.sen",
      "education.support-plan",
      "health.development*",
    ]);
    expect(why({ ...person, purpose: "EHC_ASSESSMENT" }, "health.development")).toBe("PURPOSE");
  });

  test("the educational psychologist reads what the SENCO reads, but not the address", () => {
    const consent = sharedWithEducation;
    const senco = reads(asking("senco", "education", { consent }));
    expect(reads(asking("educational-psychologist", "education", { consent }))).toEqual(senco.filter((id) => id !== "child.address"));
  });

  test("the SEN caseworker reads for an EHC assessment or a review, and nothing of substance otherwise", () => {
    const caseworker = asking("sen-caseworker", "education", { purpose: "EHC_ASSESSMENT", consent: sharedWithEducation });
    expect(content(caseworker)).toEqual([
      "education.enrolment",
      "education.attendance",
      "education.sen",
      "education.support-plan",
      "education.ehc-plan",
      "education.suspensions",
      "health.conditions*",
      "health.development*",
      "health.therapies*",
      "social-care.status*",
      "social-care.plans*",
      "social-care.short-breaks*",
    ]);
    expect(content({ ...caseworker, purpose: "DIRECT_SUPPORT" })).toEqual([]);
    expect(why({ ...caseworker, purpose: "DIRECT_SUPPORT" }, "education.ehc-plan")).toBe("PURPOSE");
  });

  test("a social care assessment reaches the caseworker with consent, and then only what is about the child", () => {
    const caseworker = asking("sen-caseworker", "education", { purpose: "EHC_ASSESSMENT" });
    expect(why(caseworker, "social-care.assessments")).toBe("NO_CONSENT");
    expect(content({ ...caseworker, consent: given("social-care.assessments") })).toContain("social-care.assessments*");
  });

  test("the safeguarding lead learns of a social worker or a protection plan for safeguarding only", () => {
    const lead = asking("designated-safeguarding-lead", "education", { purpose: "SAFEGUARDING" });
    expect(content(lead)).toEqual([
      "child.restrictions",
      "education.enrolment",
      "education.attendance",
      "education.sen",
      "education.suspensions",
      "social-care.status*",
      "social-care.child-protection*",
    ]);
    expect(why({ ...lead, purpose: "DIRECT_SUPPORT" }, "social-care.child-protection")).toBe("PURPOSE");
    expect(why(lead, "social-care.assessments")).toBe("ROLE");
  });
});

describe("health", () => {
  test("therapists read each other's therapies without asking, the school's targets, and no mental health", () => {
    for (const role of ["speech-and-language-therapist", "occupational-therapist", "physiotherapist"]) {
      const therapist = asking(role, "health");
      expect(content(therapist)).toEqual([
        "education.enrolment*",
        "education.sen*",
        "education.support-plan*",
        "health.gp",
        "health.conditions",
        "health.allergies",
        "health.development",
        "health.therapies",
        "health.appointments",
      ]);
      expect(why(therapist, "health.mental-health")).toBe("ROLE");
      expect(why(therapist, "education.ehc-plan")).toBe("NO_CONSENT");
      expect(reads({ ...therapist, purpose: "EHC_ASSESSMENT" })).toContain("education.ehc-plan*");
    }
  });

  test("the health visitor reads health but for mental health, the setting, the needs, and whether there is a social worker", () => {
    expect(content(asking("health-visitor", "health"))).toEqual([
      "education.enrolment*",
      "education.sen*",
      "health.gp",
      "health.conditions",
      "health.allergies",
      "health.immunisations",
      "health.development",
      "health.therapies",
      "health.appointments",
      "social-care.status*",
    ]);
  });

  test("only CAMHS, the paediatrician and the GP read mental health", () => {
    const readers = policy.roles.filter(({ id, agencies }) => {
      return purposes.some((purpose) =>
        reads(asking(id, agencies[0] ?? "", { purpose })).some((entry) => entry.startsWith("health.mental-health")),
      );
    });
    expect(readers.map(({ id }) => id)).toEqual(["paediatrician", "general-practitioner", "camhs-clinician"]);
  });

  test("CAMHS does not read therapies or immunisations", () => {
    const camhs = asking("camhs-clinician", "health");
    expect(why(camhs, "health.therapies")).toBe("ROLE");
    expect(why(camhs, "health.immunisations")).toBe("ROLE");
  });

  test("the paediatrician learns of child protection for safeguarding", () => {
    const paediatrician = asking("paediatrician", "health", { purpose: "SAFEGUARDING" });
    expect(reads(paediatrician)).toContain("social-care.child-protection*");
    expect(why({ ...paediatrician, purpose: "DIRECT_SUPPORT" }, "social-care.child-protection")).toBe("PURPOSE");
  });
});

describe("social care", () => {
  const everyCase = policy.categories.filter(({ id, owner }) => owner === "social-care" && !/held|index/.test(id)).map(({ id }) => id);

  test("the social worker reads the whole case, with what concerns others, and how the child is at school", () => {
    const worker = asking("social-worker", "social-care", { consent: sharedWithSocialCare });
    expect(content(worker)).toEqual([
      "education.enrolment*",
      "education.attendance*",
      "education.sen*",
      "education.suspensions*",
      "health.gp*",
      ...everyCase,
    ]);
    expect(why(worker, "health.conditions")).toBe("NO_CONSENT");
  });

  test("for safeguarding the social worker needs no consent for conditions, development and missed appointments", () => {
    const worker = asking("social-worker", "social-care", { purpose: "SAFEGUARDING" });
    expect(content(worker).filter((id) => id.startsWith("health."))).toEqual([
      "health.gp*",
      "health.conditions*",
      "health.development*",
      "health.appointments*",
    ]);
    expect(why(worker, "health.mental-health")).toBe("ROLE");
    expect(content({ ...worker, overrides: ["health.mental-health"] })).toContain("health.mental-health*");
  });

  test("the lead practitioner sees the whole picture, but neither mental health nor child protection", () => {
    const lead = asking("family-support-worker", "social-care", { relationship: "lead", consent: sharedWithSocialCare });
    expect(content(lead)).toEqual([
      ...schoolRecords.map(butForOthers),
      "health.gp*",
      ...["social-care.status", "social-care.assessments", "social-care.plans", "social-care.short-breaks"],
    ]);
    expect(why(lead, "health.mental-health")).toBe("ROLE");
    expect(why(lead, "social-care.child-protection")).toBe("ROLE");
    expect(why(lead, "health.therapies")).toBe("NO_CONSENT");
    expect(why(lead, "education.ehc-plan")).toBe("NO_CONSENT");
    expect(why({ ...lead, relationship: "team" }, "education.suspensions")).toBe("ROLE");
  });

  test("only social care reads what an assessment says of other people", () => {
    const consent = given(...policy.categories.map(({ id }) => id));
    const readers = policy.roles.filter(({ id, agencies }) => {
      const everything = purposes.flatMap((purpose) =>
        ["team", "lead", "holder", "parent", "self"].map((relationship) => ({ purpose, relationship })),
      );
      return everything.some((asked) =>
        reads(asking(id, agencies[0] ?? "", { ...asked, consent } as Partial<Asking>)).includes("social-care.assessments"),
      );
    });
    expect(readers.map(({ agencies }) => agencies)).toEqual([["social-care"], ["social-care"], ["social-care"]]);
  });
});

describe("information governance", () => {
  test.each(["education", "health", "social-care"])("the officer of %s reads no category of any child", (agency) => {
    for (const relationship of ["none", "team", "lead"] as const) {
      for (const purpose of purposes) {
        const overrides = policy.categories.map(({ id }) => id);
        const all = decisions({ role: "ig-officer", agency, relationship, purpose, overrides, consent: given(...overrides) });
        expect(all.map((entry) => (entry.effect === "withhold" ? entry.reason : "read"))).toEqual(all.map(() => "ROLE"));
      }
    }
  });
});
