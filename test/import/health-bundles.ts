import { readdirSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { DataSource } from "typeorm";
import { systemClock } from "../../service/clock.ts";
import { englandToday } from "../../service/england-today.ts";
import { healthImporter } from "../../subgraphs/health/import/importer.ts";
import { LocatedJson } from "../../subgraphs/health/import/located-json.ts";
import { readBundle } from "../../subgraphs/health/import/read-bundle.ts";
import { health } from "../../subgraphs/health/subgraph.ts";
import { onDay } from "../../subgraphs/kit/import/day-of-import.ts";
import { LeftOut } from "../../subgraphs/kit/import/left-out.ts";
import { type FileReport, runImport } from "../../subgraphs/kit/import/run.ts";
import { openTestDatabase, type TestDatabase } from "../databases.ts";

const families = fileURLToPath(new URL("../../development/families/health/", import.meta.url));

/** The bundles of the demo families. */
export const familyBundles: readonly string[] = readdirSync(families).map((name) => join(families, name));

/** An empty database of the health subgraph. */
export function openHealth(): Promise<TestDatabase> {
  return openTestDatabase("health", [...health.entities], [...health.migrations]);
}

/** Imports bundles that are there. */
export function importFiles(dataSource: DataSource, files: readonly string[]): Promise<FileReport[]> {
  return runImport({ importer: healthImporter, dataSource, clock: systemClock, files, write: () => undefined });
}

/** Imports one bundle, given as text, under the name `bundle.json`. */
export async function importText(dataSource: DataSource, text: string): Promise<FileReport | undefined> {
  const folder = await mkdtemp(join(tmpdir(), "childview-import-"));
  try {
    const file = join(folder, "bundle.json");
    await writeFile(file, text);
    return (await importFiles(dataSource, [file]))[0];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What a bundle gives, without a database: the rows by table, empty tables left out, and what was left out. Throws what the import throws. */
export function readText(text: string): { rows: Record<string, object[]>; leftOut: Record<string, number> } {
  const leftOut = new LeftOut();
  const { births, records } = onDay(englandToday(systemClock()), () => readBundle(new LocatedJson({ name: "bundle.json", text }), leftOut));
  const filled = records.map(({ entity, rows }) => [entity.name, [...rows(births)]] as const).filter(([, rows]) => rows.length > 0);
  return {
    rows: {
      ...(births.size === 0 ? {} : { children: [...births].map(([child, born]) => ({ child, born })) }),
      ...Object.fromEntries(filled),
    },
    leftOut: Object.fromEntries(leftOut.counts.map(({ what, count }) => [what, count])),
  };
}

/** A resource as a test writes it. */
export type Resource = Record<string, unknown> & { resourceType: string; id: string };

/** The text of a bundle, a property to a line. */
export function bundleOf(resources: readonly Resource[], more: Record<string, unknown> = {}): string {
  const entry = resources.map((resource) => ({ fullUrl: `https://ehr.example/${resource.resourceType}/${resource.id}`, resource }));
  return JSON.stringify({ resourceType: "Bundle", type: "collection", ...more, entry }, null, 2);
}

/** A CodeableConcept of one SNOMED CT code. */
export function snomed(code: string, display: string): object {
  return { coding: [{ system: "http://snomed.info/sct", code, display }] };
}

/** A CodeableConcept of one HL7 code. */
export function hl7(list: string, code: string): object {
  return { coding: [{ system: `http://terminology.hl7.org/CodeSystem/${list}`, code }] };
}

export const subject = { reference: "Patient/p1" };

/** A made-up child who was six on the day these tests were written. */
export const patient: Resource = {
  resourceType: "Patient",
  id: "p1",
  identifier: [{ system: "https://fhir.nhs.uk/Id/nhs-number", value: "9990001073" }],
  birthDate: "2020-03-09",
};

/** A condition that holds. */
export const asthma: Resource = {
  resourceType: "Condition",
  id: "c1",
  clinicalStatus: hl7("condition-clinical", "active"),
  verificationStatus: hl7("condition-ver-status", "confirmed"),
  code: snomed("195967001", "Asthma"),
  subject,
  onsetDateTime: "2024-05",
  recordedDate: "2024-06-03",
};

/** A review of the Healthy Child Programme at twelve months, of a day or of as much as is known of one. */
export function reviewOn(start: string): Resource {
  return {
    resourceType: "Encounter",
    id: "e1",
    status: "finished",
    type: [{ coding: [{ system: "https://childview.example/CodeSystem/healthy-child-review", code: "12-months" }] }],
    subject,
    period: { start },
  };
}

/** How many rows each table holds, empty tables left out. */
export async function rowCounts(dataSource: DataSource): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { tableName, target } of dataSource.entityMetadatas) {
    const count = await dataSource.manager.count(target);
    if (count > 0) counts[tableName] = count;
  }
  return counts;
}
