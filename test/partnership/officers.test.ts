import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import Fastify from "fastify";
import { graphql, type GraphQLSchema } from "graphql";
import { loadPolicy, type Restriction } from "../../policies/index.ts";
import { systemClock } from "../../service/clock.ts";
import { startDeadline } from "../../service/deadline.ts";
import { Guard } from "../../subgraphs/kit/guard/guard.ts";
import { runImport } from "../../subgraphs/kit/import/run.ts";
import { buildPartnership } from "../../subgraphs/partnership/build-partnership.ts";
import { partnershipEntities, partnershipMigrations } from "../../subgraphs/partnership/database.ts";
import { createPartnershipContext } from "../../subgraphs/partnership/graph/create-context.ts";
import { readPartnershipCodes } from "../../subgraphs/partnership/import/codes.ts";
import { partnershipImporter } from "../../subgraphs/partnership/import/importer.ts";
import { openSigningKeys } from "../../subgraphs/partnership/permits/signing-keys.ts";
import { ConsentEventRow } from "../../subgraphs/partnership/records/consent-event-row.ts";
import { PractitionerRow } from "../../subgraphs/partnership/records/practitioner-row.ts";
import { RestrictionRow } from "../../subgraphs/partnership/records/restriction-row.ts";
import { openOfficersTeller } from "../../subgraphs/partnership/storing/tell-officers.ts";
import { readAgencies } from "../../trust/agencies.ts";
import { openTestDatabase, type TestDatabase } from "../databases.ts";

const policy = loadPolicy("policies", "2026-11-21");
const agencies = readAgencies("agencies.yaml");
const lines: string[] = [];
const { log } = Fastify({ logger: { level: "warn", stream: { write: (line: string) => void lines.push(line) } } });
const ofOwner = (...owners: string[]) => policy.categories.filter(({ owner }) => owners.includes(owner)).map(({ id }) => id);
const ofOthers = ofOwner("health", "social-care");

let database: TestDatabase;
let schema: GraphQLSchema;
beforeAll(async () => {
  database = await openTestDatabase("partnership", partnershipEntities, partnershipMigrations);
  const folder = "development/families/partnership";
  const files = readdirSync(folder).filter((file) => !file.endsWith(".md"));
  await runImport({
    importer: partnershipImporter(readPartnershipCodes({})),
    dataSource: database.dataSource,
    clock: systemClock,
    files: files.map((file) => join(folder, file)),
    write: () => undefined,
  });
  schema = (await buildPartnership(agencies, new Set(ofOwner("partnership")))).schema;
}, 120_000);
afterAll(() => database.close());
beforeEach(() => void (lines.length = 0));

/** Asks the partnership as somebody whose token was verified. */
function ask(
  source: string,
  variableValues: Record<string, unknown> = {},
  { subject = "peter.hale", role = "ig-officer", agency = "education" } = {},
) {
  const { dataSource } = database;
  const principal = { subject, name: "Peter Hale", role, agency, issuer: "" };
  const keys = openSigningKeys(dataSource);
  const contextValue = createPartnershipContext({
    principal,
    policy,
    agencies,
    database: dataSource,
    keys,
    officers: openOfficersTeller(dataSource),
    clock: () => new Date("2026-11-21T12:00:00Z"),
    now: new Date("2026-11-21T12:00:00Z"),
    guard: new Guard(),
    id: "",
    trace: "",
    deadline: startDeadline(60_000),
    log,
  });
  return graphql({ schema, source, variableValues, contextValue });
}

const explainAccess = `query ($actor: ActorInput!, $purpose: Purpose!, $childId: ID!, $categories: [String!]) {
  explainAccess(actor: $actor, purpose: $purpose, childId: $childId, categories: $categories) {
    relationship
    decisions { category decision reason wouldOpen rules { decisive holds failed { condition asked found } rule { id } } }
  } }`;

interface Decision {
  readonly category: string;
  readonly reason: string | null;
  readonly wouldOpen: readonly string[];
  readonly rules: readonly { readonly decisive: boolean; readonly failed: readonly { readonly condition: string }[] }[];
}

