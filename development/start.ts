import { explain } from "../service/run-process.ts";
import { readAgencies } from "../trust/agencies.ts";
import { type Command, type ServiceProcess, startService } from "./child-process.ts";
import { loadDemoFamilies } from "./demo-families.ts";
import { firstQuery } from "./first-query.ts";
import { readDevelopmentSettings } from "./settings.ts";

const services: readonly Command[] = [
  { name: "openid", script: "development/openid/main.ts" },
  { name: "partnership", script: "subgraphs/partnership/main.ts" },
  { name: "education", script: "subgraphs/education/main.ts" },
  { name: "health", script: "subgraphs/health/main.ts" },
  { name: "social-care", script: "subgraphs/social-care/main.ts" },
  { name: "gateway", script: "gateway/main.ts" },
];

/** `npm start`: the whole of Childview on this machine, each service as a process of its own. */
async function main(): Promise<number> {
  const settings = readDevelopmentSettings(process.env);
  readAgencies(settings.agenciesFile);
  await loadDemoFamilies(settings.dataDir, process.env);

  process.stdout.write("Starting the services …\n");
  const running = services.map((service) => startService(service, process.env));
  const stopped = stopOnSignal(running);
  const firstEnd = Promise.race(running.map(({ ended }) => ended));
  const ready = Promise.all(running.map(({ listening }) => listening)).then(() => "ready" as const);
  if ((await Promise.race([ready.catch(() => 1), firstEnd])) === "ready") process.stdout.write(firstQuery(settings.port));

  await firstEnd;
  for (const service of running) service.stop();
  await Promise.all(running.map(({ ended }) => ended));
  return stopped.bySignal ? 0 : 1;
}

/** On Ctrl-C the terminal signals every process of the group; each stops itself, and this one waits for them. */
function stopOnSignal(running: readonly ServiceProcess[]): { bySignal: boolean } {
  const state = { bySignal: false };
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (!state.bySignal) process.stdout.write("\nStopping …\n");
      state.bySignal = true;
      for (const service of running) service.stop();
    });
  }
  return state;
}

try {
  process.exit(await main());
} catch (error) {
  process.stderr.write(`start: ${explain(error)}\n`);
  process.exit(1);
}
