import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { parse, stringify } from "yaml";
import { type Agencies, readAgencies } from "../../trust/agencies.ts";
import { type StandInIssuer, startStandInIssuer } from "../trust/stand-in-issuer.ts";
import { sign } from "../trust/tokens.ts";
import { twinOf } from "../trust/twin.ts";
import { type Answer, send } from "./ask.ts";
import { type ServicesInProcess, startServicesInProcess } from "./services-in-process.ts";
import { type View, viewIn, wholeView } from "./whole-view.ts";

let issuer: StandInIssuer;
let services: ServicesInProcess;
beforeAll(async () => {
  const listed = readAgencies("agencies.yaml").issuers.find(({ agency }) => agency === "education");
  issuer = await startStandInIssuer("education", [...(listed?.roles ?? [])]);
  services = await startServicesInProcess(undefined, (agencies) => {
    const list = parse(agencies) as Agencies;
    return stringify({ ...list, issuers: [...list.issuers.filter(({ agency }) => agency !== "education"), issuer.entry] });
  });
}, 120_000);
afterAll(async () => {
  await services.close();
  await issuer.stop();
});
const inDirectory = (role: string) => inIndex(`UPDATE practitioner SET role = '${role}' WHERE id = 'helen.marsh'`);
const inIndex = (sql: string): Promise<unknown> =>
  services.databases["partnership"]?.query(sql) ?? Promise.reject(new Error("no partnership"));
beforeEach(() => inDirectory("senco"));

const tokenOf = (subject: string, role: string) => sign(issuer, { sub: subject, name: subject, role });

function by(token: string, query: string, variables: Record<string, unknown> = {}): Promise<Answer> {
  return send(`${services.gateway}/graphql`, { authorization: `Bearer ${token}` }, { query, variables });
}

/** What Helen Marsh sees of Maya by a token that says this of her, row by row of the answer. */
async function seen(role: string): Promise<View> {
  const view = viewIn(await by(await tokenOf("helen.marsh", role), wholeView, { child: "CV-1001", purpose: "EHC_ASSESSMENT" }));
  if (view === null) throw new Error("the child is not there");
  return view;
}

const recording = `mutation ($key: String!) { recordRestriction(childId: "CV-1001", kind: COURT_ORDER, person: "samira.ahmed", purpose: SAFEGUARDING, idempotencyKey: $key,
  reference: "ZZ26F00412", orderedOn: "2026-01-20", author: "Family Court", ground: "Non-molestation order of 20 January 2026 (Family Law Act 1996 s42)") { id } }`;
const codesOf = ({ errors }: Answer) => errors?.map(({ extensions }) => extensions?.["code"]);

describe("where the school's issuer says that its SENCO is somebody else", () => {
  test.each(["sen-caseworker", "class-teacher", "designated-safeguarding-lead"])(
    "she sees through the gateway what a SENCO and a %s both see, from every agency, and is told why not the rest",
    async (claimed) => {
      const [asSenco, both] = [await seen("senco"), await seen(claimed)];
      await inDirectory(claimed);
      const asClaimed = await seen(claimed);
      const words = (text: string) => text.split(" ").filter(Boolean);
      expect(words(both.shown)).toEqual(words(asSenco.shown).filter((field) => words(asClaimed.shown).includes(field)));
      expect(asSenco.shown).not.toBe(asClaimed.shown);
      for (const field of words(both.inPart)) expect([...words(asSenco.inPart), ...words(asClaimed.inPart)]).toContain(field);
      for (const [field, reason] of Object.entries(both.withheld))
        expect([asSenco.withheld[field], asClaimed.withheld[field]]).toContain(reason);
    },
  );

  test("she records no court order as a caseworker; her agency's officer is told, once, and what to do", async () => {
    const token = await tokenOf("helen.marsh", "sen-caseworker");
    for (const key of ["first-attempt", "other-attempt"]) {
      const answer = await by(token, recording, { key });
      expect([codesOf(answer), answer.data.recordRestriction]).toEqual([["ROLE_CONTRADICTED"], null]);
    }
    expect(await inIndex("SELECT id FROM restriction WHERE reference = 'ZZ26F00412'")).toEqual([]);
    const told = await eventually(async () => {
      const { data } = await by(await tokenOf("peter.hale", "ig-officer"), "{ myAlerts { nodes { about subjectId childId sentence } } }");
      return (data.myAlerts.nodes as { sentence: string | null }[]).filter(({ sentence }) => sentence?.includes("SEN caseworker"));
    });
    expect(told).toEqual([
      {
        about: "ROLE",
        subjectId: "helen.marsh",
        childId: null,
        sentence: expect.stringMatching(/^A token of education says .* Correct whichever is wrong\.$/),
      },
    ]);
  });

  test("nobody is an officer by its word alone, nor a child's colleague whom the directory does not have", async () => {
    for (const subject of ["helen.marsh", "nobody.known"])
      expect(codesOf(await by(await tokenOf(subject, "ig-officer"), "{ policyVersion { version } }"))).toEqual(["OFFICERS_ONLY"]);
    expect((await by(await tokenOf("peter.hale", "ig-officer"), "{ policyVersion { version } }")).errors).toBeUndefined();
    const reading = '{ child(id: "CV-1001", purpose: DIRECT_SUPPORT) { givenNames } }';
    expect((await by(await tokenOf("nobody.known", "senco"), reading)).data.child).toBeNull();
  });
});

describe("a token's other text, with the other signature", () => {
  test("is answered with the same bytes, by the gateway, the partnership and the agencies", async () => {
    const token = await tokenOf("helen.marsh", "senco");
    const asked = (text: string) => by(text, wholeView, { child: "CV-1001", purpose: "DIRECT_SUPPORT" });
    const [one, other] = [await asked(token), await asked(twinOf(token))];
    expect(one.data.child.names).toBe("Maya");
    expect(other.text).toBe(one.text);
  });

  test("makes no second change of one that was made under the same key", async () => {
    const token = await tokenOf("helen.marsh", "senco");
    const joining = `mutation { joinTeam(childId: "CV-1003", practitionerId: "tom.okoro", model: PANEL, purpose: DIRECT_SUPPORT, idempotencyKey: "once-and-no-more",
      mandate: { agency: "education", function: "Class teacher", reference: "Timetable" }) { id } }`;
    const [first, second] = [await by(token, joining), await by(twinOf(token), joining)];
    expect(first.errors).toBeUndefined();
    expect(second.data).toEqual(first.data);
    expect(await inIndex("SELECT practitioner FROM team_membership WHERE child = 'CV-1003' AND practitioner = 'tom.okoro'")).toHaveLength(
      1,
    );
  });
});

/** Asks until there is something: an alert is written beside the answer. */
async function eventually<T>(ask: () => Promise<readonly T[]>): Promise<readonly T[]> {
  for (let times = 0; times < 50; times += 1) {
    const found = await ask();
    if (found.length > 0) return found;
  }
  return [];
}