async function decisionsOf(
  actor: object,
  childId: string,
  purpose = "DIRECT_SUPPORT",
  categories?: readonly string[],
): Promise<Decision[]> {
  const { data, errors } = await ask(explainAccess, { actor, purpose, childId, categories });
  expect(errors).toBeUndefined();
  return (data?.["explainAccess"] as { decisions: Decision[] }).decisions;
}

const refusedAs = async (answer: ReturnType<typeof ask>) => (await answer).errors?.map(({ extensions }) => extensions["code"]);

/** Puts a restriction into force while something is asked. */
async function whileRestricted<T>(child: string, kind: Restriction, categories: string[], asked: () => Promise<T>): Promise<T> {
  const rows = database.dataSource.getRepository(RestrictionRow);
  const row = {
    id: "test",
    child,
    kind,
    person: null,
    categories,
    ground: "",
    author: "",
    from: "2026-01-01",
    until: null,
    agency: "social-care",
  };
  await rows.insert(row);
  try {
    return await asked();
  } finally {
    await rows.delete("test");
  }
}

const senco = { role: "senco", id: "helen.marsh" };
const colleagues: readonly { role: string; id?: string; relationship?: string }[] = [
  senco,
  { role: "class-teacher", id: "tom.okoro" },
  { role: "designated-safeguarding-lead", id: "martin.shaw" },
  { role: "senco", id: "nobody.yet" },
  { role: "senco", relationship: "TEAM" },
  { role: "social-worker", relationship: "TEAM" },
  { role: "parent", id: "samira.ahmed" },
];

describe("an officer does not learn what another agency restricts", () => {
  test.each(colleagues)("%j: risk of serious harm changes nothing about categories that their agency does not hold", async (actor) => {
    const asked = () => decisionsOf(actor, "CV-1001", "SAFEGUARDING", ofOwner("partnership", "health", "social-care"));
    const before = await asked();
    expect(before.length).toBeGreaterThan(0);
    expect(
      await whileRestricted(
        "CV-1001",
        "serious-harm",
        policy.categories.map(({ id }) => id),
        asked,
      ),
    ).toEqual(before);
  });

  test("a shielded child is told by the categories that are shielded, and by no other", async () => {
    const asked = () => decisionsOf(senco, "CV-1001");
    const before = await asked();
    const changed = (await whileRestricted("CV-1001", "shielded", [], asked)).filter(
      (decision, index) => JSON.stringify(decision) !== JSON.stringify(before[index]),
    );
    expect(changed.map(({ category }) => category)).toEqual(["child.address"]);
    expect(changed).toMatchObject([{ reason: "RESTRICTED" }]);
  });
});

describe("an officer does not learn whom another agency works with", () => {
  test.each([
    [{ role: "camhs-clinician", id: "evan.lloyd" }, "CV-1003"],
    [{ role: "camhs-clinician", id: "evan.lloyd" }, "CV-1001"],
    [{ role: "social-worker", id: "joanne.fry" }, "CV-9999"],
  ])("%j cannot be named by id, whatever the child (%s)", async (actor, childId) => {
    expect(await refusedAs(ask(explainAccess, { actor, purpose: "DIRECT_SUPPORT", childId, categories: [] }))).toEqual([
      "ARGUMENT_INVALID",
    ]);
    expect(lines).toEqual([]);
  });

  test("but is told of actors of their own agency and of families, by id", async () => {
    for (const [actor, relationship] of [
      [senco, "TEAM"],
      [{ role: "parent", id: "petr.novak" }, "HOLDER"],
    ] as const) {
      const { data } = await ask(explainAccess, { actor, purpose: "DIRECT_SUPPORT", childId: "CV-1003" });
      expect(data?.["explainAccess"]).toMatchObject({ relationship });
    }
  });
});

