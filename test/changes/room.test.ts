import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { purposes } from "../../policies/index.ts";
import { mostInAYear, mostReceipts, mostRecipients, mostUnread, mostUnreviewed } from "../../subgraphs/partnership/changing/bounds.ts";
import { askToAssess, assessed, ground } from "./assessing.ts";
import { askFor, done, refused } from "./consents.ts";
import { people } from "./people.ts";
import { type ChangesWorld, newKey, openChangesWorld, type Person } from "./world.ts";

let world: ChangesWorld;
beforeAll(async () => void (world = await openChangesWorld()), 120_000);
beforeEach(() => world.reset());
afterAll(() => world.close());

const ruby = "CV-1005";
const claire: Person = { subject: "claire.hartley", name: "Claire Hartley", role: "parent", agency: "family" };
const mark: Person = { subject: "mark.hartley", name: "Mark Hartley", role: "parent", agency: "family" };

/** Puts so many words of somebody there, as if they had been said here on a day, each an event of a consent of its own. */
const fill = (by: Person, event: string, count: number, on = "2026-11-01", person = by.subject) =>
  world.database.query(
    `INSERT INTO consent_event (id, consent, child, person, capacity, event, categories, recipients, purposes, valid_from, at, recorded_by, evidence, recorder, recorder_agency, recorded_at, method)
      SELECT $1 || n, $1 || n, '${ruby}', $2, 'holder', $3, '{health.gp}', '{education}', '{DIRECT_SUPPORT}', '2026-01-01', CAST($4 AS timestamptz) + n * interval '1 second', '', '', $5, $6, CAST($4 AS timestamptz), 'online'
      FROM generate_series(1, CAST($7 AS int)) n`,
    [`${by.subject}.${event}.${on}.`, person, event, `${on}T10:00:00Z`, by.subject, by.agency, count],
  );

describe("consents", () => {
  test("nobody says yes more often than one person does in a year, and then closes all the same", async () => {
    await fill(claire, "given", mostInAYear.yes - 1);
    const last = await done(world, claire, "giveConsent", ruby, { until: "2027-01-01" });
    expect(await refused(world, claire, "giveConsent", ruby)).toBe("TOO_MANY_CONSENTS");
    expect(await refused(world, claire, "renewConsent", ruby, { consentId: last, until: "2027-02-01" })).toBe("TOO_MANY_CONSENTS");
    await done(world, claire, "limitConsent", ruby, { consentId: last, until: "2026-12-01" });
    await done(world, claire, "refuseConsent", ruby);
    await done(world, claire, "withdrawConsent", ruby, { consentId: last });
  });

  test("whoever has used up theirs has used up nobody else's: not the other parent's, nor a practitioner's who writes down what either said", async () => {
    await fill(claire, "given", mostInAYear.yes);
    await fill(claire, "refused", mostInAYear.no);
    await fill(people.senco, "given", mostInAYear.yes, "2026-11-01", "mark.hartley");
    await done(world, mark, "giveConsent", ruby);
    await done(world, mark, "refuseConsent", ruby);
  });

  test("whoever has no room for a refusal either still withdraws, and refuses whole agencies for all purposes, as far as that closes more", async () => {
    await fill(claire, "given", mostInAYear.yes);
    await fill(claire, "limited", mostInAYear.no);
    const whole = { categories: ["health.gp"], recipients: [{ agency: "education" }], purposes: [...purposes] };
    expect(await refused(world, claire, "refuseConsent", ruby)).toBe("TOO_MANY_CONSENTS");
    expect(await refused(world, claire, "refuseConsent", ruby, { ...whole, recipients: [{ agency: "education", role: "senco" }] })).toBe(
      "TOO_MANY_CONSENTS",
    );
    await done(world, claire, "refuseConsent", ruby, whole);
    expect(await refused(world, claire, "refuseConsent", ruby, whole)).toBe("TOO_MANY_CONSENTS");
    await done(world, claire, "refuseConsent", ruby, { ...whole, categories: ["health.gp", "health.therapies"] });
    await done(world, claire, "withdrawConsent", ruby, { consentId: "claire.hartley.given.2026-11-01.1" });
  });

  test("the room comes back with time, so that a childhood of renewals fits", async () => {
    for (let year = 2009; year < 2026; year += 1) await fill(claire, "renewed", mostInAYear.yes, `${String(year)}-11-01`);
    await fill(claire, "given", mostInAYear.yes - 1, "2025-11-22");
    await done(world, claire, "giveConsent", ruby);
  });

  test("one word names no more recipients than there are agencies and roles, with a team by name besides", async () => {
    const recipients = Array.from({ length: mostRecipients + 1 }, (_, n) => ({ agency: "education", person: `nobody.${String(n)}` }));
    const { result } = await askFor(world, claire, "giveConsent", ruby, { recipients });
    expect(result.errors?.[0]?.message).toContain(`"recipients" has ${String(mostRecipients)} entries at most.`);
  });
});

