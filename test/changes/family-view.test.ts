import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { loadPolicy } from "../../policies/index.ts";
import { ChildRow } from "../../subgraphs/partnership/records/child-row.ts";
import { ConsentEventRow } from "../../subgraphs/partnership/records/consent-event-row.ts";
import { RestrictionRow } from "../../subgraphs/partnership/records/restriction-row.ts";
import { changedPolicies } from "../governance/changed-policies.ts";
import { done, heard } from "./consents.ts";
import { decided } from "./decided.ts";
import { people } from "./people.ts";
import { type ChangesWorld, newKey, openChangesWorld, type Person } from "./world.ts";

const folder = mkdtempSync(join(tmpdir(), "childview-family-view-"));
let world: ChangesWorld;
beforeAll(async () => void (world = await openChangesWorld()), 120_000);
beforeEach(() => world.reset());
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true });
});

const consents = `consents { nodes { id categories recipients { agency role person name text } purposes givenBy capacity standing inForce inForceFor inDispute
  from until recordedBy method evidence history { nodes { event at saidBy recordedBy recordedAt method evidence categories until } } } }`;
const disputes = "consentDisputes { nodes { category recipient { text } purposes positions { name position since consentId } sentence } }";
const lapsing = "consentsLapsing { nodes { consent { id } reason day sentence } }";
const entry = "{ nodes { name role agency relationship grants { categories { code label } purposes restsOn because sentence } } }";
const sharing = `sharing { team ${entry} family ${entry} overrides { nodes { name openedAt endsAt categories { code } } } }`;
const everything = `${consents} ${disputes} ${lapsing} ${sharing}`;

/** What a person reads of a child's consents and sharing; the family for its own access and practitioners for direct support, unless said otherwise. */
function view(
  person: Person,
  childId: string,
  fields = everything,
  purpose = person.agency === "family" ? "FAMILY_ACCESS" : "DIRECT_SUPPORT",
) {
  return world.ask(person, `query ($childId: ID!, $purpose: Purpose!) { child(id: $childId, purpose: $purpose) { ${fields} } }`, {
    childId,
    purpose,
  });
}

async function consentOf(person: Person, childId: string, id: string) {
  const { data } = await view(person, childId, consents);
  return data.child.consents.nodes.find((one: { id: string }) => one.id === id);
}

async function entriesOf(person: Person, childId: string, list: "team" | "family") {
  const { data } = await view(person, childId, sharing);
  return data.child.sharing[list]?.nodes as {
    name: string;
    relationship: string;
    grants: { restsOn: string; sentence: string; categories: { code: string }[] }[];
  }[];
}

async function sentencesAbout(person: Person, childId: string, name: string, restsOn: string): Promise<string[]> {
  const entries = [...(await entriesOf(person, childId, "team")), ...((await entriesOf(person, childId, "family")) ?? [])];
  const grants = entries.filter((one) => one.name === name).flatMap((one) => one.grants);
  return grants.filter((grant) => grant.restsOn === restsOn).map(({ sentence }) => sentence);
}

async function restrict(child: string, kind: RestrictionRow["kind"], more: Partial<RestrictionRow> = {}): Promise<void> {
  const row = {
    id: newKey(),
    child,
    kind,
    person: null,
    categories: [],
    ground: "A test",
    author: "A test",
    agency: "social-care",
    from: "2026-01-01",
    until: null,
  };
  await world.database.manager.insert(RestrictionRow, { ...row, ...more });
}

