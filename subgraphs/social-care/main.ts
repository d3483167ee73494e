import "reflect-metadata";
import { runProcess } from "../../service/run-process.ts";
import { readAgencySettings } from "../kit/agency/settings.ts";
import { startAgency } from "../kit/agency/start-agency.ts";
import { socialCare } from "./subgraph.ts";

await runProcess(socialCare.agency, process.env, (environment) =>
  startAgency(socialCare, readAgencySettings(socialCare.agency, environment)),
);
