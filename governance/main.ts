import { systemClock } from "../service/clock.ts";
import { commands } from "./commands.ts";
import { runCommand } from "./run.ts";

process.exitCode = await runCommand(commands, process.argv.slice(2), {
  now: systemClock(),
  write: (text) => void process.stdout.write(text),
  complain: (text) => void process.stderr.write(text),
});
