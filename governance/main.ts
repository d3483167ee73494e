import { englandToday } from "../service/england-today.ts";
import { check } from "./commands/check.ts";
import { diff } from "./commands/diff.ts";
import { explain } from "./commands/explain.ts";
import { matrix } from "./commands/matrix.ts";
import { read } from "./commands/read.ts";
import { sign } from "./commands/sign.ts";
import { test } from "./commands/test.ts";
import { verify } from "./commands/verify.ts";
import { whatCan } from "./commands/what-can.ts";
import { whoCan } from "./commands/who-can.ts";
import { runCommand } from "./run.ts";

const commands = { read, check, matrix, explain, "who-can": whoCan, "what-can": whatCan, diff, test, sign, verify };

process.exitCode = await runCommand(commands, process.argv.slice(2), {
  today: englandToday(new Date()),
  write: (text) => void process.stdout.write(text),
  complain: (text) => void process.stderr.write(text),
});
