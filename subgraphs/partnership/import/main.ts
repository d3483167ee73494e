import "reflect-metadata";
import { importCommand } from "../../kit/import/command.ts";
import { partnershipEntities, partnershipMigrations } from "../database.ts";
import { readPartnershipCodes } from "./codes.ts";
import { partnershipImporter } from "./importer.ts";

await importCommand(
  {
    service: "partnership",
    importer: () => partnershipImporter(readPartnershipCodes(process.env)),
    entities: partnershipEntities,
    migrations: partnershipMigrations,
  },
  process.argv.slice(2),
);
