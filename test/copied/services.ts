import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { DataSource } from "typeorm";
import type { DatabaseOptions } from "../../service/database.ts";
import { educationImporter } from "../../subgraphs/education/import/importer.ts";
import { education } from "../../subgraphs/education/subgraph.ts";
import { healthImporter } from "../../subgraphs/health/import/importer.ts";
import { health } from "../../subgraphs/health/subgraph.ts";
import { type Importer, runImport } from "../../subgraphs/kit/import/run.ts";
import { partnershipEntities, partnershipMigrations } from "../../subgraphs/partnership/database.ts";
import { readPartnershipCodes } from "../../subgraphs/partnership/import/codes.ts";
import { partnershipImporter } from "../../subgraphs/partnership/import/importer.ts";
import { socialCareImporter } from "../../subgraphs/social-care/import/importer.ts";
import { socialCare } from "../../subgraphs/social-care/subgraph.ts";

/** A service of the project, as far as its database goes. */
export interface StoredService {
  readonly service: string;
  readonly entities: DatabaseOptions["entities"];
  readonly migrations: DatabaseOptions["migrations"];
  /** Brings the demo families in. */
  readonly load: (database: DataSource) => Promise<void>;
}

const agencies = [
  { ...education, importer: educationImporter as Importer<unknown> },
  { ...health, importer: healthImporter as Importer<unknown> },
  { ...socialCare, importer: socialCareImporter as Importer<unknown> },
];

/** All that have one. */
export const storedServices: readonly StoredService[] = [
  {
    service: "partnership",
    entities: partnershipEntities,
    migrations: partnershipMigrations,
    load: (database) => loadFamilies("partnership", partnershipImporter(readPartnershipCodes({})), database),
  },
  ...agencies.map(({ agency, entities, migrations, importer }) => ({
    service: agency,
    entities: [...entities],
    migrations: [...migrations],
    load: (database: DataSource) => loadFamilies(agency, importer, database),
  })),
];

async function loadFamilies<Parsed>(service: string, importer: Importer<Parsed>, dataSource: DataSource): Promise<void> {
  const folder = join("development/families", service);
  const files = readdirSync(folder).filter((file) => !file.endsWith(".md"));
  await runImport({ importer, dataSource, files: files.map((file) => join(folder, file)), write: () => undefined });
}
