import "reflect-metadata";
import { runProcess } from "../../service/run-process.ts";
import { readAgencySettings } from "../kit/agency/settings.ts";
import { startAgency } from "../kit/agency/start-agency.ts";
import { health } from "./subgraph.ts";

await runProcess(health.agency, process.env, (environment) => startAgency(health, readAgencySettings(health.agency, environment)));
