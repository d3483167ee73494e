import "reflect-metadata";
import { runProcess } from "../service/run-process.ts";
import { readAgencies } from "../trust/agencies.ts";
import { startAgency } from "./kit/agency/start-agency.ts";
import { readSubgraphSettings } from "./kit/settings.ts";
import { loadAgency } from "./load-agency.ts";

const [agency] = process.argv.slice(2);

/** `npm run start:agency -- <agency>`: the service of an agency of the list whose subgraph is written in this repository. */
if (agency === undefined) {
  process.stderr.write("Usage: npm run start:agency -- <agency>\nThe agency is one of the list of agencies that has a module.\n");
  process.exitCode = 2;
} else
  await runProcess(agency, process.env, async (environment) => {
    const settings = readSubgraphSettings(agency, environment);
    return startAgency(await loadAgency(readAgencies(settings.agenciesFile), agency), settings);
  });