/** As many copies of what is there already as there is room for, as if somebody had recorded them this month. */
const copies = (table: string, id: string, count: number, more: Record<string, unknown>) => {
  return world.database.query(
    `INSERT INTO ${table} SELECT (jsonb_populate_record(row, jsonb_build_object('id', 'copy-' || n) || $2)).* FROM ${table} row, generate_series(1, ${String(count)}) n WHERE row.id = $1`,
    [id, JSON.stringify(more)],
  );
};

describe("what practitioners record", () => {
  const shield = `mutation ($key: String!) { recordRestriction(childId: "CV-1006", purpose: SAFEGUARDING, idempotencyKey: $key, kind: SHIELDED, author: "Social care", ground: "${ground}") { id } }`;
  const asks = async (person: Person, source: string) => (await world.ask(person, source, { key: newKey() })).codes.join();
  const idOf = async (table: string, where: string): Promise<string> =>
    (await world.database.query<[{ id: string }]>(`SELECT id FROM ${table} WHERE ${where} LIMIT 1`))[0].id;

  test("nobody records more restrictions of a child than one person does in a year, and a colleague still can", async () => {
    const one = await idOf("restriction", "child = 'CV-1006'");
    const recorded = { recorded_by: "social-care/person/joanne.fry", recorded_at: "2026-11-01T10:00:00Z" };
    await copies("restriction", one, mostInAYear.restrictions, recorded);
    expect(await asks(people.socialWorker, shield)).toBe("TOO_MANY_RESTRICTIONS");
    expect(await asks(people.dsl, shield)).toBe("");
    world.at("2027-11-22T12:00:00Z");
    expect(await asks(people.socialWorker, shield)).toBe("");
  });

  test("nobody brings more people to a team than one person does in a year, and still takes them off", async () => {
    const joining = `mutation ($key: String!) { joinTeam(childId: "CV-1001", practitionerId: "evan.lloyd", mandate: { agency: "health", function: "Clinic", reference: "Referral of 20 November" }, model: PANEL, purpose: DIRECT_SUPPORT, idempotencyKey: $key) { id } }`;
    const teacher = await idOf("team_membership", "child = 'CV-1001' AND practitioner = 'tom.okoro'");
    const recorded = { recorded_by: "social-care/person/fiona.grant", valid_from: "2026-11-01", ended_at: "2026-11-02T10:00:00Z" };
    await copies("team_membership", teacher, mostInAYear.memberships - 1, recorded);
    expect(await asks(people.lead, joining)).toBe("");
    const membership = await idOf("team_membership", "child = 'CV-1001' AND practitioner = 'evan.lloyd'");
    expect(await asks(people.lead, joining.replace("evan.lloyd", "nadia.quinn"))).toBe("TOO_MANY_MEMBERSHIPS");
    const leaving = `mutation ($key: String!) { leaveTeam(childId: "CV-1001", membershipId: "${membership}", purpose: DIRECT_SUPPORT, idempotencyKey: $key) { id } }`;
    expect(await asks(people.lead, leaving)).toBe("");
  });

  test("nobody assesses a child more often than one person does in a year", async () => {
    const one = await assessed(world, people.edPsych, "recordCompetence", "CV-1003", { categories: ["health.mental-health"] });
    await copies("capacity_assessment", one, mostInAYear.assessments - 1, { recorded_at: "2026-11-01T10:00:00Z" });
    const again = await askToAssess(world, people.edPsych, "recordCompetence", "CV-1003", { categories: ["health.gp"] });
    expect(again.codes).toEqual(["TOO_MANY_ASSESSMENTS"]);
  });
});

