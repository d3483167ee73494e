import "reflect-metadata";
import { runProcess } from "../../service/run-process.ts";
import { readAgencySettings } from "../kit/agency/settings.ts";
import { startAgency } from "../kit/agency/start-agency.ts";
import { education } from "./subgraph.ts";

await runProcess(education.agency, process.env, (environment) => startAgency(education, readAgencySettings(education.agency, environment)));
