import type { ImportCommand } from "../../kit/import/command.ts";
import { partnershipEntities, partnershipMigrations } from "../database.ts";
import { ChildRow } from "../records/child-row.ts";
import { readPartnershipCodes } from "./codes.ts";
import { partnershipImporter } from "./importer.ts";

/** The import of the partnership's own files: what a row may name stands in the list of agencies and in the policies. */
export const partnershipImport: ImportCommand = {
  service: "partnership",
  importer: (environment) => partnershipImporter(readPartnershipCodes(environment)),
  entities: partnershipEntities,
  migrations: partnershipMigrations,
  children: ChildRow,
};