describe("the list of consents", () => {
  test("has what was refused, withdrawn and has run out as well, and says so", async () => {
    expect(await consentOf(people.kate, "CV-1011", "whitaker-isaac-therapies")).toMatchObject({ standing: "REFUSED", inForce: false });
    expect(await consentOf(people.kate, "CV-1012", "whitaker-freya-therapies")).toMatchObject({ standing: "WITHDRAWN", inForce: false });
    expect(await consentOf(people.rupa, "CV-1013", "banerjee-dev-health")).toMatchObject({ standing: "EXPIRED", inForce: false });
    expect(await consentOf(people.jordan, "CV-1004", "clarke-jordan-mother")).toMatchObject({ standing: "LAPSED", capacity: "HOLDER" });
    expect(await consentOf(people.jordan, "CV-1004", "clarke-jordan-own")).toMatchObject({ standing: "GIVEN", inForce: true });
  });

  test("tells a consent's whole life: what was said, when, by whom, who wrote it down and what proves it", async () => {
    await done(world, people.senco, "withdrawConsent", "CV-1001", { consentId: "ahmed-maya-health", heard });
    expect(await consentOf(people.samira, "CV-1001", "ahmed-maya-health")).toMatchObject({
      standing: "WITHDRAWN",
      inForce: false,
      inForceFor: [],
      givenBy: "Samira Ahmed",
      recordedBy: "Helen Marsh",
      method: "WRITTEN",
      evidence: "Form in the child's file at school",
      history: {
        nodes: [
          { event: "GIVEN", saidBy: "Samira Ahmed", recordedBy: "Fiona Grant, lead practitioner", recordedAt: null, until: "2031-08-31" },
          { event: "WITHDRAWN", saidBy: "Samira Ahmed", recordedBy: "Helen Marsh", recordedAt: "2026-11-22T12:00:00.000Z" },
        ],
      },
    });
  });

  test("names whom a consent is for in plain words, and with what a change to it takes", async () => {
    const recipients = [
      { agency: "education", role: "senco" },
      { agency: "education", person: "tom.okoro" },
      { agency: "family", person: "daniel.reed" },
    ];
    const id = await done(world, people.samira, "giveConsent", "CV-1001", { recipients });
    expect((await consentOf(people.samira, "CV-1001", id)).recipients).toEqual([
      { agency: "education", role: "senco", person: null, name: null, text: "education (SENCO)" },
      { agency: "education", role: null, person: "tom.okoro", name: "Tom Okoro", text: "education (Tom Okoro)" },
      { agency: "family", role: null, person: "daniel.reed", name: "Daniel Reed", text: "the family (Daniel Reed)" },
    ]);
  });

  test("does not say why somebody's word counts no more: to those who are told of an order it reads like parental responsibility that ended", async () => {
    const asked = () => view(people.edPsych, "CV-1003", `${consents} ${disputes} ${lapsing}`, "SAFEGUARDING");
    await restrict("CV-1003", "court-order", { person: "petr.novak", agency: "education" });
    const bound = await asked();
    await world.reset();
    await world.database.query("UPDATE family_relation SET valid_until = '2026-10-01' WHERE child = 'CV-1003' AND person = 'petr.novak'");
    const ended = await asked();
    expect(bound.data.child.consents.nodes.map(({ standing }: { standing: string }) => standing)).toContain("LAPSED");
    expect(JSON.stringify(bound.result)).toBe(JSON.stringify(ended.result));
  });
});