describe("overrides", () => {
  const opening = (purpose: string) =>
    `mutation ($key: String!) { breakGlass(childId: "CV-1001", purpose: ${purpose}, basis: VITAL_INTERESTS, reason: "Collapsed at lunch; the ambulance crew asks what she must not be given.", idempotencyKey: $key) { id endsAt opened { code } child { id } } }`;
  const opened = async (person: Person, purpose = "DIRECT_SUPPORT") => world.ask(person, opening(purpose), { key: newKey() });

  test("one that is open already and opens the same is answered, with its own end, and nobody is told again", async () => {
    const first = await opened(people.senco);
    world.at("2026-11-22T13:00:00Z");
    world.logged.length = 0;
    const again = await opened(people.senco);
    expect(again.codes).toEqual([]);
    expect(again.data.breakGlass).toEqual(first.data.breakGlass);
    const counted =
      "SELECT (SELECT count(*)::int FROM access_override) AS overrides, (SELECT count(*)::int FROM alert WHERE about = 'override') AS alerts";
    expect(await world.database.query(counted)).toEqual([{ overrides: 1, alerts: 3 }]);
    expect(world.logged).toEqual([]);
  });

  test("for another purpose, by somebody else, or once the first is over, another is opened", async () => {
    const ids = new Set([(await opened(people.senco)).data.breakGlass.id]);
    ids.add((await opened(people.teacher)).data.breakGlass.id);
    world.at("2026-11-22T16:00:00Z");
    ids.add((await opened(people.senco)).data.breakGlass.id);
    expect(ids.size).toBe(3);
  });

  test("needed around the clock for a week by one person, each is opened; what nobody could need is refused until an officer has looked, and to nobody else", async () => {
    await opened(people.teacher);
    for (let hours = 0; hours < 7 * 24; hours += 4) {
      world.at(new Date(Date.UTC(2026, 10, 22, 12 + hours)).toISOString());
      expect((await opened(people.senco)).codes).toEqual([]);
    }
    const latest = await world.database.query<[{ id: string }]>("SELECT id FROM access_override ORDER BY opened_at DESC LIMIT 1");
    await copies("access_override", latest[0].id, mostUnreviewed, { revoked_at: "2026-11-29T11:00:00Z" });
    world.at("2026-11-29T12:00:00.001Z");
    expect((await opened(people.senco)).codes).toEqual(["OVERRIDES_UNREVIEWED"]);
    const queue = "{ overridesToReview(first: 2) { totalCount nodes { practitioner } } }";
    const { data } = await world.ask(people.officer, queue);
    // Who opened a hundred hides nobody who opened one.
    expect(data.overridesToReview.nodes.map(({ practitioner }: { practitioner: string }) => practitioner).sort()).toEqual([
      "Helen Marsh",
      "Tom Okoro",
    ]);
    expect((await opened(people.teacher)).codes).toEqual([]);
    await world.database.query(
      `UPDATE access_override SET reviews = '[{"agency":"education","justified":true},{"agency":"health","justified":true}]'`,
    );
    expect((await opened(people.senco)).codes).toEqual([]);
  });
});

describe("alerts and receipts", () => {
  const contest = `mutation ($key: String!) { contestRestriction(childId: "CV-1007", purpose: FAMILY_ACCESS, idempotencyKey: $key, ground: "${ground}") { id } }`;

  test("whoever changes the same over and over fills nobody's alerts: so many wait unread, the latest with the latest moment, and others once they are read", async () => {
    const contestAt = async (minute: number) => {
      world.at(new Date(Date.UTC(2026, 10, 22, 12, minute)).toISOString());
      expect((await world.ask(people.chidi, contest, { key: newKey() })).codes).toEqual([]);
    };
    const told = async () =>
      (
        await world.database.query<{ at: Date }[]>(
          "SELECT at FROM alert WHERE about = 'restriction' AND person IS NULL AND agency = 'social-care' ORDER BY at",
        )
      ).map(({ at }) => at.getUTCMinutes());
    for (let minute = 1; minute <= mostUnread + 3; minute += 1) await contestAt(minute);
    expect(await told()).toEqual([...Array.from({ length: mostUnread - 1 }, (_, n) => n + 1), mostUnread + 3]);
    await world.database.query("UPDATE alert SET read_at = at");
    await contestAt(30);
    expect((await told()).slice(-2)).toEqual([mostUnread + 3, 30]);
  });

  test("of the changes that a person made the latest thousand are answered again under their keys, and nobody else's are forgotten for them", async () => {
    await world.database.query(
      `INSERT INTO change_receipt SELECT 'family', subject, 'old-key-' || n, 'x', '', '', timestamptz '2026-01-01' + n * interval '1 minute' FROM generate_series(1, ${String(mostReceipts)}) n, unnest(ARRAY['chidi.okafor', 'ngozi.okafor']) subject`,
    );
    expect((await world.ask(people.chidi, contest, { key: newKey() })).codes).toEqual([]);
    const counted = "SELECT subject, count(*)::int AS receipts, min(at) AS earliest FROM change_receipt GROUP BY subject ORDER BY subject";
    expect(await world.database.query(counted)).toEqual([
      { subject: "chidi.okafor", receipts: mostReceipts, earliest: new Date("2026-01-01T00:02:00Z") },
      { subject: "ngozi.okafor", receipts: mostReceipts, earliest: new Date("2026-01-01T00:01:00Z") },
    ]);
  });
});
