import "reflect-metadata";
import { importCommand } from "../../kit/import/command.ts";
import { KnownChild } from "../records/known-child.ts";
import { health } from "../subgraph.ts";
import { healthImporter } from "./importer.ts";

await importCommand(
  {
    service: health.agency,
    importer: healthImporter,
    entities: [...health.entities],
    migrations: [...health.migrations],
    children: KnownChild,
  },
  process.argv.slice(2),
);
