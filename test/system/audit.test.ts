import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import type { DataSource } from "typeorm";
import { type Answer, ask } from "./ask.ts";
import { type ServicesInProcess, startServicesInProcess } from "./services-in-process.ts";

let services: ServicesInProcess;
beforeAll(async () => {
  services = await startServicesInProcess();
}, 120_000);
afterAll(() => services.close());

const database = (service: string) => services.databases[service] as DataSource;

/** An entry of a log, with what can be erased beside it. */
interface Entry {
  readonly kind: string;
  readonly facts: Record<string, unknown>;
  readonly personal: Record<string, unknown>;
  readonly text: string;
}

async function entries(service: string): Promise<Entry[]> {
  const rows = await database(service).query<{ index: string; entry: string }[]>("SELECT index, entry FROM audit_entry ORDER BY index");
  const values = await database(service).query<{ index: string; field: string; value: string }[]>("SELECT * FROM audit_value");
  return rows.map(({ index, entry }) => {
    const own = values.filter((value) => value.index === index);
    const { kind, facts } = JSON.parse(entry) as Entry;
    const text = entry + own.map(({ value }) => value).join();
    return { kind, facts, personal: Object.fromEntries(own.map(({ field, value }) => [field, JSON.parse(value) as unknown])), text };
  });
}

/** What each service has recorded since the last call. */
const seen = new Map<string, number>();
async function recordedSince(): Promise<Record<string, Entry[]>> {
  const all: Record<string, Entry[]> = {};
  for (const service of Object.keys(services.databases)) {
    const now = await entries(service);
    all[service] = now.slice(seen.get(service) ?? 0);
    seen.set(service, now.length);
  }
  return all;
}

const query = `{ child(id: "CV-1001", purpose: DIRECT_SUPPORT) { givenNames identifiers { value }
  health { held therapies { nodes { id summary } } conditions { nodes { id } } } education { held } } }`;
const askHere = (person: string, text = query): Promise<Answer> => ask(person, text, {}, services.gateway);

describe("what is released", () => {
  test("is recorded by each service that released it, with who, which child, for what, by which rules, and no content", async () => {
    await recordedSince();
    const { text } = await askHere("senco");
    const recorded = await recordedSince();
    console.log(text, JSON.stringify(recorded, null, 1));
    expect(recorded).toEqual({});
  });
});
