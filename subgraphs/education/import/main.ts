import "reflect-metadata";
import { importCommand } from "../../kit/import/command.ts";
import { KnownChild } from "../records/known-child.ts";
import { education } from "../subgraph.ts";
import { educationImporter } from "./importer.ts";

await importCommand(
  {
    service: education.agency,
    importer: educationImporter,
    entities: [...education.entities],
    migrations: [...education.migrations],
    children: KnownChild,
  },
  process.argv.slice(2),
);
