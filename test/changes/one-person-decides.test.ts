import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { AlertRow } from "../../subgraphs/partnership/records/alert-row.ts";
import { RestrictionRow } from "../../subgraphs/partnership/records/restriction-row.ts";
import { assessed, askToAssess } from "./assessing.ts";
import { askFor, done, heard, refused, stateFor, type Wish } from "./consents.ts";
import { decided } from "./decided.ts";
import type { Purpose } from "../../policies/index.ts";
import { people } from "./people.ts";
import { type ChangesWorld, openChangesWorld, type Person } from "./world.ts";

let world: ChangesWorld;
beforeAll(async () => void (world = await openChangesWorld()), 120_000);
beforeEach(() => world.reset());
afterAll(() => world.close());

const { jordan, denise, leo, jana, petr, chidi, ngozi, camhs, edPsych, senco, caseworker, healthVisitor, socialWorker, teacher } = people;
const [maya, leos, jordans, tobi, anika] = ["CV-1001", "CV-1003", "CV-1004", "CV-1007", "CV-1014"];
const [mentalHealth, therapies] = ["health.mental-health", "health.therapies"];

/** What a person can read of a child now. */
async function opened(person: Person, child: string, purpose?: Purpose): Promise<string[]> {
  const all = await decided(world, { person, child, at: world.now().toISOString(), ...(purpose && { purpose }) });
  return Object.keys(all).filter((category) => all[category] === "permit");
}

const assessmentsOf = async (person: Person, child: string) => {
  const purpose = person.agency === "family" ? "FAMILY_ACCESS" : "DIRECT_SUPPORT";
  const fields = "id kind categories { code } decision assessor profession agency assessedOn recordedAt from until state";
  return world.ask(person, `{ child(id: "${child}", purpose: ${purpose}) { assessments { nodes { ${fields} } } } }`);
};

/** Whom an alert about something was left for, and nobody else. */
async function told(about: AlertRow["about"], subject: string): Promise<string[]> {
  const alerts = await world.database.manager.findBy(AlertRow, { about, subject });
  return alerts.map(({ agency, person }) => `${agency}/${person ?? "officers"}`).sort();
}

describe("one clinician's sentence of lack of capacity", () => {
  const lackOfCapacity = () => assessed(world, camhs, "recordLackOfCapacity", jordans);

  test("Jordan's record goes to nobody, her voice is heard against it, and her mother's yes of 2022 does not come back by it", async () => {
    const before = await opened(denise, jordans);
    const school = await opened(caseworker, jordans);
    const assessmentId = await lackOfCapacity();
    expect(await stateFor(world, caseworker, jordans, { category: mentalHealth })).toBe("none");
    expect((await opened(caseworker, jordans)).filter((each) => !school.includes(each))).toEqual([]);
    // She is told of it, sees it whatever else she does not see, and contests it with whatever words she has.
    expect(await told("assessment", assessmentId)).toContain("family/jordan.clarke");
    expect((await assessmentsOf(jordan, jordans)).data.child.assessments.nodes).toMatchObject([{ id: assessmentId, state: "IN_FORCE" }]);
    expect((await askToAssess(world, jordan, "contestAssessment", jordans, { assessmentId, ground: "That is wrong" })).codes).toEqual([]);
    expect((await opened(denise, jordans)).filter((each) => !before.includes(each))).toEqual([]);
    expect((await assessmentsOf(jordan, jordans)).data.child.assessments.nodes).toMatchObject([{ id: assessmentId, state: "CONTESTED" }]);
  });

  test("is not followed by a yes that the same clinician writes down for the mother", async () => {
    await lackOfCapacity();
    const forDenise = { person: "denise.clarke", heard, recipients: [{ agency: "education" }] };
    expect(await refused(world, camhs, "giveConsent", jordans, forDenise)).toBe("ASSESSMENT_OWN");
    await done(world, denise, "giveConsent", jordans, { recipients: [{ agency: "education" }] });
  });

  test("says of which decision, and cannot be said of all", async () => {
    const id = await assessed(world, camhs, "recordLackOfCapacity", jordans, {
      decision: "Whether her college reads what her clinic writes",
    });
    expect((await assessmentsOf(jordan, jordans)).data.child.assessments.nodes).toEqual([
      {
        id,
        kind: "LACK_OF_CAPACITY",
        categories: [],
        decision: "Whether her college reads what her clinic writes",
        assessor: "Dr Evan Lloyd",
        profession: "CAMHS clinician",
        agency: "health",
        assessedOn: "2026-11-22",
        recordedAt: "2026-11-22T12:00:00.000Z",
        from: "2026-11-22",
        until: "2027-05-21",
        state: "IN_FORCE",
      },
    ]);
    expect((await askToAssess(world, camhs, "recordLackOfCapacity", jordans, { decision: " " })).codes).toEqual(["ARGUMENT_INVALID"]);
  });
});