describe("somebody who gives or refuses a consent is told at once", () => {
  const changed = `id consent { standing inForce inForceFor effects { recipient { text } roles categories { code } purposes outcome sentence } }`;
  async function said(
    mutation: "giveConsent" | "refuseConsent",
    wish: { categories: string[]; recipients: object[]; purposes?: string[] },
  ) {
    const { data, result } = await world.ask(
      people.samira,
      `mutation ($childId: ID!, $idempotencyKey: String!, $categories: [String!]!, $recipients: [RecipientInput!]!, $purposes: [Purpose!]!) {
        said: ${mutation}(childId: $childId, purpose: FAMILY_ACCESS, idempotencyKey: $idempotencyKey, categories: $categories, recipients: $recipients, purposes: $purposes) { ${changed} } }`,
      { childId: "CV-1001", idempotencyKey: newKey(), purposes: ["DIRECT_SUPPORT"], ...wish },
    );
    expect(result.errors).toBeUndefined();
    const { standing, inForce, inForceFor, effects } = data.said.consent;
    return { standing, inForce, inForceFor, sentences: effects.map(({ sentence }: { sentence: string }) => sentence) };
  }

  test("that child protection is opened to nobody at the school by it, and why", async () => {
    const recipients = [
      { agency: "education", role: "senco" },
      { agency: "education", role: "designated-safeguarding-lead" },
    ];
    expect(await said("giveConsent", { categories: ["social-care.child-protection"], recipients })).toEqual({
      standing: "GIVEN",
      inForce: false,
      inForceFor: [],
      sentences: [
        "SENCO (education) cannot see “Child protection” for direct support, whatever is agreed: the role does not read this.",
        "Designated safeguarding lead (education) cannot see “Child protection” for direct support, whatever is agreed: it is not read for this purpose.",
      ],
    });
  });

  test("that a refusal of the names keeps them from nobody, since the law shares them anyway", async () => {
    const recipients = [{ agency: "education", person: "helen.marsh" }];
    const { standing, sentences } = await said("refuseConsent", { categories: ["child.names"], recipients });
    expect([standing, sentences]).toEqual([
      "REFUSED",
      [
        expect.stringMatching(
          /^Education \(Helen Marsh\) can see “Names” for direct support, which the law allows without asking for consent\. /,
        ),
      ],
    ]);
  });

  test("what it opens, to whom and for what, and what the agency that holds it keeps back all the same", async () => {
    const wish = {
      categories: ["health.mental-health"],
      recipients: [{ agency: "education", role: "senco" }],
      purposes: ["DIRECT_SUPPORT", "EHC_ASSESSMENT"],
    };
    expect(await said("giveConsent", wish)).toMatchObject({
      inForce: true,
      inForceFor: ["health.mental-health"],
      sentences: [
        expect.stringMatching(
          /^SENCO \(education\) cannot see “Mental health” for direct support, whatever is agreed: the agency that holds it keeps it back by a rule of its own\. Mental health records leave health/,
        ),
        "SENCO (education) can see “Mental health” for an EHC needs assessment, because of this.",
      ],
    });
  });

  test("that a refusal closes what is read by consent alone", async () => {
    const wish = { categories: ["health.therapies"], recipients: [{ agency: "education", role: "senco" }] };
    expect(await said("refuseConsent", wish)).toMatchObject({
      sentences: ["SENCO (education) cannot see “Therapies” for direct support, because of this: consent is needed and was not given."],
    });
  });

  test("that it opens nothing yet where nobody whom it names is around the child", async () => {
    const recipients = [{ agency: "education", role: "early-years-practitioner" }];
    const wish = { categories: ["health.allergies"], recipients };
    expect(await said("giveConsent", wish)).toMatchObject({ standing: "GIVEN", inForce: false, inForceFor: [] });
  });

  test("nothing of a restriction of which they are not told, by what a consent opens: a teacher reads the same bytes, and the mother that it opens nothing", async () => {
    const wish = {
      categories: ["health.therapies"],
      recipients: [{ agency: "family", person: "daniel.reed" }],
      purposes: ["FAMILY_ACCESS"],
    };
    const consent = await done(world, people.samira, "giveConsent", "CV-1001", wish);
    const asked = "consents { nodes { id inForce inForceFor effects { outcome sentence } } }";
    const of = (person: Person) => view(person, "CV-1001", asked);
    const shown = async (person: Person) => (await of(person)).data.child.consents.nodes.find((one: { id: string }) => one.id === consent);
    const before = JSON.stringify((await of(people.teacher)).result);
    expect(await shown(people.samira)).toMatchObject({ inForceFor: ["health.therapies"], effects: [{ outcome: "OPENS" }] });
    await restrict("CV-1001", "serious-harm", { categories: ["health.therapies"] });
    expect(JSON.stringify((await of(people.teacher)).result)).toBe(before);
    expect(await shown(people.samira)).toMatchObject({ inForce: false, inForceFor: [], effects: [{ outcome: "NEVER_READ" }] });
  });

  test("nothing of it who may not read the child's consents for that purpose, though they wrote it down", async () => {
    const { data, result } = await world.ask(
      people.senco,
      `mutation ($childId: ID!, $idempotencyKey: String!, $heard: HeardInput) {
        said: refuseConsent(childId: $childId, purpose: GOVERNANCE, idempotencyKey: $idempotencyKey, categories: ["health.therapies"],
          recipients: [{ agency: "education" }], purposes: [DIRECT_SUPPORT], person: "samira.ahmed", heard: $heard) { ${changed} } }`,
      { childId: "CV-1001", idempotencyKey: newKey(), heard },
    );
    expect(data.said.consent).toBeNull();
    expect(result.errors?.map(({ message }) => message)).toEqual(["Withheld: child.consents (PURPOSE)."]);
  });
});

