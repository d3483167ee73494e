import { systemClock } from "../service/clock.ts";
import { explain } from "../service/run-process.ts";
import { agenciesHere } from "../trust/agencies.ts";
import { loadDemoFamilies } from "./demo-families.ts";
import { firstQuery } from "./first-query.ts";
import { launch } from "./launch.ts";
import { lookBefore } from "./look-before.ts";
import { readDevelopmentSettings } from "./settings.ts";

/** `npm start`: the whole of Childview on this machine, each service as a process of its own. */
try {
  const settings = readDevelopmentSettings(process.env);
  await lookBefore(settings);
  await launch(process.env, {
    services: [
      { name: "openid", script: "development/openid/main.ts" },
      { name: "partnership", script: "subgraphs/partnership/main.ts" },
      ...agenciesHere(settings.agencies).map((name) => ({ name, script: "subgraphs/main.ts", args: [name] })),
      { name: "gateway", script: "gateway/main.ts" },
    ],
    prepare: (processes) => loadDemoFamilies(settings.dataDir, settings.services, processes, systemClock),
    ready: () => firstQuery(settings.port),
  });
} catch (error) {
  process.stderr.write(`start: ${explain(error)}\n`);
  process.exit(1);
}
