import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { DataSource, EntityMetadata } from "typeorm";
import { ask } from "./ask.ts";
import { type ServicesInProcess, startServicesInProcess } from "./services-in-process.ts";
import { askForAll } from "./whole-view.ts";
import { runs } from "../runs.ts";

let services: ServicesInProcess;
const statements = new Map<string, string[]>();

beforeAll(async () => {
  services = await startServicesInProcess((service, sql) => statements.get(service)?.push(sql));
}, 120_000);
afterAll(() => services.close());

/** The tables that hold what a caller may not see of the child. What is not listed as visible is hidden. */
interface Caller {
  readonly person: string;
  readonly child: string;
  readonly purpose: string;
  readonly visible: Readonly<Record<string, readonly string[]>>;
}

// What decides is not content: a team or a consent changed would rightly change the answer.
const deciding = [
  "child",
  "child_identifier",
  "family_relation",
  "team_membership",
  "consent_event",
  "restriction",
  "known_child",
  "capacity_assessment",
  "access_override",
  "process_event",
];
const callers: readonly Caller[] = [
  {
    person: "teacher",
    child: "CV-1001",
    purpose: "DIRECT_SUPPORT",
    visible: {
      partnership: ["service_involvement", "about_me"],
      education: ["enrolment", "attendance_summary", "sen_provision", "sen_need", "support_plan"],
      health: ["allergy"],
    },
  },
  { person: "stranger", child: "CV-1001", purpose: "DIRECT_SUPPORT", visible: {} },
  {
    person: "parent-without-pr",
    child: "CV-1001",
    purpose: "FAMILY_ACCESS",
    visible: { partnership: ["about_me"], education: ["enrolment"] },
  },
  { person: "restricted-parent", child: "CV-1006", purpose: "FAMILY_ACCESS", visible: {} },
];

const changes = ["alter", "remove", "add"] as const;

describe("changing what a caller may not see", () => {
  test.each(callers)("changes no byte of any answer to $person", async ({ person, child, purpose, visible }) => {
    const ids = await identifiersOf(child);
    const hidden = Object.entries(services.databases).flatMap(([service, database]) =>
      tablesOfChildren(database)
        .filter(({ tableName }) => !deciding.includes(tableName) && !(visible[service] ?? []).includes(tableName))
        .map((table) => ({ service, table })),
    );
    expect(hidden.length).toBeGreaterThan(5);
    const before = (await askForAll(person, child, purpose, services.gateway)).text;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...hidden),
        fc.constantFrom(...changes),
        fc.string({ minLength: 1, maxLength: 12 }),
        async ({ service, table }, change, text) => {
          await make(change, services.databases[service] as DataSource, table, ids, text.replaceAll("\u0000", "x"));
          expect((await askForAll(person, child, purpose, services.gateway)).text).toBe(before);
        },
      ),
      { numRuns: runs(25) },
    );
  });

  test("and does change the answer to one who may: the changes are real", async () => {
    const view = () => askForAll("social-worker", "CV-1009", "SAFEGUARDING", services.gateway);
    const before = (await view()).text;
    const database = services.databases["social-care"] as DataSource;
    for (const table of tablesOfChildren(database)) {
      if (table.tableName !== "known_child") await make("remove", database, table, await identifiersOf("CV-1009"), "");
    }
    expect((await view()).text).not.toBe(before);
  });
});

describe("one SQL statement for each kind of record", () => {
  test("whatever the number of children, and whatever is signed and witnessed meanwhile", async () => {
    const count = async (first: number): Promise<Record<string, number>> => {
      for (const service of Object.keys(services.databases)) statements.set(service, []);
      const query = `{ myChildren(purpose: DIRECT_SUPPORT, first: ${first}) { nodes { givenNames team { totalCount } services { nodes { team } } aboutMe { whatHelps }
        education { held attendance { totalCount } senNeeds { totalCount } } health { held allergies { totalCount } } socialCare { held status { open } } } } }`;
      const [answer] = await Promise.all([ask("senco", query, {}, services.gateway), services.carry()]);
      expect(answer.errors).toBeUndefined();
      expect(answer.data.myChildren.nodes).toHaveLength(first);
      return Object.fromEntries([...statements].map(([service, sql]) => [service, sql.filter((text) => text.startsWith("SELECT")).length]));
    };
    await count(1);
    const one = await count(1);
    expect(await count(6)).toEqual(one);
    // The last of each records what is released.
    expect(one).toEqual({ gateway: 1, partnership: 5, education: 4, health: 3, "social-care": 3 });
  });
});

function tablesOfChildren(database: DataSource): EntityMetadata[] {
  return database.entityMetadatas.filter((table) => table.columns.some(({ databaseName }) => databaseName === "child"));
}

async function identifiersOf(child: string): Promise<string[]> {
  const rows: { value: string }[] = await (services.databases["partnership"] as DataSource).query(
    "SELECT value FROM child_identifier WHERE child = $1",
    [child],
  );
  return [child, ...rows.map(({ value }) => value)];
}

async function make(
  change: (typeof changes)[number],
  database: DataSource,
  table: EntityMetadata,
  ids: readonly string[],
  text: string,
): Promise<void> {
  const ofChild = `FROM ${table.tableName} WHERE child = ANY($1)`;
  if (change === "remove") return void (await database.query(`DELETE ${ofChild}`, [ids]));
  if (change === "add") return copyRows(database, table, ids);
  const texts = table.columns.filter(
    ({ type, databaseName, isArray }) => type === "text" && !isArray && !["id", "child"].includes(databaseName),
  );
  for (const { databaseName } of texts)
    await database.query(`UPDATE ${table.tableName} SET ${databaseName} = $2 WHERE child = ANY($1)`, [ids, text]);
}

async function copyRows(database: DataSource, table: EntityMetadata, ids: readonly string[]): Promise<void> {
  const columns = table.columns.map(({ databaseName }) => databaseName).filter((name) => name !== "id");
  const list = columns.map((name) => `"${name}"`).join(", ");
  await database.query(
    `INSERT INTO ${table.tableName} (id, ${list}) SELECT $2 || id, ${list} FROM ${table.tableName} WHERE child = ANY($1) LIMIT 3`,
    [ids, `${randomUUID()} `],
  );
}
