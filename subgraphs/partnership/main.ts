import "reflect-metadata";
import { runProcess } from "../../service/run-process.ts";
import { readSubgraphSettings } from "../kit/settings.ts";
import { startPartnership } from "./start-partnership.ts";

await runProcess("partnership", process.env, (environment) => startPartnership(readSubgraphSettings("partnership", environment)));
