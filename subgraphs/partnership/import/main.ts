import "reflect-metadata";
import { importCommand } from "../../kit/import/command.ts";
import { partnershipEntities, partnershipMigrations } from "../database.ts";
import { ChildRow } from "../records/child-row.ts";
import { readPartnershipCodes } from "./codes.ts";
import { partnershipImporter } from "./importer.ts";

await importCommand(
  {
    service: "partnership",
    importer: () => partnershipImporter(readPartnershipCodes(process.env)),
    entities: partnershipEntities,
    migrations: partnershipMigrations,
    children: ChildRow,
  },
  process.argv.slice(2),
);
