import { describe, expect, test } from "@jest/globals";
import { ChildviewError } from "../../service/errors.ts";
import { parseResource } from "../../subgraphs/partnership/fhir-consent/parse.ts";
import {
  action,
  actors,
  classes,
  policyRule,
  purposes,
  read,
  resource,
  rule,
  sample,
  sharesTherapies,
  wordsOf,
} from "./fhir-consent/resources.ts";

/** Why something is refused, in the words that are said to whoever asked. */
function whyNot(attempt: () => unknown): string {
  try {
    return `understood: ${JSON.stringify(attempt())}`;
  } catch (error) {
    if (error instanceof ChildviewError && error.code === "CONSENT_RESOURCE_REFUSED") return error.message;
    throw error;
  }
}

const whyNotRule = (provision: unknown, more: Record<string, unknown> = {}) => whyNot(() => wordsOf(provision, more));
const notThisChild = "Consent.patient is not identified as this child, by the index's id or the NHS number.";
const both = classes("health.therapies", "health.gp");
const deny = (more: Record<string, unknown> = {}) => rule({ type: "deny", ...more });

describe("a FHIR Consent is understood", () => {
  test("that comes from a school's form, with all that a reader may pass over", () => {
    expect(read(sample("school-form"))).toEqual({
      person: "samira.ahmed",
      saidOn: "2026-11-20",
      words: [
        {
          decision: "given",
          categories: ["health.therapies", "health.conditions"],
          recipients: ["education/role/senco"],
          purposes: ["DIRECT_SUPPORT"],
          from: "2026-11-20",
          until: "2027-07-31",
        },
      ],
    });
  });

  test("with all but one kind of information: the rest is shared, and that one is refused", () => {
    const [shared, kept, ...more] = read(sample("all-but-mental-health")).words;
    expect(shared).toMatchObject({ decision: "given", categories: ["health.conditions", "health.therapies"] });
    expect(kept).toMatchObject({ decision: "refused", categories: ["health.mental-health"], recipients: ["education", "social-care"] });
    expect(more).toEqual([]);
  });

  test("that tells the child, and who speaks, by the child's NHS number, as it is in the index", () => {
    const byNumber = { identifier: { system: "https://fhir.nhs.uk/Id/nhs-number", value: "9990001005" } };
    expect(read(resource({ patient: byNumber, performer: [byNumber], provision: rule() })).person).toBe("CV-1001");
  });

  test("whose root permits: it is given", () => {
    expect(wordsOf(rule())).toEqual([sharesTherapies]);
  });

  test("whose root denies: it is refused", () => {
    expect(wordsOf(deny())).toEqual([{ ...sharesTherapies, decision: "refused" }]);
  });

  test("whose root has no type and just holds rules that say all themselves", () => {
    const gp = deny({ class: classes("health.gp") });
    expect(wordsOf({ provision: [rule(), gp] })).toEqual([
      sharesTherapies,
      { ...sharesTherapies, decision: "refused", categories: ["health.gp"] },
    ]);
  });

  test("with a rule for each purpose: it is one word", () => {
    const rules = ["DIRECT_SUPPORT", "ANNUAL_REVIEW"].map((purpose) => rule({ purpose: purposes(purpose) }));
    expect(wordsOf({ provision: rules })).toEqual([{ ...sharesTherapies, purposes: ["DIRECT_SUPPORT", "ANNUAL_REVIEW"] }]);
  });

  test("with a rule for each purpose, until different days: they stay two", () => {
    const ends = rule({ purpose: purposes("ANNUAL_REVIEW"), period: { end: "2027-07-31" } });
    expect(wordsOf({ provision: [rule(), ends] })).toEqual([
      sharesTherapies,
      { ...sharesTherapies, purposes: ["ANNUAL_REVIEW"], until: "2027-07-31" },
    ]);
  });

  test("that denies all but some recipients", () => {
    const exception = { type: "permit", actor: actors("health") };
    expect(wordsOf(deny({ actor: actors("education", "health"), provision: [exception] }))).toEqual([
      { ...sharesTherapies, decision: "refused" },
      { ...sharesTherapies, recipients: ["health"] },
    ]);
  });

  test("with an exception of what and another of whom", () => {
    const provision = [
      { type: "deny", class: classes("health.gp") },
      { type: "deny", actor: actors("social-care"), purpose: purposes("DIRECT_SUPPORT") },
    ];
    expect(wordsOf(rule({ class: both, actor: actors("education", "social-care"), provision }))).toEqual([
      sharesTherapies,
      { ...sharesTherapies, decision: "refused", categories: ["health.gp"], recipients: ["education", "social-care"] },
      { ...sharesTherapies, decision: "refused", categories: ["health.therapies", "health.gp"], recipients: ["social-care"] },
    ]);
  });

  test.each([
    ["it opts in to what its rules permit", { policyRule: policyRule("OPTIN") }],
    ["it names a law, and its rules say all", { policyRule: { coding: [{ system: "https://law.example", code: "uk-gdpr" }] } }],
    ["it names a policy", { policyRule: undefined, policy: [{ uri: "https://school.example/policy" }] }],
  ])("where %s", (_, more) => {
    expect(wordsOf(rule(), more)).toEqual([sharesTherapies]);
  });

  test.each([
    ["access", action("access")],
    ["disclose", action("disclose")],
  ])("about the action %s", (_, given) => {
    expect(wordsOf(rule({ action: given }))).toEqual([sharesTherapies]);
  });

  test("whose recipient is a primary recipient of information", () => {
    const role = { coding: [{ system: "http://terminology.hl7.org/CodeSystem/v3-ParticipationType", code: "PRCP" }] };
    expect(wordsOf(rule({ actor: [{ ...actors("education")[0], role }] }))).toEqual([sharesTherapies]);
  });

  test("of a child who speaks for themself", () => {
    const performer = [{ identifier: { system: "https://childview.example/id/child", value: "CV-1001" } }];
    expect(read(resource({ performer })).person).toBe("CV-1001");
  });

  test("that does not say who said it, or when", () => {
    expect(read(resource({ performer: undefined }))).toMatchObject({ person: undefined, saidOn: undefined });
  });

  test.each([
    ["from a coming day", { start: "2026-12-01" }, { from: "2026-12-01" }],
    ["until a day, which is within", { end: "2026-11-22" }, { until: "2026-11-22" }],
    ["from a moment that has passed", { start: "2026-11-01T09:30:00Z" }, { from: "2026-11-01" }],
    ["from the first moment of a day in England, in winter", { start: "2026-12-01T00:00:00Z" }, { from: "2026-12-01" }],
    ["from the first moment of a day in England, in summer", { start: "2027-06-01T00:00:00+01:00" }, { from: "2027-06-01" }],
    ["until the last second of a day in England, in summer", { end: "2027-06-30T22:59:59Z" }, { until: "2027-06-30" }],
    ["until the last millisecond of a day in England", { end: "2026-12-31T23:59:59.999Z" }, { until: "2026-12-31" }],
  ])("that holds %s", (_, period, days) => {
    expect(wordsOf(rule({ period }))).toEqual([{ ...sharesTherapies, ...days }]);
  });

  test("that refuses since a day in the past: a refusal holds from now", () => {
    expect(wordsOf(deny({ period: { start: "2026-11-01" } }))).toEqual([{ ...sharesTherapies, decision: "refused" }]);
  });

  test("that was said or written on a day in England, whatever the zone of its clock", () => {
    expect(read(resource({ dateTime: "2026-07-01T23:30:00Z" })).saidOn).toBe("2026-07-02");
  });
});

