import "reflect-metadata";
import { runProcess } from "../../service/run-process.ts";
import { readAgencySettings } from "../kit/agency/settings.ts";
import { startPartnership } from "./start-partnership.ts";

await runProcess("partnership", process.env, (environment) => startPartnership(readAgencySettings("partnership", environment)));