describe("nobody assesses a baby", () => {
  test("as competent, nor any child under ten, up to the day before the birthday", async () => {
    const anikas = await askToAssess(world, healthVisitor, "recordCompetence", anika, { categories: [therapies] });
    expect(anikas.codes).toEqual(["CHILD_TOO_YOUNG"]);
    for (const [day, codes] of [
      ["2026-09-11", ["CHILD_TOO_YOUNG"]],
      ["2026-09-12", []],
    ] as const) {
      world.at(`${day}T12:00:00Z`);
      expect((await askToAssess(world, socialWorker, "recordCompetence", tobi, { categories: [therapies] })).codes).toEqual(codes);
    }
  });
});

describe("a psychologist", () => {
  const competence = (person = edPsych, more: Wish = {}) =>
    assessed(world, person, "recordCompetence", leos, { categories: [mentalHealth], ...more });
  const yes = (more: Wish = {}): Wish => ({ person: leos, heard, categories: [mentalHealth], ...more });

  test("does not serve herself through a child's yes", async () => {
    expect(await stateFor(world, edPsych, leos, { category: mentalHealth })).toBe("refused");
    await competence();
    expect(await refused(world, edPsych, "giveConsent", leos, yes())).toBe("ASSESSMENT_OWN");
    expect(await refused(world, edPsych, "giveConsent", leos, yes({ recipients: [{ agency: "social-care" }] }))).toBe("ASSESSMENT_OWN");
    // A colleague of hers gains by it as well.
    for (const recipient of [{}, { role: "senco" }, { person: "anna.feld" }])
      expect(await refused(world, senco, "giveConsent", leos, yes({ recipients: [{ agency: "education", ...recipient }] }))).toBe(
        "CONSENT_IN_OWN_FAVOUR",
      );
    expect(await stateFor(world, edPsych, leos, { category: mentalHealth })).toBe("none");
  });

  test("leaves it to the child, or to somebody of another agency who did not assess", async () => {
    await competence();
    await done(world, camhs, "giveConsent", leos, yes());
    expect(await stateFor(world, edPsych, leos, { category: mentalHealth })).toBe("given");
    await world.reset();
    await competence();
    await done(world, leo, "giveConsent", leos, { categories: [mentalHealth] });
    expect(await stateFor(world, edPsych, leos, { category: mentalHealth })).toBe("given");
  });

  test("does not renew it either, and writes down whatever shares less", async () => {
    await competence();
    const consentId = await done(world, leo, "giveConsent", leos, { categories: [mentalHealth], until: "2027-01-31" });
    const renewal = { consentId, until: "2027-03-31", heard };
    expect(await refused(world, edPsych, "renewConsent", leos, renewal)).toBe("ASSESSMENT_OWN");
    expect(await refused(world, senco, "renewConsent", leos, renewal)).toBe("CONSENT_IN_OWN_FAVOUR");
    expect((await askFor(world, edPsych, "limitConsent", leos, { consentId, until: "2026-12-31", heard })).codes).toEqual([]);
    expect((await askFor(world, edPsych, "withdrawConsent", leos, { consentId, heard })).codes).toEqual([]);
    expect((await askFor(world, edPsych, "refuseConsent", leos, yes())).codes).toEqual([]);
  });

  test("may write down what the child says of something else that another assessed", async () => {
    await competence(camhs, { categories: [therapies] });
    await competence();
    const wish = { person: leos, heard, categories: [therapies], recipients: [{ agency: "social-care" }] };
    await done(world, edPsych, "giveConsent", leos, wish);
  });
});