describe("parents who disagree", () => {
  test("are both told of it, with both positions and what stands", async () => {
    for (const parent of [people.jana, people.petr]) {
      const { data } = await view(parent, "CV-1003", disputes);
      expect(data.child.consentDisputes.nodes).toEqual([
        {
          category: "health.mental-health",
          recipient: { text: "education" },
          purposes: ["ANNUAL_REVIEW", "DIRECT_SUPPORT", "EHC_ASSESSMENT"],
          positions: [
            { name: "Jana Novak", position: "GIVEN", since: "2026-02-09T14:00:00.000Z", consentId: "novak-leo-mother" },
            { name: "Petr Novak", position: "REFUSED", since: "2026-02-11T09:30:00.000Z", consentId: "novak-leo-father" },
          ],
          sentence: "“Mental health” is not shared with education by consent: the refusal stands until they or a court resolve it.",
        },
      ]);
    }
  });

  test("see what only one of them spoke of as in force, and the consent as in dispute", async () => {
    expect(await consentOf(people.jana, "CV-1003", "novak-leo-mother")).toMatchObject({
      standing: "GIVEN",
      inForce: true,
      inForceFor: ["health.conditions"],
      inDispute: true,
    });
    expect(await consentOf(people.jana, "CV-1003", "novak-leo-father")).toMatchObject({ standing: "REFUSED", inDispute: true });
  });

  test("are in dispute no more once one of them gives in", async () => {
    await done(world, people.jana, "withdrawConsent", "CV-1003", { consentId: "novak-leo-mother" });
    expect((await view(people.petr, "CV-1003", disputes)).data.child.consentDisputes.nodes).toEqual([]);
  });
});

describe("what is about to lapse", () => {
  test("is told with the day and what to do", async () => {
    world.at("2031-06-10T12:00:00Z");
    const { data } = await view(people.samira, "CV-1002", lapsing);
    expect(data.child.consentsLapsing.nodes).toEqual([
      {
        consent: { id: "ahmed-yusuf-nursery" },
        reason: "ENDS",
        day: "2031-08-31",
        sentence: "It holds until the end of 31 August 2031. Renew it if it is to go on; else nothing has to be done.",
      },
    ]);
  });

  test("tells a parent when their word passes to the young person", async () => {
    world.at("2025-06-20T12:00:00Z");
    const { data } = await view(people.denise, "CV-1004", lapsing);
    expect(data.child.consentsLapsing.nodes).toEqual([
      {
        consent: { id: "clarke-jordan-mother" },
        reason: "RIGHTS_PASS",
        day: "2025-06-28",
        sentence: "From 28 June 2025 the young person decides, and this consent no longer counts. Ask them what they want to share.",
      },
    ]);
  });

  test("is asked for within a year at most", async () => {
    for (const days of [0, -1, 367])
      expect((await view(people.samira, "CV-1001", `consentsLapsing(withinDays: ${String(days)}) { nodes { day } }`)).codes).toEqual([
        "ARGUMENT_INVALID",
      ]);
    for (const days of [1, 366])
      expect((await view(people.samira, "CV-1001", `consentsLapsing(withinDays: ${String(days)}) { nodes { day } }`)).codes).toEqual([]);
  });
});