describe("a FHIR Consent is refused, with the reason: the resource", () => {
  test.each([
    ["of another kind", { resourceType: "Contract" }, "Consent.resourceType is not as FHIR R4 has it."],
    ["without a status", { status: undefined }, "Consent.status is not as FHIR R4 has it."],
    ["with a status that R4 does not have", { status: "unknown" }, "Consent.status is not as FHIR R4 has it."],
    ["that is a draft", { status: "draft" }, "Consent.status is draft, so nobody has agreed to it yet."],
    ["that is proposed", { status: "proposed" }, "Consent.status is proposed, so nobody has agreed to it yet."],
    ["that is over", { status: "inactive" }, "Consent.status is inactive, so it is over; withdraw the consent instead."],
    ["made in error", { status: "entered-in-error" }, "Consent.status is entered-in-error, so nobody ever said it."],
    [
      "that was not verified",
      { verification: [{ verified: false }] },
      "Consent.verification says that it was not verified with the family.",
    ],
    [
      "that was rejected",
      { status: "rejected" },
      "Consent.status is rejected, which leaves open what was turned down; a refusal is an active Consent that denies.",
    ],
    [
      "about research",
      { scope: { coding: [{ system: "http://terminology.hl7.org/CodeSystem/consentscope", code: "research" }] } },
      "Consent.scope is not patient-privacy, so it is not about sharing.",
    ],
    [
      "for emergencies only",
      { category: [policyRule("EMRGONLY")] },
      "Consent.category is of a kind that is not known here; LOINC 59284-0 is.",
    ],
    ["about nobody", { patient: undefined }, notThisChild],
    ["about another child", { patient: { identifier: { system: "https://childview.example/id/child", value: "CV-1002" } } }, notThisChild],
    [
      "about a child by the NHS number of another",
      { patient: { identifier: { system: "https://fhir.nhs.uk/Id/nhs-number", value: "9990001219" } } },
      notThisChild,
    ],
    [
      "about a child by an identifier that is out of use",
      { patient: { identifier: { use: "old", system: "https://childview.example/id/child", value: "CV-1001" } } },
      notThisChild,
    ],
    ["about a child by reference alone", { patient: { reference: "Patient/CV-1001" } }, notThisChild],
    [
      "of several persons",
      { performer: [{ identifier: {} }, { identifier: {} }] },
      "Consent.performer has several, and a consent here is one person's word.",
    ],
    [
      "of a person by reference alone",
      { performer: [{ reference: "RelatedPerson/7" }] },
      "Consent.performer has no identifier by which the person is known here.",
    ],
    ["without a policy", { policyRule: undefined }, "Consent.policy and Consent.policyRule are missing, and FHIR R4 wants one of them."],
    [
      "with a policy that implies consent",
      { policyRule: policyRule("IMPLIED") },
      "Consent.policyRule does not say whether it opts in or out.",
    ],
    ["that opts in and out", { policyRule: policyRule("OPTIN", "OPTOUT") }, "Consent.policyRule does not say whether it opts in or out."],
    ["without rules", { provision: undefined }, "Consent.provision is missing, so it does not say what may be shared."],
    ["said in the future", { dateTime: "2026-11-23" }, "Consent.dateTime is in the future."],
    [
      "said in a month",
      { dateTime: "2026-05" },
      "Consent.dateTime is no full date, like 2026-09-14, and no date and time with its offset.",
    ],
    [
      "that means something else by an extension",
      { modifierExtension: [{ url: "https://other.example/not" }] },
      "Consent.modifierExtension changes what the resource means in a way that is not known here.",
    ],
    [
      "under implicit rules",
      { implicitRules: "https://other.example/rules" },
      "Consent.implicitRules changes what the resource means in a way that is not known here.",
    ],
    ["of FHIR R5", { decision: "permit" }, "Consent.decision is no element that FHIR R4 has there."],
    ["with a name that is none", { "<b>": 1 }, "Consent.? is no element that FHIR R4 has there."],
    ["whose rules are a list, as in R5", { provision: [rule()] }, "Consent.provision is not as FHIR R4 has it."],
  ])("%s", (_, more, reason) => {
    expect(whyNot(() => read(resource(more)))).toBe(reason);
  });

  test("from a hospital, which knows neither our recipients nor our categories", () => {
    expect(whyNot(() => read(sample("hospital-opt-in")))).toBe(
      "Consent.provision.actor[0].reference has no identifier by which the recipient is known here. Consent.provision.class[0] is no category of information that is known here. Consent.provision.purpose has no purpose that is known here.",
    );
  });

  test("for all reasons at once, of the resource and of each of its rules", () => {
    const rules = [rule({ class: undefined, actor: [], action: action("collect") }), deny({ purpose: purposes("FUN"), code: [] })];
    const more = { status: "draft", verification: [{ verified: false }], policyRule: policyRule("IDSCL"), sourceCode: "x" };
    const said = whyNot(() => read(resource({ ...more, provision: { provision: rules } }))).split(/(?<=\.) /);
    expect(said).toEqual([
      expect.stringContaining("provision[0].actor is missing"),
      expect.stringContaining("provision[0].class is missing"),
      expect.stringContaining("provision[0].action[0] is neither access nor disclose"),
      "Consent.provision.provision[1].purpose has no purpose that is known here.",
      expect.stringContaining("provision[1].code picks out some records"),
      "Consent.sourceCode is no element that FHIR R4 has there.",
      expect.stringContaining("Consent.status is draft"),
      expect.stringContaining("Consent.verification says"),
      "Consent.policyRule does not say whether it opts in or out.",
    ]);
  });

  test("for twenty reasons at most, with the number of the others", () => {
    const rules = Array.from({ length: 30 }, () => rule({ class: classes("gossip") }));
    expect(whyNot(() => read(resource({ provision: { provision: rules } })))).toMatch(
      /provision\[19\]\.class\[0\] is no category [a-z ]+\. And 10 more\.$/,
    );
  });

  test.each([
    ["that is no object", "7", "Consent is not as FHIR R4 has it."],
    ["that is no JSON", "{", "The resource is no JSON."],
    ["that says two things under one name", '{"status": "active", "status": "draft"}', "The resource names an element twice."],
    ["that nests without end", "[".repeat(30_000) + "]".repeat(30_000), "The resource nests deeper than a Consent does."],
    [
      "that hides what nests without end",
      `{"a": ${"[".repeat(5000)}${"]".repeat(5000)}, "a": 1}`,
      "The resource nests deeper than a Consent does.",
    ],
  ])("%s", (_, text, reason) => {
    expect(whyNot(() => read(parseResource(text)))).toBe(reason);
  });
});

