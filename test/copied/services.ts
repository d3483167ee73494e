import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { DataSource } from "typeorm";
import { systemClock } from "../../service/clock.ts";
import type { DatabaseOptions } from "../../service/database.ts";
import { type Importer, runImport } from "../../subgraphs/kit/import/run.ts";
import { loadAgency } from "../../subgraphs/load-agency.ts";
import { partnershipEntities, partnershipMigrations } from "../../subgraphs/partnership/database.ts";
import { readPartnershipCodes } from "../../subgraphs/partnership/import/codes.ts";
import { partnershipImporter } from "../../subgraphs/partnership/import/importer.ts";
import { readAgencies } from "../../trust/agencies.ts";

/** A service of the project, as far as its database goes. */
export interface StoredService {
  readonly service: string;
  readonly entities: DatabaseOptions["entities"];
  readonly migrations: DatabaseOptions["migrations"];
  /** Brings the demo families in. */
  readonly load: (database: DataSource) => Promise<void>;
}

const list = readAgencies("agencies.yaml");

/** One of them. Throws AGENCIES_INVALID if there is none of that name. */
export async function storedService(service: string): Promise<StoredService> {
  if (service === "partnership") {
    const importer = partnershipImporter(readPartnershipCodes({}));
    return { service, entities: partnershipEntities, migrations: partnershipMigrations, load: loadFamilies(service, importer) };
  }
  const { entities, migrations, importer } = await loadAgency(list, service);
  const load = importer === undefined ? () => Promise.resolve() : loadFamilies(service, await importer());
  return { service, entities: [...entities], migrations: [...migrations], load };
}

function loadFamilies(service: string, importer: Importer): StoredService["load"] {
  return async (dataSource) => {
    const folder = join("development/families", service);
    const files = readdirSync(folder).filter((file) => !file.endsWith(".md"));
    await runImport({ importer, dataSource, clock: systemClock, files: files.map((file) => join(folder, file)), write: () => undefined });
  };
}
