import "reflect-metadata";
import { importCommand } from "../../kit/import/command.ts";
import { education } from "../subgraph.ts";
import { educationImporter } from "./importer.ts";

await importCommand(
  { service: education.agency, importer: educationImporter, entities: [...education.entities], migrations: [...education.migrations] },
  process.argv.slice(2),
);