describe("a FHIR Consent is refused, with the reason: a rule", () => {
  const someRecords = "picks out some records, and a consent here is about all of a category.";
  test.each([
    ["for everybody", { actor: undefined }, "actor is missing, which means everybody, and a consent here names to whom."],
    ["for an empty list of recipients", { actor: [] }, "actor is missing, which means everybody, and a consent here names to whom."],
    ["about everything", { class: undefined }, "class is missing, which means everything, and a consent here names what."],
    ["for any purpose", { purpose: undefined }, "purpose is missing, which means any, and a consent here names for what."],
    ["about labelled records", { securityLabel: [] }, `securityLabel ${someRecords}`],
    ["about records with a code", { code: [] }, `code ${someRecords}`],
    ["about records of a time", { dataPeriod: { start: "2020-01-01" } }, `dataPeriod ${someRecords}`],
    ["about one record", { data: [] }, `data ${someRecords}`],
    ["with an element that R4 does not have", { documentType: [] }, "documentType is no element that FHIR R4 has there."],
    [
      "about a class of FHIR's",
      { class: [...classes("health.gp"), { code: "CarePlan" }] },
      "class[1] is no category of information that is known here.",
    ],
    [
      "about a category of another's code system",
      { class: [{ system: "https://other.example/CodeSystem/category", code: "health.gp" }] },
      "class[0] is no category of information that is known here.",
    ],
    [
      "about a category that is none",
      { class: classes("health.everything") },
      "class[0] is no category of information that is known here.",
    ],
    [
      "for HL7's purpose alone",
      { purpose: [{ system: "http://terminology.hl7.org/CodeSystem/v3-ActReason", code: "TREAT" }] },
      "purpose has no purpose that is known here.",
    ],
    ["for a purpose that is none", { purpose: purposes("MARKETING") }, "purpose has no purpose that is known here."],
    [
      "for a purpose with another's code beside it",
      { purpose: [...purposes("SAFEGUARDING"), { system: "http://terminology.hl7.org/CodeSystem/v3-ActReason", code: "ETREAT" }] },
      "purpose has a purpose that is not known here.",
    ],
    [
      "for two purposes",
      { purpose: purposes("DIRECT_SUPPORT", "SAFEGUARDING") },
      "purpose has several purposes, and FHIR leaves open whether all of them have to be met; write a rule for each.",
    ],
    [
      "about correcting records",
      { action: [...action("access"), ...action("correct")] },
      "action[1] is neither access nor disclose, and there is nothing else that is shared here.",
    ],
    [
      "about who holds the records",
      {
        actor: [
          {
            ...actors("health")[0],
            role: { coding: [{ system: "http://terminology.hl7.org/CodeSystem/v3-ParticipationType", code: "CST" }] },
          },
        ],
      },
      "actor[0].role does not say that it is a recipient of information (IRCP or PRCP).",
    ],
    [
      "for a recipient by reference alone",
      { actor: [{ ...actors("health")[0], reference: { reference: "#school" } }] },
      "actor[0].reference has no identifier by which the recipient is known here.",
    ],
    ["for an agency that is none", { actor: actors("education", "police") }, "actor[1].reference is nobody known here."],
    ["for a role of another agency", { actor: actors("health/role/senco") }, "actor[0].reference is nobody known here."],
    [
      "for a recipient of two types",
      { actor: [{ ...actors("health")[0], reference: { ...actors("health")[0]?.reference, type: "Practitioner" } }] },
      "actor[0].reference is of another type than its identifier.",
    ],
    ["that is over", { period: { end: "2026-11-21" } }, "period.end is in the past, so the rule would change nothing."],
    [
      "that was over an hour ago",
      { period: { end: "2026-11-22T11:00:00Z" } },
      "period.end is in the past, so the rule would change nothing.",
    ],
    [
      "that ends within a day",
      { period: { end: "2026-12-31T00:00:00Z" } },
      "period.end is within a day; a consent ends with a day in England.",
    ],
    [
      "that begins within a day",
      { period: { start: "2026-12-01T09:00:00Z" } },
      "period.start is within a day; a consent begins with a day in England.",
    ],
    ["that ends before it begins", { period: { start: "2027-02-01", end: "2027-01-31" } }, "period ends before it begins."],
    ["until a year", { period: { end: "2027" } }, "period.end is no full date, like 2026-09-14, and no date and time with its offset."],
    [
      "until a day that is none",
      { period: { end: "2027-02-30" } },
      "period.end is no full date, like 2026-09-14, and no date and time with its offset.",
    ],
    [
      "from a time without its zone",
      { period: { start: "2026-12-01T00:00:00" } },
      "period.start is no full date, like 2026-09-14, and no date and time with its offset.",
    ],
    [
      "that means something else by an extension",
      { actor: [{ ...actors("health")[0], modifierExtension: [] }] },
      "actor[0].modifierExtension changes what the resource means in a way that is not known here.",
    ],
  ])("%s", (_, more, reason) => {
    expect(whyNotRule(rule(more))).toBe(`Consent.provision.${reason}`);
  });

  test.each([
    ["until a day", { end: "2027-07-31" }],
    ["from a coming day", { start: "2026-12-01" }],
  ])("that denies %s", (_, period) => {
    const reason = "Consent.provision denies something for a time, and a refusal here stands until the same person says otherwise.";
    expect(whyNotRule(deny({ period }))).toBe(reason);
    expect(whyNotRule(rule({ period, class: both, provision: [{ type: "deny", class: classes("health.gp") }] }))).toBe(reason);
  });

  test("that denies something where all else is opted in to", () => {
    expect(whyNotRule(deny(), { policyRule: policyRule("OPTIN") })).toBe(
      "Consent.policyRule opts in to all that is not denied, and a consent here names what is shared.",
    );
  });

  test.each(["OPTIN", "OPTOUT"])("without a type at the root, with conditions, whatever %s says", (code) => {
    expect(whyNotRule(rule({ type: undefined }), { policyRule: policyRule(code) })).toBe(
      "Consent.provision has conditions and no type, so it does not say whether it permits or denies.",
    );
  });

  test.each([
    ["a period", { period: { end: "2027-01-01" } }],
    ["an action", { action: action("access") }],
    ["a purpose", { purpose: purposes("DIRECT_SUPPORT") }],
  ])("without a type at the root, with %s around the others", (_, more) => {
    expect(whyNotRule({ ...more, provision: [rule()] })).toBe(
      "Consent.provision has conditions and no type, so it does not say whether it permits or denies.",
    );
  });

  test.each([
    ["that holds no rule", {}, "Consent.provision has no rule."],
    [
      "within another that does not say whether it permits",
      { provision: [rule({ type: undefined })] },
      "Consent.provision.provision[0].type is missing, so the rule does not say whether it permits or denies.",
    ],
    [
      "within another that leaves out what the root would have to say",
      { provision: [rule(), rule({ class: undefined })] },
      "Consent.provision.provision[1].class is missing, which means everything, and a consent here names what.",
    ],
    [
      "with an exception to an exception",
      rule({ class: both, provision: [{ type: "deny", class: classes("health.gp"), provision: [{ type: "permit" }] }] }),
      "Consent.provision.provision[0].provision is an exception to an exception.",
    ],
  ])("%s", (_, provision, reason) => {
    expect(whyNotRule(provision)).toBe(reason);
  });
});