describe("whoever's word somebody else writes down", () => {
  test("is told, whatever it is", async () => {
    const given = await done(world, camhs, "giveConsent", leos, { person: "jana.novak", heard });
    expect(await told("consent", given)).toEqual(["family/jana.novak"]);
    await done(world, senco, "withdrawConsent", leos, { consentId: given, heard });
    expect(await told("consent", given)).toEqual(["family/jana.novak", "family/jana.novak"]);
    expect(await told("consent", await done(world, petr, "giveConsent", leos))).toEqual([]);
  });

  test("is not told if an order of a court binds them", async () => {
    const consentId = await done(world, jana, "giveConsent", leos);
    const [child, agency, ground] = [leos, "social-care", "Prohibited steps order of 3 November"];
    const order = {
      id: "order",
      child,
      kind: "court-order" as const,
      person: "jana.novak",
      categories: [],
      ground,
      author: "Court",
      agency,
    };
    await world.database.manager.insert(RestrictionRow, { ...order, from: "2026-11-01", until: null });
    await done(world, camhs, "withdrawConsent", leos, { consentId, heard });
    expect(await told("consent", consentId)).toEqual([]);
  });
});

describe("an assessment that is contested", () => {
  // Health keeps mental health from a school's daily support, whatever is consented to.
  const inPlan = "EHC_ASSESSMENT";
  const agreed = { categories: [mentalHealth], purposes: ["DIRECT_SUPPORT", inPlan] };
  const competence = () => assessed(world, edPsych, "recordCompetence", leos, { categories: [mentalHealth] });
  const contest = (person: Person, assessmentId: string, child = leos) =>
    askToAssess(world, person, "contestAssessment", child, { assessmentId });

  test("opens nothing by what the child says, and nothing by what the parents do not say", async () => {
    const before = await opened(senco, leos, inPlan);
    const assessmentId = await competence();
    await done(world, leo, "giveConsent", leos, agreed);
    expect(await opened(senco, leos, inPlan)).toContain(mentalHealth);
    expect((await contest(petr, assessmentId)).codes).toEqual([]);
    expect(await opened(senco, leos, inPlan)).toEqual(before);
    const { data } = await world.ask(leo, `{ child(id: "${leos}", purpose: FAMILY_ACCESS) { assessments { nodes { state } } } }`);
    expect(data.child.assessments.nodes).toEqual([{ state: "CONTESTED" }]);
  });

  test("is what an officer is told that it comes to", async () => {
    const explained = async () => {
      const actor = '{ role: "senco", agency: "education", id: "helen.marsh" }';
      const asked = `explainAccess(actor: ${actor}, purpose: ${inPlan}, categories: ["${mentalHealth}"], childId: "${leos}") { decisions { decision } }`;
      return (await world.ask(people.officer, `{ ${asked} }`)).data.explainAccess.decisions;
    };
    const assessmentId = await competence();
    await done(world, leo, "giveConsent", leos, agreed);
    expect(await explained()).toEqual([{ decision: "PERMITTED_IN_PART" }]);
    await contest(petr, assessmentId);
    expect(await explained()).toEqual([{ decision: "REFUSED" }]);
  });

  test("closes nothing further: what its absence would share and it does not, stays as it was", async () => {
    const id = await assessed(world, edPsych, "recordCompetence", leos, { categories: ["health.conditions"] });
    const closed = await opened(senco, leos, inPlan);
    expect(closed).not.toContain("health.conditions");
    await contest(jana, id);
    expect(await opened(senco, leos, inPlan)).toEqual(closed);
  });

  test("takes a young person's record to nobody: not to the mother to whom a lack of capacity would open it", async () => {
    const before = await opened(denise, jordans);
    const id = await assessed(world, camhs, "recordLackOfCapacity", jordans);
    expect((await opened(denise, jordans)).length).toBeGreaterThan(before.length);
    await contest(caseworker, id, jordans);
    expect(await opened(denise, jordans)).toEqual(before);
  });

  test("is opened again by somebody else's, and not by the same person's, even if they end theirs first", async () => {
    const assessmentId = await competence();
    await done(world, leo, "giveConsent", leos, agreed);
    await contest(petr, assessmentId);
    const again = (person: Person) => askToAssess(world, person, "recordCompetence", leos, { categories: [mentalHealth, therapies] });
    expect((await again(edPsych)).codes).toEqual(["ASSESSMENT_CONTESTED"]);
    expect((await again(camhs)).codes).toEqual([]);
    expect(await opened(senco, leos, inPlan)).not.toContain(mentalHealth);
    await done(world, leo, "giveConsent", leos, agreed);
    expect(await opened(senco, leos, inPlan)).toContain(mentalHealth);
    expect((await askToAssess(world, edPsych, "endAssessment", leos, { assessmentId })).codes).toEqual([]);
    expect((await again(edPsych)).codes).toEqual(["ASSESSMENT_CONTESTED"]);
    expect(await opened(senco, leos, inPlan)).toContain(mentalHealth);
  });

  test("was contested by the child, a parent, or anybody of the team; once", async () => {
    for (const person of [leo, jana, petr, senco, camhs, edPsych]) {
      await world.reset();
      const id = await competence();
      expect((await contest(person, id)).codes).toEqual([]);
      expect((await contest(jana, id)).codes).toEqual(["ASSESSMENT_CONTESTED"]);
      await askToAssess(world, camhs, "endAssessment", leos, { assessmentId: id });
      expect((await contest(jana, id)).codes).toEqual(["ASSESSMENT_ENDED"]);
    }
  });

  test("was contested by nobody else, and nobody learns by trying that it is there", async () => {
    const id = await competence();
    for (const each of [id, "nothing"]) {
      expect((await contest(teacher, each)).codes).toEqual(["CHILD_NOT_FOUND"]);
      expect((await contest({ ...senco, role: "ig-officer" }, each)).codes).toEqual(["ACTION_NOT_PERMITTED"]);
      expect((await contest(people.daniel, each, maya)).codes).toEqual(["ACTION_NOT_PERMITTED"]);
    }
    // A father whom an order of a court binds.
    const tobis = await assessed(world, socialWorker, "recordCompetence", tobi, { categories: [therapies] });
    for (const each of [tobis, "nothing"]) expect((await contest(chidi, each, tobi)).codes).toEqual(["ASSESSMENT_NOT_FOUND"]);
    expect((await contest(jana, "nothing")).codes).toEqual(["ASSESSMENT_NOT_FOUND"]);
  });
});

