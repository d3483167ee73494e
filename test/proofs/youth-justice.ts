import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { addYouthJusticeToPolicies } from "../policies/youth-justice.ts";

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
import { unmarked } from "../../kit/marks.ts";
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
  const list = join(tree, "agencies.yaml");
  writeFileSync(list, readFileSync(list, "utf8").replace(/\n+(?=# Whose signature)/, `\n${entry}\n`) + issuer);
  addYouthJusticeToPolicies(join(tree, "policies"));
}