describe("an officer learns of consents to what other agencies hold", () => {
  test("nothing, unless they name a colleague who is on the child's team", async () => {
    for (const actor of colleagues.filter(({ id }) => id !== "helen.marsh" && id !== "tom.okoro")) {
      const told = await decisionsOf(actor, "CV-1013");
      expect(told.map(({ category }) => category)).toEqual(ofOwner("partnership", "education"));
    }
    expect((await decisionsOf(senco, "CV-1013")).map(({ category }) => category)).toEqual(policy.categories.map(({ id }) => id));
  });

  test("why a colleague on the team lacks one, and what would open it", async () => {
    const [told] = await decisionsOf(senco, "CV-1003", "EHC_ASSESSMENT", ["health.mental-health"]);
    expect(told).toMatchObject({ reason: "NO_CONSENT", wouldOpen: ["Consent is given."] });
    expect(told?.rules).toMatchObject([{ decisive: true, failed: [{ condition: "consent", asked: ["given"], found: ["refused"] }] }]);
  });

  test("nothing where the colleague's role would not read it anyway", async () => {
    const teacher = { role: "class-teacher", id: "tom.okoro" };
    const events = database.dataSource.getRepository(ConsentEventRow);
    const asked = async () => (await decisionsOf(teacher, "CV-1001", "DIRECT_SUPPORT", ofOthers)).filter(({ reason }) => reason === "ROLE");
    const before = await asked();
    expect(before.map(({ category }) => category)).toContain("health.mental-health");
    const given = { consent: "test", child: "CV-1001", person: "samira.ahmed", capacity: "holder" as const, event: "given" as const };
    const scope = { categories: before.map(({ category }) => category), recipients: ["education"], purposes: ["DIRECT_SUPPORT" as const] };
    const dates = { validFrom: "2026-01-01", validUntil: null, at: new Date("2026-11-01") };
    await events.insert({ id: "test", ...given, ...scope, ...dates, recordedBy: "", evidence: "" });
    expect(await asked()).toEqual(before);
  });
});

describe("each question about a child", () => {
  test("is logged with who asked, of which child and for whom, and without what was answered", async () => {
    await decisionsOf(senco, "CV-1003");
    await ask(explainAccess, { actor: senco, purpose: "DIRECT_SUPPORT", childId: "CV-9999" });
    const logged = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(logged).toEqual(
      ["CV-1003", "CV-9999"].map((childId) => ({
        level: 40,
        time: expect.any(Number),
        pid: expect.any(Number),
        hostname: expect.any(String),
        officer: "peter.hale",
        agency: "education",
        childId,
        actor: { ...senco, agency: "education" },
        purpose: "DIRECT_SUPPORT",
        msg: "an officer asked why somebody reads of a child what they do",
      })),
    );
  });
});

describe("who is an officer", () => {
  test.each(["family", "youth-work"])("is not for an issuer to say where the agreements know none: %s", async (agency) => {
    for (const field of ["policyVersion { version }", "accessMatrix(first: 1) { totalCount }"])
      expect(await refusedAs(ask(`{ ${field} }`, {}, { agency }))).toEqual(["OFFICERS_ONLY"]);
  });

  test.each(["education", "health", "social-care"])(
    "can be said by the issuer of %s, of those whom the directory has as officers",
    async (agency) => {
      const subject = `officer.${agency}`;
      const asked = () => refusedAs(ask("{ policyVersion { version } }", {}, { subject, agency }));
      expect(await asked()).toEqual(["OFFICERS_ONLY"]);
      await database.dataSource.manager.insert(PractitionerRow, { id: subject, name: subject, role: "ig-officer", agency });
      expect(await asked()).toBeUndefined();
    },
  );

  test.each([
    ["a colleague whom the directory has as a SENCO", "helen.marsh", "education"],
    ["an officer of another agency", "peter.hale", "health"],
    ["somebody who has no entry", "nobody.known", "education"],
  ])("is not for an issuer to say of %s", async (_, subject, agency) => {
    for (const field of [
      "policyVersion { version }",
      "accessMatrix(first: 1) { totalCount }",
      "overridesToReview { totalCount }",
      "restrictionsToReview { totalCount }",
    ])
      expect(await refusedAs(ask(`{ ${field} }`, {}, { subject, agency }))).toEqual(["OFFICERS_ONLY"]);
  });
});
