import { explain } from "../../service/run-process.ts";
import { readDevelopmentSettings } from "../settings.ts";
import { resetDemo } from "./reset.ts";

/** `npm run demo -- reset`: forgets all that was changed in the demo; the next `npm start` loads the families anew. */
try {
  const settings = readDevelopmentSettings(process.env);
  if (process.argv.slice(2).join(" ") !== "reset") {
    process.stderr.write("Usage: npm run demo -- reset (removes the demo's data; the next npm start loads the families anew)\n");
    process.exit(2);
  }
  const removed = await resetDemo(settings);
  const which = removed.length === 0 ? "There are no data of the demo" : `Removed the demo's data (${removed.join(", ")})`;
  process.stdout.write(`${which} in ${settings.dataDir}; the next npm start loads the families.\n`);
} catch (error) {
  process.stderr.write(`demo: ${explain(error)}\n`);
  process.exit(1);
}