describe("nobody's right to decide moves unseen", () => {
  test("whoever was assessed, the family who can see it, the officers and those who assess are told each time; and not who did it", async () => {
    const id = await assessed(world, edPsych, "recordCompetence", leos, { categories: [mentalHealth] });
    const everybody = [
      "education/officers",
      "family/jana.novak",
      "family/leo.novak",
      "family/petr.novak",
      "health/evan.lloyd",
      "health/officers",
    ];
    expect(await told("assessment", id)).toEqual(everybody);
    await askToAssess(world, petr, "contestAssessment", leos, { assessmentId: id });
    await askToAssess(world, camhs, "endAssessment", leos, { assessmentId: id });
    const times = (who: string, all: string[]) => all.filter((each) => each === who).length;
    const all = await told("assessment", id);
    expect(times("family/leo.novak", all)).toBe(3);
    expect([times("family/petr.novak", all), times("health/evan.lloyd", all), times("education/anna.feld", all)]).toEqual([2, 2, 2]);
  });

  test("a father whom an order of a court binds is not told, nor does he see it", async () => {
    const id = await assessed(world, socialWorker, "recordCompetence", tobi, { categories: [therapies] });
    expect((await told("assessment", id)).filter((each) => each.startsWith("family/"))).toEqual(["family/ngozi.okafor"]);
    expect((await assessmentsOf(ngozi, tobi)).data.child.assessments.nodes).toMatchObject([{ id }]);
    expect((await assessmentsOf(chidi, tobi)).codes).toEqual(["WITHHELD"]);
  });

  test("it is read by the team, the family and whoever was assessed, those that are over as well and the newest first, and never the ground", async () => {
    const first = await assessed(world, edPsych, "recordCompetence", leos, { categories: [mentalHealth] });
    await askToAssess(world, edPsych, "endAssessment", leos, { assessmentId: first });
    world.at("2026-11-23T12:00:00Z");
    const second = await assessed(world, camhs, "recordCompetence", leos, { categories: [therapies], from: "2026-12-01" });
    for (const person of [leo, jana, senco]) {
      const { data, codes } = await assessmentsOf(person, leos);
      expect(codes).toEqual([]);
      expect(data.child.assessments.nodes.map(({ id, state }: { id: string; state: string }) => [id, state])).toEqual([
        [second, "NOT_YET"],
        [first, "ENDED"],
      ]);
    }
  });
});