describe("who can see what", () => {
  test("is told to the mother in plain English, with who agreed and when", async () => {
    expect(await sentencesAbout(people.samira, "CV-1001", "Tom Okoro", "CONSENT")).toEqual([
      "Tom Okoro (Class teacher, education) can see “Allergies” for direct support, because Samira Ahmed agreed on 2 March 2026.",
    ]);
    expect(await sentencesAbout(people.samira, "CV-1001", "Tom Okoro", "LAW")).toContain(
      "Tom Okoro (Class teacher, education) can see “School or setting”, “Attendance”, “Special educational needs” and “Support plan” for direct support, which the law allows without asking for consent. Those who teach the child every day need the needs, targets and strategies to work with, and little else.",
    );
  });

  test("does not say that a consent opened what the agency keeps back all the same: Maya's mother shares mental health, and it is for the plan alone", async () => {
    const said = async () =>
      (await sentencesAbout(people.samira, "CV-1001", "Helen Marsh", "CONSENT")).filter((one) => one.includes("Mental health"));
    expect(await said()).toEqual([]);
    const agreed = {
      categories: ["health.mental-health"],
      recipients: [{ agency: "education" }],
      purposes: ["DIRECT_SUPPORT", "EHC_ASSESSMENT"],
    };
    await done(world, people.samira, "giveConsent", "CV-1001", agreed);
    expect(await said()).toEqual([expect.stringMatching(/“Mental health” for an EHC needs assessment, because Samira Ahmed agreed/)]);
    const { "health.mental-health": inSupport } = await decided(world, { person: people.senco, child: "CV-1001" });
    const { "health.mental-health": inPlan } = await decided(world, { person: people.senco, child: "CV-1001", purpose: "EHC_ASSESSMENT" });
    expect([inSupport, inPlan]).toEqual(["AGENCY_RULE", "permit"]);
  });

  test("is told to the family and to an officer in the same words", async () => {
    const { data } = await world.ask(
      people.officer,
      `{ explainAccess(actor: { role: "senco", id: "helen.marsh" }, purpose: DIRECT_SUPPORT, childId: "CV-1001") { decisions { category sentence } } }`,
    );
    const toOfficer = (category: string): string =>
      data.explainAccess.decisions.find((one: { category: string }) => one.category === category).sentence;
    const [helen] = (await entriesOf(people.samira, "CV-1001", "team")).filter(({ name }) => name === "Helen Marsh");
    const toFamily = (category: string) => helen?.grants.find((grant) => grant.categories.some(({ code }) => code === category))?.sentence;
    const sen = toOfficer("education.sen");
    expect(sen).toMatch(
      /^SENCO \(education\) can see “Special educational needs” for direct support, which the law allows without asking for consent\. /,
    );
    expect(toFamily("education.sen")).toContain(sen.slice(sen.indexOf(", which the law")));
    expect(toOfficer("health.therapies")).toBe("SENCO (education) can see “Therapies” for direct support, because consent is given.");
    expect(toFamily("health.therapies")).toMatch(/^Helen Marsh \(SENCO, education\) can see .*“Therapies”.*, because Samira Ahmed agreed/);
    expect(toOfficer("health.mental-health")).toMatch(
      /^SENCO \(education\) cannot see “Mental health” for direct support: the agency that holds it keeps it back by a rule of its own\. Mental health records leave/,
    );
  });

  test("has the lead practitioner first, everybody of the team and all of the family", async () => {
    const team = await entriesOf(people.samira, "CV-1001", "team");
    expect(team[0]).toMatchObject({ name: "Fiona Grant", relationship: "LEAD" });
    expect(team).toHaveLength(11);
    expect((await entriesOf(people.samira, "CV-1001", "family")).map(({ name, relationship }) => [name, relationship]).sort()).toEqual([
      ["Daniel Reed", "PARENT"],
      ["Samira Ahmed", "HOLDER"],
    ]);
  });

  test("changes with the very next question after a withdrawal", async () => {
    await done(world, people.samira, "withdrawConsent", "CV-1001", { consentId: "ahmed-maya-health" });
    expect(await sentencesAbout(people.samira, "CV-1001", "Helen Marsh", "CONSENT")).toEqual([]);
  });

  test("has nobody whose membership of the team has ended", async () => {
    await world.database.query("UPDATE team_membership SET ended_at = now() WHERE child = 'CV-1001' AND practitioner = 'joanne.fry'");
    expect(JSON.stringify(await entriesOf(people.samira, "CV-1001", "team"))).not.toContain("Joanne Fry");
  });

  test("tells a young person what their parent sees, and a parent with whom they share it no more than the parent sees themself", async () => {
    const consent = { consent: "to-mother", child: "CV-1004", person: "jordan.clarke", capacity: "self" as const, event: "given" as const };
    const scope = { categories: ["child.consents", "child.family"], recipients: ["family"], purposes: ["FAMILY_ACCESS" as const] };
    const when = { validFrom: "2026-01-01", validUntil: null, at: new Date("2026-01-01T12:00:00Z") };
    await world.database.manager.insert(ConsentEventRow, {
      id: "to-mother",
      ...consent,
      ...scope,
      ...when,
      recordedBy: "Jordan",
      evidence: "Form",
    });
    expect(await sentencesAbout(people.jordan, "CV-1004", "Denise Clarke", "CONSENT")).toEqual([
      "Denise Clarke (mother) can see “Parents and carers” and “Consents” for the family's own access, because Jordan Clarke agreed on 1 January 2026.",
    ]);
    const told = [...(await entriesOf(people.denise, "CV-1004", "team")), ...(await entriesOf(people.denise, "CV-1004", "family"))];
    const categories = new Set(told.flatMap(({ grants }) => grants.flatMap((grant) => grant.categories.map(({ code }) => code))));
    expect([...categories].sort()).toEqual([
      "child.assessments",
      "child.consents",
      "child.date-of-birth",
      "child.family",
      "child.names",
      "child.services",
      "child.team",
      "education.enrolment",
    ]);
  });
});

