import "reflect-metadata";
import { importCommand } from "../../kit/import/command.ts";
import { KnownChild } from "../records/known-child.ts";
import { socialCare } from "../subgraph.ts";
import { socialCareImporter } from "./importer.ts";

await importCommand(
  {
    service: "social-care",
    importer: socialCareImporter,
    entities: [...socialCare.entities],
    migrations: [...socialCare.migrations],
    children: KnownChild,
  },
  process.argv.slice(2),
);
