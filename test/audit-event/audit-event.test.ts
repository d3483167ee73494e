import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { buildClientSchema, buildSchema, introspectionFromSchema } from "graphql";
import { eraseValues, exportLog, type NewEntry } from "../../service/audit.ts";
import { notOfAChild } from "../../subgraphs/kit/audit-event/entities.ts";
import { writingEvents } from "../../subgraphs/kit/audit-event/write-events.ts";
import { type MadeLog, makeLog } from "../audit/made-log.ts";
import { auditEvent, brokenOf, type ReadEvent } from "./shape.ts";

const at = new Date("2026-03-02T09:00:01.000Z");
const common = { trace: "4bf92f3577b34da6a3ce929d0e0e4736", operation: "0b1e7d1c-6a41-4d0e-9d8d-6f2a9a3b7c11", entered: ["child"] };
const asked = { role: "senco", agency: "education", outcome: "answered" };
const decided = {
  ...{ ...common, ...asked, policy: "52acc319", purpose: "DIRECT_SUPPORT", rules: ["team-reads"], consents: "r1" },
  categories: {
    "health.therapies": { fields: ["therapies"], withheld: null, part: true },
    "health.gp": { fields: [], withheld: "ROLE", part: false },
  },
  permits: {},
};
const about = { person: "helen.marsh", child: "9000000009", override: null, records: { "health.therapies": ["t1", "t2"] } };

const entry = (kind: string, facts: object, personal: object = {}) => ({ kind, at, facts, personal }) as NewEntry;
/** One of every kind, with what tells it from another. */
const entries = [
  entry("start", {}),
  entry("release", decided, { ...about, override: "override-1" }),
  entry("release", { ...common, part: 1 }, { ...about, override: null }),
  entry("release", { ...decided, outcome: "failed" }, about),
  entry("decision", { ...decided, role: "parent", agency: "family", purpose: "FAMILY_ACCESS" }, about),
  entry("question", { ...common, ...asked }, { person: "peter.hale" }),
  entry("question", { ...common, ...asked }, { person: "peter.hale", child: "9000000009", records: ["Alert:1"] }),
  entry(
    "change",
    { ...common, role: "senco", agency: "education", change: "breakGlass" },
    { person: "helen.marsh", child: "CV-1", subject: "CV-1", result: "o1" },
  ),
  entry(
    "change",
    { ...common, role: "ig-officer", agency: "education", change: "markAlertRead" },
    { person: "peter.hale", child: null, subject: "a1", result: "a1" },
  ),
  entry("import", { added: 2, removed: [], replace: false }, { file: "bundle.json" }),
  entry("undelivered", { trace: common.trace, operation: common.operation }, { person: "helen.marsh" }),
  entry(
    "operation",
    { ...common, ...asked, outcome: "refused", client: "portal", type: "query", codes: [] },
    { person: "helen.marsh", document: null, name: "View" },
  ),
  entry("key", { key: "thumbprint", became: "made" }),
  entry("something-new", { said: { by: [1, "two"] } }),
  entry(
    "change",
    { ...common, role: "ig-officer", agency: "education", change: "reviewOverride" },
    { person: "peter.hale", child: "CV-1", subject: "o1", result: "o1" },
  ),
  entry("stop", {}),
];

let log: MadeLog;
let events: ReadEvent[];
const health = { name: "health", url: "http://127.0.0.1:4003/graphql", childSystem: "https://fhir.nhs.uk/Id/nhs-number" };
const eventsSince = async (since?: string) => {
  const pieces: string[] = [];
  await exportLog(
    log.database,
    since,
    writingEvents(health, (lines) => Promise.resolve(void pieces.push(lines))),
  );
  return pieces
    .join("")
    .split("\n")
    .slice(0, -1)
    .map((line) => auditEvent.parse(JSON.parse(line)));
};
const erasing = { entries: [[1, 1]] as const, fields: ["person", "child"], by: "ig-officer-1, health", ground: "Article 17" };

beforeAll(async () => {
  log = await makeLog();
  await log.append(entries);
  await log.sign();
  await eraseValues(log.database, erasing, at);
  await log.append([entry("start", {})]);
  events = await eventsSince();
}, 120_000);
afterAll(() => log.close());

const eventOf = (index: number): ReadEvent => events[index] as ReadEvent;
const userOf = (index: number) =>
  eventOf(index).agent.find(({ type }) => type?.coding.some(({ code }) => code === "IRCP" || code === "AUT"));
const entityOf = (index: number, type: string) => (eventOf(index).entity ?? []).find((one) => one.type?.code === type);
const detailsOf = (index: number) =>
  Object.fromEntries((entityOf(index, "2")?.detail ?? []).map(({ type, valueString }) => [type, valueString]));
const masked = [{ url: "http://hl7.org/fhir/StructureDefinition/data-absent-reason", valueCode: "masked" }];

test("an entry of every kind is one AuditEvent of FHIR R4, in the order of the log, and each says where it stands in it", () => {
  expect(events).toHaveLength(entries.length + 2);
  expect(events.map(({ id }) => id)).toEqual(events.map((_, index) => `health-${String(index)}`));
  expect(events.map(({ subtype }) => subtype.at(-1)?.code)).toEqual([...entries.map(({ kind }) => kind), "erasure", "start"]);
  expect(events.map((_, index) => detailsOf(index)["entry"])).toEqual(events.map((_, index) => String(index)));
  expect(detailsOf(2)["leaf"]).toMatch(/^[A-Za-z0-9+/]{43}=$/);
});