describe("an override", () => {
  const open = (more: object = {}) =>
    world.ask(
      people.dsl,
      `mutation ($key: String!, $because: String, $alsoShielded: [String!]) { breakGlass(childId: "CV-1001", purpose: SAFEGUARDING, basis: SAFEGUARDING, idempotencyKey: $key,
        reason: "She came to school with marks on both arms and would not say how.", keepFromFamilyBecause: $because, alsoShielded: $alsoShielded) { id } }`,
      { key: newKey(), ...more },
    );

  test("is shown to the family, with the moment at which it is over", async () => {
    expect((await open()).codes).toEqual([]);
    const [sentence] = await sentencesAbout(people.samira, "CV-1001", "Martin Shaw", "OVERRIDE");
    expect(sentence).toMatch(
      /^Martin Shaw \(Designated safeguarding lead, education\) can see .*“Mental health”.* for safeguarding until \d\d:\d\d on 22 November 2026, because they opened it by an override\.$/,
    );
  });

  test("is still shown to the family when it is over: who opened what, when, for what, and what came of it; but not the reason in the practitioner's words", async () => {
    const { data } = await open();
    const asked = "sharing { overrides { nodes { name role agency purpose basis openedAt endsAt state justified categories { code } } } }";
    const shown = async () => (await view(people.samira, "CV-1001", asked)).data.child.sharing.overrides.nodes;
    const [opened] = await shown();
    expect(opened).toMatchObject({
      name: "Martin Shaw",
      role: "Designated safeguarding lead",
      agency: "education",
      purpose: "SAFEGUARDING",
    });
    expect(opened).toMatchObject({
      openedAt: "2026-11-22T12:00:00.000Z",
      endsAt: "2026-11-22T16:00:00.000Z",
      state: "OPEN",
      justified: null,
    });
    expect(opened.categories.map(({ code }: { code: string }) => code)).toContain("health.mental-health");
    world.at("2026-11-23T09:00:00Z");
    const review = (agency: string) =>
      world.ask(
        { subject: `officer.${agency}`, role: "ig-officer", agency },
        `mutation ($key: String!, $id: ID!) { reviewOverride(overrideId: $id, justified: true, idempotencyKey: $key,
        note: "The marks were seen by two people and her mother could not be reached in time.") { id } }`,
        { key: newKey(), id: data.breakGlass.id },
      );
    await review("education");
    expect(await shown()).toEqual([{ ...opened, state: "ENDED", justified: null }]);
    await review("health");
    expect(await shown()).toEqual([{ ...opened, state: "ENDED", justified: true }]);
    expect((await view(people.daniel, "CV-1001", asked)).data.child.sharing).toBeNull();
  });

  test("that lifted the shield of an address is shown to a mother from whom the address itself is kept", async () => {
    await restrict("CV-1001", "shielded");
    expect((await open({ alsoShielded: ["child.address"] })).codes).toEqual([]);
    const sentences = await sentencesAbout(people.samira, "CV-1001", "Martin Shaw", "OVERRIDE");
    expect(sentences.join()).toContain("“Address and contact details”");
  });

  test("that is kept from the family changes no byte of what anybody is told here, whatever its purpose", async () => {
    const asAll = () =>
      Promise.all([people.samira, people.daniel, people.socialWorker, people.senco, people.dsl].map((one) => view(one, "CV-1001")));
    const before = JSON.stringify((await asAll()).map(({ result }) => result));
    const { codes } = await open({ because: "Whoever is behind the marks lives in the home and reads the mother's post." });
    expect(codes).toEqual([]);
    expect(JSON.stringify((await asAll()).map(({ result }) => result))).toBe(before);
  });
});