describe("a FHIR Consent is refused, with the reason: an exception", () => {
  const narrows = "is to name some of the classes or some of the actors of the rule around it, and not of both.";
  test.each([
    [
      "that permits what is permitted",
      { type: "permit", class: classes("health.gp") },
      " says the same as the rule to which it is to be an exception.",
    ],
    ["from everything", { type: "deny" }, ` ${narrows}`],
    ["from all that the rule names", { type: "deny", class: both }, ` ${narrows}`],
    ["of what and whom at once", { type: "deny", class: classes("health.gp"), actor: actors("health") }, ` ${narrows}`],
    [
      "of what the rule does not name",
      { type: "deny", class: classes("health.mental-health") },
      " names what the rule around it does not name.",
    ],
    [
      "of one role in an agency that the rule names",
      { type: "deny", actor: actors("education/role/senco") },
      " names what the rule around it does not name.",
    ],
    [
      "for a purpose that the rule does not name",
      { type: "deny", class: classes("health.gp"), purpose: purposes("SAFEGUARDING") },
      " names what the rule around it does not name.",
    ],
    [
      "for a time",
      { type: "deny", class: classes("health.gp"), period: { end: "2027-01-01" } },
      ".period makes an exception for a time, after which the rule around it would come back.",
    ],
    [
      "that picks out records",
      { type: "deny", class: classes("health.gp"), code: [] },
      ".code picks out some records, and a consent here is about all of a category.",
    ],
    [
      "from another action",
      { type: "deny", class: classes("health.gp"), action: action("use") },
      ".action[0] is neither access nor disclose, and there is nothing else that is shared here.",
    ],
  ])("%s", (_, exception, reason) => {
    const whole = rule({ class: both, actor: actors("education", "health"), provision: [exception] });
    expect(whyNotRule(whole)).toBe(`Consent.provision.provision[0]${reason}`);
  });

  test("that with others leaves nothing", () => {
    const provision = ["health.therapies", "health.gp"].map((category) => ({ type: "deny", class: classes(category) }));
    expect(whyNotRule(rule({ class: both, provision }))).toBe("Consent.provision.provision leaves nothing of the rule around it.");
  });

  test.each([
    ["a role of an agency that is permitted", { provision: [rule(), deny({ actor: actors("education/role/senco") })] }],
    ["a person of an agency that is permitted", { provision: [rule(), deny({ actor: actors("education/person/tom.okoro") })] }],
    [
      "a person who may have the role",
      { provision: [rule({ actor: actors("education/role/senco") }), deny({ actor: actors("education/person/tom.okoro") })] },
    ],
    ["the same until another day", { provision: [rule(), rule({ class: both, period: { end: "2027-01-01" } })] }],
    [
      "a role that is named beside its agency",
      rule({ actor: actors("education", "education/role/senco"), provision: [{ type: "deny", actor: actors("education/role/senco") }] }),
    ],
  ])("or another rule, about %s: the two contradict each other", (_, provision) => {
    expect(whyNotRule(provision)).toBe("Two rules of Consent.provision speak of the same and say different things of it.");
  });

  test("but not where two rules are about different people of an agency, or say the same", () => {
    const roles = [rule({ actor: actors("education/role/senco") }), deny({ actor: actors("education/role/class-teacher") })];
    expect(wordsOf({ provision: roles })).toHaveLength(2);
    expect(wordsOf({ provision: [rule(), rule({ class: both })] })).toHaveLength(2);
  });
});