test("an event names the profile of IHE that it follows, and none where what was asked for was not done", () => {
  const profiles = events.map(({ meta }) => meta?.profile.map((one) => one.replace(/.*\./, "")).join() ?? "");
  expect(profiles.slice(0, 9)).toEqual(["", "PatientRead", "", "", "PatientRead", "Read", "PatientRead", "PatientUpdate", "Update"]);
  expect(profiles.slice(9).filter((profile) => profile !== "")).toEqual(["PatientUpdate"]);
  expect(events.flatMap((event) => (event.meta?.profile ?? []).flatMap((one) => brokenOf(event, one)))).toEqual([]);
  expect(events.map(({ outcome }) => outcome ?? "")).toEqual([
    "0",
    "0",
    "",
    "8",
    "0",
    "0",
    "0",
    "0",
    "0",
    "0",
    "8",
    "4",
    "0",
    "",
    "0",
    "0",
    "0",
    "0",
  ]);
});

test("it says who asked, in which role, of which organisation, for what and by which version of the policy, about which child, with which rules, categories, records and override", () => {
  expect(userOf(3)).toEqual({
    type: {
      coding: [{ system: "http://terminology.hl7.org/CodeSystem/v3-ParticipationType", code: "IRCP", display: "information recipient" }],
    },
    role: [{ coding: [{ system: "https://childview.example/CodeSystem/role", code: "senco" }] }],
    who: { type: "Practitioner", identifier: { system: "https://childview.example/id/subject/education", value: "helen.marsh" } },
    requestor: true,
    policy: ["https://childview.example/policy/52acc319"],
    purposeOfUse: [
      {
        coding: [
          { system: "https://childview.example/CodeSystem/purpose", code: "DIRECT_SUPPORT" },
          { system: "http://terminology.hl7.org/CodeSystem/v3-ActReason", code: "TREAT" },
        ],
      },
    ],
  });
  expect(eventOf(3).agent).toContainEqual({
    who: { type: "Organization", identifier: { system: "https://childview.example/id/agency", value: "education" } },
    requestor: false,
  });
  expect(entityOf(3, "1")?.what).toEqual({ type: "Patient", identifier: { system: health.childSystem, value: "9000000009" } });
  expect(entityOf(3, "XrequestId")?.what?.identifier?.value).toBe(common.trace);
  expect(detailsOf(1)).toMatchObject({
    ...{ rules: '["team-reads"]', consents: "r1", override: "override-1", "records.health.therapies": '["t1","t2"]' },
    ...{ "categories.health.therapies.fields": '["therapies"]', "categories.health.gp.withheld": "ROLE" },
  });
  expect(userOf(4)?.who?.type).toBe("RelatedPerson");
});

test("nothing of an entry is lost, whatever its kind", () => {
  for (const [index, { facts, personal }] of entries.entries()) {
    if (index === 1) continue;
    const said = JSON.stringify(eventOf(index));
    for (const value of [facts, personal].flatMap(plainValues))
      expect([index, said]).toEqual([index, expect.stringContaining({ answered: '"0"', failed: '"8"', refused: '"4"' }[value] ?? value)]);
  }
});

/** All that stands in a value, as texts. */
function plainValues(value: unknown): string[] {
  if (value === null) return [];
  if (typeof value === "object") return Object.values(value).flatMap(plainValues);
  return [typeof value === "string" ? value : JSON.stringify(value)];
}

describe("what was erased", () => {
  test("is masked, as FHIR says it, names the entry that erased it, and keeps the profile", () => {
    expect(userOf(1)?.who).toEqual({ type: "Practitioner", extension: masked });
    expect(entityOf(1, "1")?.what).toEqual({ type: "Patient", extension: masked });
    expect(detailsOf(1)).toMatchObject({
      "erased.person": `by entry ${String(entries.length)}`,
      "erased.child": `by entry ${String(entries.length)}`,
    });
  });

  test("is told by an event of its own: by whom, on which ground, how many values", () => {
    const erasure = eventOf(entries.length);
    expect(erasure).toMatchObject({ action: "D", type: { code: "110101" } });
    expect(erasure.agent.filter(({ requestor }) => requestor)).toEqual([{ who: { display: erasing.by }, requestor: true }]);
    expect(detailsOf(entries.length)).toMatchObject({
      ground: "Article 17",
      values: "2",
      fields: '["person","child"]',
      entries: "[[1,1]]",
    });
  });
});

test("after a checkpoint there are the events since, under the ids that they have in the whole", async () => {
  const [row] = await log.database.query<{ note: string }[]>("SELECT note FROM audit_checkpoint ORDER BY id DESC LIMIT 1");
  expect(await eventsSince(row?.note)).toEqual(events.slice(entries.length));
});

test("a change is about a child exactly if its mutation names one", () => {
  const text = readFileSync("subgraphs/partnership/schema.graphql", "utf8");
  const schema = buildClientSchema(introspectionFromSchema(buildSchema(text, { assumeValid: true, assumeValidSDL: true })));
  const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
  expect(mutations.length).toBeGreaterThan(20);
  const without = mutations.filter(({ args }) => !args.some(({ name }) => name === "childId")).map(({ name }) => name);
  expect([...notOfAChild].sort()).toEqual(without.sort());
});