describe("what nobody learns by asking who can see what", () => {
  const team = [people.senco, people.teacher, people.dsl, people.paediatrician, people.socialWorker, people.lead];
  const answers = async (persons: readonly Person[]) => {
    const found = [];
    for (const person of persons)
      for (const purpose of ["DIRECT_SUPPORT", "SAFEGUARDING"])
        found.push(JSON.stringify((await view(person, "CV-1001", everything, purpose)).result));
    return found;
  };

  test("a practitioner: that something is kept from the family because of serious harm", async () => {
    const before = await answers(team);
    const seenByFamily = await entriesOf(people.samira, "CV-1001", "family");
    await restrict("CV-1001", "serious-harm", {
      categories: ["social-care.child-protection", "health.mental-health", "education.attendance"],
    });
    expect(await answers(team)).toEqual(before);
    expect(await entriesOf(people.samira, "CV-1001", "family")).not.toEqual(seenByFamily);
  });

  test("a practitioner: that an order of a court binds somebody of the family who decides nothing", async () => {
    const before = await answers(team);
    await restrict("CV-1001", "court-order", { person: "daniel.reed" });
    expect(await answers(team)).toEqual(before);
  });

  test("a practitioner who does not read the address: that it is shielded", async () => {
    const before = await answers([people.teacher]);
    const toldOfIt = await answers([people.senco]);
    await restrict("CV-1001", "shielded");
    expect(await answers([people.teacher])).toEqual(before);
    expect(await answers([people.senco])).not.toEqual(toldOfIt);
  });

  test("a practitioner: who reads what they do not read themself", async () => {
    const told = (await entriesOf(people.teacher, "CV-1001", "team")).flatMap(({ grants }) =>
      grants.flatMap(({ categories }) => categories),
    );
    const owners = new Set(told.map(({ code }) => code));
    expect(owners).toContain("education.support-plan");
    for (const category of [
      "child.address",
      "health.mental-health",
      "health.therapies",
      "social-care.child-protection",
      "social-care.status",
    ])
      expect(owners).not.toContain(category);
  });

  test("a practitioner: what the family itself sees, which is withheld with a reason and not just empty", async () => {
    const { data, result } = await view(people.socialWorker, "CV-1001", sharing);
    expect(data.child.sharing.family).toBeNull();
    expect(result.errors?.map(({ path, extensions }) => [path?.join("."), extensions["code"], extensions["reason"]])).toEqual([
      ["child.sharing.family", "WITHHELD", "ROLE"],
    ]);
  });

  test.each([
    ["a step-father without parental responsibility", people.daniel, "CV-1001"],
    ["a father whom an order binds", people.chidi, "CV-1006"],
    ["a mother whose daughter decides for herself and shares nothing with her", people.denise, "CV-1004"],
  ])("%s: anything at all", async (_who, person, childId) => {
    const { data, codes } = await view(person, childId);
    expect(data.child).toEqual({ consents: null, consentDisputes: null, consentsLapsing: null, sharing: null });
    expect(codes).toEqual(["WITHHELD", "WITHHELD", "WITHHELD", "WITHHELD"]);
  });

  test("a reader of consents who may not see the team: that a social worker, or anybody, is in it", async () => {
    const changed = changedPolicies(
      join(folder, "team"),
      "agreements/family-access.yaml",
      /(id: holder-reads-everything[^]*?) {6}- child\.team\n/,
      "$1",
    );
    const policy = loadPolicy(changed, "2026-11-22");
    const ask = () => world.ask(people.samira, `{ child(id: "CV-1001", purpose: FAMILY_ACCESS) { ${sharing} } }`, {}, policy);
    const before = await ask();
    expect(before.data.child.sharing.team).toBeNull();
    expect(before.data.child.sharing.family.nodes).not.toHaveLength(0);
    expect(JSON.stringify(before.data)).not.toMatch(/Joanne Fry|Social worker|Helen Marsh/);
    await world.database.query("DELETE FROM team_membership WHERE child = 'CV-1001'");
    expect(JSON.stringify((await ask()).result)).toBe(JSON.stringify(before.result));
  });

  test("a reader of consents who may not see the family: who belongs to it and what they see", async () => {
    const changed = changedPolicies(
      join(folder, "family"),
      "agreements/family-access.yaml",
      /(id: holder-reads-everything[^]*?) {6}- child\.family\n/,
      "$1",
    );
    const { data } = await world.ask(
      people.samira,
      `{ child(id: "CV-1001", purpose: FAMILY_ACCESS) { ${sharing} } }`,
      {},
      loadPolicy(changed, "2026-11-22"),
    );
    expect(data.child.sharing.family).toBeNull();
    expect(JSON.stringify(data)).not.toContain("Daniel Reed");
  });
});

test("whoever reads the child's name reads that the child has died", async () => {
  await world.database.manager.update(ChildRow, { id: "CV-1001" }, { diedOn: "2026-11-01" });
  const { data, codes } = await view(people.senco, "CV-1001", "givenNames diedOn");
  expect(codes).toEqual([]);
  expect(data.child).toEqual({ givenNames: "Maya", diedOn: "2026-11-01" });
  await world.database.manager.update(ChildRow, { id: "CV-1001" }, { diedOn: null });
});
