import { loadPolicy } from "./policies/index.ts";
import { worlds } from "./governance/chains/worlds.ts";
import { settingOf } from "./governance/chains/world.ts";
import { explore } from "./governance/chains/explore.ts";
import { chainSentence } from "./governance/chains/sentences.ts";
const policy = loadPolicy("policies", "0001-01-01");
const [name, steps = "3"] = process.argv.slice(2);
for (const w of worlds) {
  if (name && name !== "all" && w.name !== name) continue;
  const setting = settingOf(w, policy);
  for (const g of w.groups) {
    const t = Date.now();
    const r = explore(setting, g, Number(steps));
    console.log(`== ${w.name} [${g.join(" ")}] states ${r.states} moves ${r.moves} refused ${r.refused} ${(Date.now()-t)/1000}s  ${(process.memoryUsage().heapUsed/1e6).toFixed()}MB`);
    for (const c of r.chains) console.log("  - " + chainSentence(setting, c));
  }
}
