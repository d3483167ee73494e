import { createHash, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { DataSource } from "typeorm";
import { ConsentEventRow } from "../../subgraphs/partnership/records/consent-event-row.ts";
import { describe as describeService } from "../../subgraphs/kit/audit-event/service.ts";
import { writingEvents } from "../../subgraphs/kit/audit-event/write-events.ts";
import { appendLock } from "../../service/audit/migration.ts";
import { exportLog } from "../../service/audit.ts";
import { readAgencies } from "../../trust/agencies.ts";
import { auditEvent, brokenOf, type ReadEvent } from "../audit-event/shape.ts";
import { type Logs, logsOf, type Planted, planted, replayed } from "../audit/replayed.ts";
import { type Answer, ask } from "./ask.ts";
import { type ServicesInProcess, startServicesInProcess } from "./services-in-process.ts";

let services: ServicesInProcess;
/** Each SQL statement, and whose it is. */
const statements: [string, string][] = [];
beforeAll(async () => {
  services = await startServicesInProcess((service, sql) => statements.push([service, sql]));
}, 120_000);
afterAll(() => services.close());

/** An entry of a log, with what can be erased of it. */
interface Entry {
  readonly kind: string;
  readonly facts: Record<string, unknown>;
  readonly personal: Record<string, unknown>;
}

interface Kept extends Entry {
  readonly index: string;
  readonly text: string;
}

const database = (service: string) => services.databases[service] as DataSource;

async function entriesOf(service: string): Promise<Kept[]> {
  const rows = await database(service).query<{ index: string; entry: string }[]>("SELECT index, entry FROM audit_entry ORDER BY index");
  const values = await database(service).query<{ index: string; field: string; value: string }[]>(
    "SELECT index, field, value FROM audit_value",
  );
  return rows.map(({ index, entry }) => {
    const own = values.filter((value) => value.index === index);
    const { kind, facts } = JSON.parse(entry) as Entry;
    const personal = Object.fromEntries(own.map(({ field, value }) => [field, JSON.parse(value) as unknown]));
    return { index, kind, facts, personal, text: [entry, ...own.map(({ value }) => value)].join("\n") };
  });
}

/** What each service records while something is done. */
async function recordedDuring(work: () => Promise<unknown>): Promise<Record<string, Kept[]>> {
  const names = Object.keys(services.databases);
  const before = new Map(await Promise.all(names.map(async (name) => [name, (await entriesOf(name)).length] as const)));
  await work();
  const now = await Promise.all(names.map(async (name) => [name, (await entriesOf(name)).slice(before.get(name))] as const));
  return Object.fromEntries(now);
}

/** While something is done, a service's log takes no entries. */
async function whileLogIsGone<T>(service: string, work: () => Promise<T>): Promise<T> {
  await database(service).query("ALTER TABLE audit_entry RENAME TO audit_gone");
  try {
    return await work();
  } finally {
    await database(service).query("ALTER TABLE audit_gone RENAME TO audit_entry");
  }
}

const query = `{ child(id: "CV-1001", purpose: DIRECT_SUPPORT) { givenNames
  health { held therapies(first: 1) { nodes { id summary } } mentalHealth { nodes { id } } } education { held } } }`;
const refuse = `mutation ($key: String!) { refuseConsent(childId: "CV-1002", purpose: FAMILY_ACCESS, idempotencyKey: $key,
  categories: ["health.development"], recipients: [{ agency: "education" }], purposes: [DIRECT_SUPPORT]) { id } }`;
const breakGlass = `mutation ($key: String!) { breakGlass(childId: "CV-1008", purpose: SAFEGUARDING, idempotencyKey: $key, basis: SAFEGUARDING,
  reason: "Kayden spoke of harming himself and his mother cannot be reached.") { id } }`;
const askHere = (person: string, text = query, variables = {}): Promise<Answer> => ask(person, text, variables, services.gateway);
const codesOf = ({ errors = [] }: Answer) => errors.map(({ path, extensions }) => [path?.join("."), extensions?.["code"]]);

describe("what is released", () => {
  test("is recorded by each service that released it: who, which child, for what, by which rules, which records, and what was refused", async () => {
    const answers: Answer[] = [];
    const recorded = await recordedDuring(async () => answers.push(await askHere("senco")));
    const shown = (answers[0]?.data as { child: { health: { therapies: { nodes: { id: string }[] } } } }).child.health.therapies.nodes;
    expect(recorded).toMatchObject({
      partnership: [
        {
          kind: "decision",
          facts: {
            ...{ role: "senco", agency: "education", purpose: "DIRECT_SUPPORT", outcome: "answered", entered: ["child"] },
            categories: { "child.names": { fields: ["Child.givenNames"], withheld: null } },
            permits: {
              health: {
                codes: { "health.therapies": "NOT_ABOUT_OTHER", "health.mental-health": "AGENCY_RULE", "health.gp": expect.any(String) },
                asked: ["health.held", "health.mental-health", "health.therapies"],
              },
            },
          },
          personal: { person: "helen.marsh", child: "CV-1001" },
        },
      ],
      health: [
        {
          kind: "release",
          facts: {
            ...{ role: "senco", agency: "education", purpose: "DIRECT_SUPPORT", outcome: "answered" },
            categories: {
              "health.held": { fields: ["HealthRecord.held"], withheld: null },
              "health.therapies": { fields: ["HealthRecord.therapies", "TherapyProgramme.summary"], withheld: null, part: true },
              "health.mental-health": { fields: [], withheld: "AGENCY_RULE", part: false },
            },
            rules: expect.arrayContaining(["senco-and-psychologist-read-with-consent"]),
          },
          // One of three is on the page, so one was shown.
          personal: {
            person: "helen.marsh",
            child: "9990001073",
            records: { "health.therapies": shown.map(({ id }) => `TherapyProgramme:${id}`) },
          },
        },
      ],
      education: [{ kind: "release", facts: { categories: { "education.held": { fields: ["EducationRecord.held"] } } } }],
      "social-care": [],
    });
    expect(shown).toHaveLength(1);
    const traces = Object.values(recorded).flatMap((entries) => entries.map(({ facts }) => facts["trace"]));
    expect(new Set(traces).size).toBe(1);
  });

  test("is recorded without its content", async () => {
    const answers: Answer[] = [];
    const recorded = await recordedDuring(async () => answers.push(await askHere("senco")));
    const texts = Object.values(recorded).flatMap((entries) => entries.map(({ text }) => text));
    const { child } = answers[0]?.data as { child: { givenNames: string; health: { therapies: { nodes: { summary: string }[] } } } };
    for (const content of [child.givenNames, ...child.health.therapies.nodes.map(({ summary }) => summary)])
      for (const text of texts) expect(text).not.toContain(content);
  });

  test("is recorded once for a child who is named under many aliases", async () => {
    const aliases = `{ ${["a", "b", "c"].map((alias) => `${alias}: child(id: "CV-1001", purpose: DIRECT_SUPPORT) { givenNames }`).join(" ")} }`;
    const { partnership = [] } = await recordedDuring(() => askHere("senco", aliases));
    expect(partnership).toMatchObject([{ kind: "decision", facts: { categories: { "child.names": { fields: ["Child.givenNames"] } } } }]);
  });

  test("leaves out whom nobody was shown: a child out of reach", async () => {
    const { partnership = [] } = await recordedDuring(() => askHere("senco", query.replace("CV-1001", "CV-1004")));
    expect(partnership).toMatchObject([{ kind: "question", facts: { entered: ["child"] } }]);
    expect(partnership[0]?.text).not.toContain("CV-1004");
  });
});

describe("what the gateway was asked", () => {
  const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

  test("is recorded by it, in the trace of those whom it asked: who, by which document, and what came of it", async () => {
    const text = `query Maya_Ahmed ${query}`;
    const recorded = await recordedDuring(() => askHere("senco", text));
    expect(recorded["gateway"]).toMatchObject([
      {
        kind: "operation",
        facts: {
          ...{ role: "senco", agency: "education", type: "query", outcome: "answered", codes: [] },
          ...{ client: expect.any(String), milliseconds: expect.any(Number), trace: recorded["partnership"]?.[0]?.facts["trace"] },
        },
        personal: { person: "helen.marsh", document: sha256(text), name: "Maya_Ahmed" },
      },
    ]);
    // A client can write anything into a name, and a child's id into a document: neither stands there for ever.
    const [{ index = "" } = {}] = recorded["gateway"] ?? [];
    const [row] = await database("gateway").query<{ entry: string }[]>("SELECT entry FROM audit_entry WHERE index = $1", [index]);
    for (const said of ["Maya", sha256(text), "helen.marsh"]) expect(row?.entry).not.toContain(said);
  });

  const refused: [string, string, string | null, string[]][] = [
    ["that does not parse", "{ child(", null, ["GRAPHQL_PARSE_FAILED"]],
    ["that the schema does not have", "{ nobody }", null, ["GRAPHQL_VALIDATION_FAILED"]],
    ["that lacks a variable", "query ($id: ID!) { child(id: $id, purpose: DIRECT_SUPPORT) { id } }", "query", ["BAD_USER_INPUT"]],
    ["that is nothing", "", null, ["BAD_REQUEST"]],
  ];
  test.each(refused)("is recorded where it was refused: a document %s", async (_, text, type, codes) => {
    const { gateway, partnership } = await recordedDuring(() => askHere("senco", text));
    expect([gateway, partnership]).toMatchObject([[{ kind: "operation", facts: { type, outcome: "refused", codes } }], []]);
  });

  test("is recorded with what failed of it", async () => {
    const { gateway } = await recordedDuring(() => whileLogIsGone("health", () => askHere("senco")));
    expect(gateway).toMatchObject([{ facts: { outcome: "answered", codes: ["AUDIT_UNAVAILABLE"] } }]);
  });

  test("is not answered while it cannot be recorded, not in part; of a change nobody knows whether it was made", async () => {
    const [nothing, unknown, neverRun] = await whileLogIsGone("gateway", async () => [
      await askHere("senco"),
      await askHere("parent", refuse, { key: randomUUID() }),
      await askHere("parent", "mutation { nobody }"),
    ]);
    expect([nothing, unknown, neverRun].map((answer) => [answer?.data, codesOf(answer)])).toEqual([
      [undefined, [[undefined, "AUDIT_UNAVAILABLE"]]],
      [undefined, [[undefined, "OUTCOME_UNKNOWN"]]],
      [undefined, [[undefined, "AUDIT_UNAVAILABLE"]]],
    ]);
    expect((await askHere("senco")).errors).toBeUndefined();
  });

  test("takes one statement more to record", async () => {
    statements.length = 0;
    await askHere("senco");
    const ofGateway = statements.filter(([service, sql]) => service === "gateway" && !/^(START|COMMIT)/.test(sql));
    expect(ofGateway.map(([, sql]) => /audit_append/.test(sql))).toEqual([true]);
  });
});

describe("whom officers and addressees of alerts read of", () => {
  test("is recorded by each child who is named to them, and by what", async () => {
    const names: string[] = [];
    const opened = await askHere("dsl", breakGlass, { key: randomUUID() });
    expect(opened.errors).toBeUndefined();
    const { partnership = [] } = await recordedDuring(async () => {
      const { data } = await askHere("ig-officer", "{ overridesToReview { nodes { id childId } } myAlerts { nodes { id childId } } }");
      const { overridesToReview, myAlerts } = data as Record<string, { nodes: { childId: string | null }[] }>;
      names.push(...[...(overridesToReview?.nodes ?? []), ...(myAlerts?.nodes ?? [])].flatMap(({ childId }) => childId ?? []));
      await askHere(
        "ig-officer",
        '{ explainAccess(childId: "CV-1002", purpose: DIRECT_SUPPORT, actor: { role: "senco", id: "helen.marsh" }) { relationship } }',
      );
    });
    expect(names).toContain("CV-1008");
    expect(partnership.map(({ kind }) => kind)).not.toContain("decision");
    expect(new Set(partnership.map(({ personal }) => personal["child"]))).toEqual(new Set([...names, "CV-1002"]));
    const records = partnership.filter(({ personal }) => personal["child"] === "CV-1008").flatMap(({ personal }) => personal["records"]);
    expect(records).toContainEqual(expect.stringMatching(/^AccessOverride:./));
  });
});

describe("who reads the log in the product", () => {
  test("is told what was looked at, as the front end asked for it through the gateway", async () => {
    await askHere("senco");
    const read =
      '{ child(id: "CV-1001", purpose: FAMILY_ACCESS) { accessLog(first: 1) { nodes { name lookedAt { code } couldRead { code } } } } }';
    const { data, errors } = await askHere("parent", read);
    const [visit] = (data as { child: { accessLog: { nodes: object[] } } }).child.accessLog.nodes;
    const lookedAt = ["child.names", "education.held", "health.held", "health.therapies"].map((code) => ({ code }));
    expect([visit, errors]).toEqual([{ name: "Helen Marsh", lookedAt, couldRead: [] }, undefined]);
  });

  test("stands in it: an officer, each child whom they read of, and by what they searched", async () => {
    const trail = '{ auditTrail(filter: { childId: "CV-1001" }, first: 2) { nodes { childId } } }';
    const { partnership = [] } = await recordedDuring(() => askHere("ig-officer", trail));
    expect(partnership.map(({ kind, facts }) => [kind, facts["entered"]])).toEqual([
      ["question", ["auditTrail"]],
      ["question", ["auditTrail"]],
    ]);
    expect(partnership.map(({ personal }) => personal)).toMatchObject([{ child: "CV-1001" }, { search: [{ childId: "CV-1001" }] }]);
  });
});

describe("what cannot be recorded is not released", () => {
  test("by an agency: its part alone is missing, and says so; the others' stand", async () => {
    const whole = await askHere("senco");
    const part = await whileLogIsGone("health", () => askHere("senco"));
    expect(codesOf(part)).toEqual([["child.health", "AUDIT_UNAVAILABLE"]]);
    expect(part.data).toEqual({ child: { ...(whole.data as { child: object }).child, health: null } });
    expect(await askHere("senco")).toMatchObject({ data: whole.data });
  });

  test("which its health tells until it can be again", async () => {
    const { url } = readAgencies(services.agenciesFile).agencies.find(({ name }) => name === "health") ?? { url: "" };
    const health = async () => {
      const response = await fetch(new URL("/health", url));
      return [response.status, ((await response.json()) as { dependencies: Record<string, string> }).dependencies["audit log"]];
    };
    const before = (await entriesOf("health")).length;
    const told = await whileLogIsGone("health", async () => {
      await askHere("senco");
      return health();
    });
    expect([told, await health(), await health()]).toEqual([
      [503, "down"],
      [200, "up"],
      [200, "up"],
    ]);
    // What was tried was taken back.
    expect((await entriesOf("health")).length).toBe(before);
  });

  test("by the partnership: nothing", async () => {
    const nothing = await whileLogIsGone("partnership", () => askHere("senco"));
    expect([nothing.data, codesOf(nothing)]).toEqual([{ child: null }, [["child", "AUDIT_UNAVAILABLE"]]]);
  });
});

// Only a server has connections that can be lost.
(process.env["TEST_DATABASE_URL"] === undefined ? describe.skip : describe)(
  "a connection that is lost while an answer waits to be recorded",
  () => {
    /** Ends the connections that wait for a service's log, as soon as there is one. Somebody else has the log meanwhile. */
    async function losing<T>(service: string, work: () => Promise<T>): Promise<T> {
      const other = database(service).createQueryRunner();
      await other.startTransaction();
      try {
        await other.query("SELECT pg_advisory_xact_lock($1)", [appendLock]);
        const done = work();
        for (let lost = 0; lost === 0;)
          lost = (
            await other.manager.query<unknown[]>(
              "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
            )
          ).length;
        return await done;
      } finally {
        await other.rollbackTransaction();
        await other.release();
      }
    }
    const recordedIn = async (service: string) => (await entriesOf(service)).length;

    test("releases nothing of an agency, and leaves no entry; the next one is answered", async () => {
      const [whole, before] = [await askHere("senco"), await recordedIn("health")];
      const part = await losing("health", () => askHere("senco"));
      expect(codesOf(part)).toEqual([["child.health", "AUDIT_UNAVAILABLE"]]);
      expect(part.data).toEqual({ child: { ...(whole.data as { child: object }).child, health: null } });
      expect(await recordedIn("health")).toBe(before);
      expect(await askHere("senco")).toMatchObject({ data: whole.data });
    });

    test("releases nothing of the partnership", async () => {
      const nothing = await losing("partnership", () => askHere("senco"));
      expect([nothing.data, codesOf(nothing)]).toEqual([{ child: null }, [["child", "AUDIT_UNAVAILABLE"]]]);
    });
  },
);

describe("a change", () => {
  const stored = () => database("partnership").manager.count(ConsentEventRow, { where: { child: "CV-1002" } });

  test("is recorded with it, who made it and what came of it", async () => {
    const key = randomUUID();
    const answers: Answer[] = [];
    const { partnership = [] } = await recordedDuring(async () => answers.push(await askHere("parent", refuse, { key })));
    const { id } = (answers[0]?.data as { refuseConsent: { id: string } }).refuseConsent;
    expect(partnership.map(({ kind }) => kind)).toEqual(["change", "decision"]);
    expect(partnership[0]).toMatchObject({ facts: { change: "refuseConsent" }, personal: { subject: "CV-1002", result: id } });
    // Asked again, nothing more is made.
    const again = await recordedDuring(() => askHere("parent", refuse, { key }));
    expect(again["partnership"]?.map(({ kind }) => kind)).toEqual(["decision"]);
  });

  test("that cannot be recorded is not made", async () => {
    const before = await stored();
    const { data, errors } = await whileLogIsGone("partnership", () => askHere("parent", refuse, { key: randomUUID() }));
    expect([data, await stored()]).toEqual([{ refuseConsent: null }, before]);
    expect(errors?.map(({ extensions }) => extensions?.["code"])).toEqual(["OUTCOME_UNKNOWN"]);
  });
});

describe("each service's log", () => {
  const urls = () => readAgencies(services.agenciesFile).agencies.map(({ url }) => url);

  test("is witnessed by all others, whom the gateway brings what it has signed, and it keeps their signatures", async () => {
    await services.carry();
    const names = Object.keys(services.databases);
    for (const name of names) {
      const others = names
        .filter((other) => other !== name)
        .sort()
        .map((other) => expect.stringMatching(`^childview/${other}/`));
      const seen = await database(name).query<{ origin: string }[]>("SELECT DISTINCT origin FROM audit_witnessed WHERE refused IS NULL");
      expect(seen.map(({ origin }) => origin).sort()).toEqual(others);
      const kept = await database(name).query<{ witness: string }[]>("SELECT DISTINCT witness FROM audit_cosignature");
      expect(kept.map(({ witness }) => witness).sort()).toEqual(others);
      expect(await database(name).query("SELECT FROM audit_witnessed WHERE refused IS NOT NULL")).toEqual([]);
    }
  });

  test("takes no junk, and says so", async () => {
    for (const url of urls()) {
      const junk = await fetch(new URL("/audit/add-checkpoint", url), {
        method: "POST",
        body: "junk",
        headers: { "content-type": "text/plain" },
      });
      const large = { method: "POST", body: "x".repeat(40_000), headers: { "content-type": "text/plain" } };
      expect([junk.status, await junk.text()]).toEqual([400, expect.stringContaining("no checkpoint")]);
      expect((await fetch(new URL("/audit/add-checkpoint", url), large)).status).toBe(413);
      expect((await fetch(new URL("/audit/offer?old=x", url))).status).toBe(400);
    }
    // Only services behind the gateway are asked for it: whoever reaches the gateway learns nothing of a log.
    expect((await fetch(new URL("/audit/offer?old=0", services.gateway))).status).toBe(404);
  });
});

describe("besides what is asked", () => {
  test("each service records that it was started, and what was imported into it", async () => {
    expect((await entriesOf("gateway")).map(({ kind }) => kind)).toContain("start");
    for (const service of Object.keys(services.databases).filter((name) => name !== "gateway")) {
      const kinds = (await entriesOf(service)).map(({ kind }) => kind);
      expect(kinds).toContain("start");
      expect(kinds).toContain("import");
      expect(kinds.lastIndexOf("import")).toBeLessThan(kinds.indexOf("start"));
    }
  });
});

describe("a log as FHIR AuditEvents", () => {
  const eventsOf = async (service: string): Promise<ReadEvent[]> => {
    let text = "";
    const write = writingEvents(describeService(service, readAgencies("agencies.yaml")), (more) => Promise.resolve(void (text += more)));
    await exportLog(database(service), undefined, write);
    return text
      .trimEnd()
      .split("\n")
      .map((line) => auditEvent.parse(JSON.parse(line)));
  };

  test("is FHIR R4 for every entry, and follows the profile of IHE that each event names", async () => {
    for (const service of ["partnership", "education", "health", "social-care"]) {
      const [events, entries] = [await eventsOf(service), await entriesOf(service)];
      expect(events.map(({ subtype }) => subtype.at(-1)?.code)).toEqual(entries.map(({ kind }) => kind));
      expect(events.flatMap((event) => (event.meta?.profile ?? []).flatMap((profile) => brokenOf(event, profile)))).toEqual([]);
    }
  });

  test("names the child by the identifier of the service whose log it is", async () => {
    const systems = async (service: string) => {
      const children = (await eventsOf(service)).flatMap(({ entity = [] }) => entity.filter(({ type }) => type?.code === "1"));
      return [...new Set(children.map(({ what }) => what?.identifier?.system))];
    };
    expect(await systems("health")).toEqual(["https://fhir.nhs.uk/Id/nhs-number"]);
    expect(await systems("education")).toEqual(["https://childview.example/id/upn"]);
    expect(await systems("partnership")).toEqual(["https://childview.example/id/child"]);
  });
});

describe("a replay of all that was recorded so far", () => {
  let logs: Logs;
  beforeAll(async () => {
    // Facts that go, as an import takes them away, and a change between two reads.
    const { manager } = database("partnership");
    await askHere(
      "parent",
      "{ myChildren(purpose: FAMILY_ACCESS) { nodes { givenNames health { held } socialCare { status { open } } } } }",
    );
    await askHere("senco");
    await manager.query("DELETE FROM team_membership WHERE practitioner = 'helen.marsh'");
    await manager.query("UPDATE practitioner SET role = 'teacher' WHERE id = 'tom.okoro'");
    await askHere("senco");
    await askHere("teacher");
    logs = await logsOf(services.databases);
  });

  test("finds every decision as it was recorded, and one for every release, although facts have changed since", async () => {
    const { decisions, releases, ...rest } = await replayed(database("partnership"), logs);
    expect(rest).toEqual({
      ...{ erased: 0, undecidable: 0, different: { count: 0, first: [] }, uncovered: { count: 0, first: [] }, documents: [], apart: [] },
      agencies: expect.arrayContaining(["education", "health", "social-care"]),
    });
    expect([decisions, releases].every((count) => count > 3)).toBe(true);
  });

  const sencos = ({ entry, personal }: Planted) =>
    entry.kind === "decision" &&
    entry.facts.role === "senco" &&
    entry.facts.permits.health !== undefined &&
    personal.child.value === "CV-1001";
  const replayedAfter = (work: (query: (sql: string) => Promise<unknown>) => Promise<unknown>) =>
    replayed(database("partnership"), logs, work);

  test.each<[string, (facts: Planted, personal: Planted) => unknown, string]>([
    ["another rule", (facts) => facts["rules"].push("senco-reads-all"), "rules: recorded as "],
    ["a rule less", (facts) => facts["permits"].health.rules.pop(), "rules of the permit for health: recorded as "],
    [
      "another code",
      (facts) => (facts["permits"].health.codes["health.mental-health"] = "ALL"),
      "health.mental-health in the permit: recorded as ALL, and comes out as AGENCY_RULE",
    ],
    [
      "no code",
      (facts) => delete facts["permits"].health.codes["health.therapies"],
      "health.therapies in the permit: recorded as not said, and comes out as NOT_ABOUT_OTHER",
    ],
    [
      "another reason",
      (facts) => (facts["categories"]["child.names"] = { fields: [], withheld: "ROLE", part: false }),
      "child.names: recorded as ROLE, and comes out as answered",
    ],
    [
      "a part for the whole",
      (facts) => (facts["categories"]["child.names"].part = true),
      "child.names, in part: recorded as true, and comes out as false",
    ],
    [
      "a category that there is not",
      (facts) => (facts["categories"]["child.all"] = { fields: ["Child.all"], withheld: null, part: false }),
      "child.all: recorded as answered",
    ],
    ["another revision of the consents", (facts) => (facts["consents"] = "0"), "consents: recorded as 0, and comes out as "],
    ["an override", (_, personal) => (personal["override"].value = "none"), "override: recorded as none, and comes out as null"],
    ["another person", (_, personal) => (personal["person"].value = "lucy.brand"), "the child was out of this person's reach"],
    ["another child", (_, personal) => (personal["child"].value = "nobody"), "the index had no such child"],
    ["another purpose", (facts) => (facts["purpose"] = "SAFEGUARDING"), ""],
    ["another role", (facts) => (facts["role"] = "teacher"), ""],
    ["what is no decision", (facts) => delete facts["rules"], "it does not say what a decision says"],
    [
      "what more records of another entry are",
      (facts) => {
        for (const name of Object.keys(facts)) if (!["trace", "operation"].includes(name)) delete facts[name];
        facts["part"] = 1;
      },
      "it does not say what a decision says",
    ],
  ])("finds a decision in which stands %s", async (_, plant, says) => {
    const { logs: changed, index } = planted(logs, "partnership", sencos, ({ entry, personal }) => plant(entry.facts, personal));
    const { different } = await replayed(database("partnership"), changed);
    expect(different).toEqual({
      count: 1,
      first: [{ log: "partnership", entry: index, says: expect.arrayContaining([expect.stringContaining(says)]) }],
    });
  });

  const ofHealth = ({ entry }: Planted) => entry.kind === "release" && entry.facts.role === "senco";
  test.each<[string, (facts: Planted, personal: Planted) => unknown, string]>([
    [
      "of an operation in which nothing was decided",
      (facts) => (facts["trace"] = "0".repeat(32)),
      "no decision was recorded in its operation",
    ],
    [
      "of a category that the permit withholds",
      (facts) => (facts["categories"]["health.mental-health"].withheld = null),
      "its permit did not permit health.mental-health",
    ],
    [
      "of a field that the permit withholds",
      (facts) => facts["categories"]["health.mental-health"].fields.push("HealthRecord.mentalHealth"),
      "its permit did not permit health.mental-health",
    ],
    [
      "of all records, where the permit is for part of them",
      (facts) => (facts["categories"]["health.therapies"].part = false),
      "its permit was not for all of health.therapies",
    ],
    ["to another person", (_, personal) => (personal["person"].value = "lucy.brand"), "it was decided for another person"],
    ["of another child", (_, personal) => (personal["child"].value = "9990001081"), "it was decided of another child"],
    ["for another purpose", (facts) => (facts["purpose"] = "SAFEGUARDING"), "its purpose is not that of the decision"],
    ["by another policy", (facts) => (facts["policy"] = "0".repeat(64)), "its policy is not that of the decision"],
  ])("finds a release %s", async (_, plant, says) => {
    const { logs: changed, index } = planted(logs, "health", ofHealth, ({ entry, personal }) => plant(entry.facts, personal));
    const { uncovered } = await replayed(database("partnership"), changed);
    expect(uncovered).toEqual({ count: 1, first: [{ log: "health", entry: index, says }] });
  });

  test("finds the releases whose decision is gone", async () => {
    const { logs: changed } = planted(logs, "partnership", sencos, () => "gone");
    const { uncovered, different } = await replayed(database("partnership"), changed);
    expect([uncovered.first.map(({ log }) => log), different.count]).toEqual([["education", "health"], 0]);
  });

  test("finds a fact that was changed behind the service, although no decision was made on it since", async () => {
    const { apart, different } = await replayedAfter((query) =>
      query(`ALTER TABLE consent_event DISABLE TRIGGER USER;
        UPDATE consent_event SET recipients = '{social-care}' WHERE child = 'CV-1001';
        DELETE FROM consent_event WHERE child = 'CV-1002'`),
    );
    expect(apart).toEqual([{ table: "consent_event", count: expect.any(Number), ids: expect.any(Array) }]);
    expect(different.count).toBe(0);
  });

  test("finds it when the history was changed with it", async () => {
    const { apart, different } = await replayedAfter((query) =>
      query(`ALTER TABLE consent_event DISABLE TRIGGER USER; ALTER TABLE fact_history DISABLE TRIGGER USER;
        UPDATE consent_event SET recipients = '{social-care}' WHERE child = 'CV-1001';
        UPDATE fact_history SET row = jsonb_set(row, '{recipients}', '["social-care"]') WHERE relation = 'consent_event' AND child = 'CV-1001'`),
    );
    expect([apart, different.count > 0]).toEqual([[], true]);
  });

  test("finds a document that is not the one that was decided by", async () => {
    const { documents, undecidable, decisions } = await replayedAfter((query) =>
      query(`ALTER TABLE policy_version DISABLE TRIGGER USER;
        UPDATE policy_version SET documents = replace(documents::text, '[senco, educational-psychologist]', '[senco]')::jsonb`),
    );
    expect([documents, undecidable]).toEqual([
      [expect.stringMatching(/^what was kept as version [0-9a-f]{64} .* is version [0-9a-f]{64}$/)],
      decisions,
    ]);
  });

  test("says what it cannot decide: of whom nobody knows any more, and what was recorded without its moment", async () => {
    const { logs: erased } = planted(logs, "partnership", sencos, ({ personal }) => (personal.child = { erased: 9999 }));
    expect(await replayed(database("partnership"), erased)).toMatchObject({
      erased: 1,
      undecidable: 0,
      different: { count: 0 },
      uncovered: { count: 0 },
    });
    const { logs: momentless } = planted(logs, "partnership", sencos, ({ entry }) => delete entry.facts.snapshot);
    expect(await replayed(database("partnership"), momentless)).toMatchObject({ erased: 0, undecidable: 1, different: { count: 0 } });
    const { logs: unread } = planted(logs, "partnership", sencos, ({ entry }) => (entry.facts.snapshot = "9:3:"));
    expect(await replayed(database("partnership"), unread)).toMatchObject({ different: { count: 1 } });
  });
});
