import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { DataSource } from "typeorm";
import { ConsentEventRow } from "../../subgraphs/partnership/records/consent-event-row.ts";
import { readAgencies } from "../../trust/agencies.ts";
import { type Answer, ask } from "./ask.ts";
import { type ServicesInProcess, startServicesInProcess } from "./services-in-process.ts";

let services: ServicesInProcess;
beforeAll(async () => {
  services = await startServicesInProcess();
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

describe("besides what is asked", () => {
  test("each service records that it was started, and what was imported into it", async () => {
    for (const service of Object.keys(services.databases)) {
      const kinds = (await entriesOf(service)).map(({ kind }) => kind);
      expect(kinds).toContain("start");
      expect(kinds).toContain("import");
      expect(kinds.lastIndexOf("import")).toBeLessThan(kinds.indexOf("start"));
    }
  });
});
