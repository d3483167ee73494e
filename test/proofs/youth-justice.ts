import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const page = readFileSync("docs/adding-an-agency.md", "utf8");
const [, recordCode = "", subgraphCode = "", importerCode = ""] = page.split("```ts\n").map((part) => part.split("```")[0] ?? "");
const [, entry = ""] = /```yaml\n(.*?)```/s.exec(page) ?? [];

const issuer = `  - issuer: http://127.0.0.1:4010/youth-justice
    agency: youth-justice
    jwks: http://127.0.0.1:4010/youth-justice/jwks
    algorithms: [ES256]
    claims: { subject: sub, role: role, name: name }
    roles: [youth-justice-worker]
`;

const agreement = `id: youth-justice
title: Youth justice
parties: [family, partnership, youth-justice]
purposes: [DIRECT_SUPPORT, FAMILY_ACCESS]
bases: { duty: { ukGdpr6: x, ukGdpr9: x, dpa2018: x, confidentiality: x } }
rights: [Ask.]
owner: Youth justice
approved: 2026-01-01
reviewBy: 2031-01-01
dataItems: [youth-justice.held, youth-justice.orders]
rules:
  - id: family-reads-orders
    who: { roles: [parent, young-person] }
    mayRead: [youth-justice.held, youth-justice.orders]
    when: { relationship: [holder, self], purpose: [FAMILY_ACCESS] }
    because: It is about them.
    basis: [duty]
  - id: worker-reads-orders
    who: { roles: [youth-justice-worker] }
    mayRead: [youth-justice.held, youth-justice.orders]
    when: { relationship: [team, lead], purpose: [DIRECT_SUPPORT] }
    because: It is their own.
    basis: [duty]
`;

/** What an agency writes in its own folder, with the code that docs/adding-an-agency.md shows. */
const folder = {
  "record.ts": `import { Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import { AgencyRecord } from "../kit/agency-record.ts";
import { Classified } from "../kit/classified.ts";
import { RecordList } from "../kit/connection.ts";
import type { RecordRoot, SubgraphContext } from "../kit/context.ts";

@Entity("known_child")
export class KnownChild {
  @PrimaryColumn({ type: "text" })
  child!: string;
}

${recordCode}`,
  "migrations/0001-initial.ts": `import type { MigrationInterface, QueryRunner } from "typeorm";

export class Initial0001 implements MigrationInterface {
  readonly name = "Initial1764000000001";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("CREATE TABLE known_child (child text PRIMARY KEY)");
    await runner.query(
      "CREATE TABLE court_order (id text PRIMARY KEY, child text NOT NULL, about_other boolean NOT NULL DEFAULT false, withheld_from_family boolean NOT NULL DEFAULT false, made_on date NOT NULL)",
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP TABLE court_order, known_child");
  }
}
`,
  "import/importer.ts": `import { z } from "zod";
import { date, text } from "../../kit/import/csv-fields.ts";
import { at, type Elements } from "../../kit/import/elements.ts";
import { unmarked } from "../../kit/import/marks.ts";
import { recordId } from "../../kit/import/record-id.ts";
import type { Importer } from "../../kit/import/run.ts";
import { upsert } from "../../kit/import/store.ts";
import { tableKind } from "../../kit/import/table-kind.ts";
import { CourtOrder, KnownChild } from "../record.ts";

${importerCode}`,
  "subgraph.ts": `import type { AgencySubgraph } from "../kit/agency-subgraph.ts";
import { Initial0001 } from "./migrations/0001-initial.ts";
import { CourtOrder, KnownChild, YouthJusticeRecord, YouthJusticeResolver } from "./record.ts";

/** The subgraph of youth justice. */
${subgraphCode}`,
};

/** Writes the new agency into a tree, as docs/adding-an-agency.md says: its folder, its entry, its categories, roles and agreement. */
export function addYouthJustice(tree: string): void {
  for (const [name, text] of Object.entries(folder)) {
    const file = join(tree, "subgraphs/youth-justice", name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const change = (file: string, how: (text: string) => string): void =>
    writeFileSync(join(tree, file), how(readFileSync(join(tree, file), "utf8")));
  change("agencies.yaml", (text) => text.replace(/\n+(?=# Whose signature)/, `\n${entry}\n`) + issuer);
  change("policies/categories.yaml", (text) =>
    ["held", "orders"].reduce(
      (all, name) =>
        `${all}  - { id: youth-justice.${name}, name: ${name}, owner: youth-justice, sensitivity: sensitive, description: Of a court. }\n`,
      text,
    ),
  );
  change(
    "policies/roles.yaml",
    (text) => `${text}  - { id: youth-justice-worker, name: Youth justice worker, agencies: [youth-justice] }\n`,
  );
  writeFileSync(join(tree, "policies/agreements/youth-justice.yaml"), agreement);
}
