import { englandToday } from "../service/england-today.ts";
import { explain } from "../service/run-process.ts";
import { type Command, type CommandInput, type Outcome, UsageError } from "./command.ts";
import { help, helpOf } from "./help.ts";
import { readWords } from "./read-words.ts";

/** Where a run writes to, and when it is. */
export interface Surroundings {
  readonly now: Date;
  readonly write: (text: string) => void;
  readonly complain: (text: string) => void;
}

type Commands = Readonly<Record<string, Command>>;

const helpWords = ["help", "--help", "-h"];

/**
 * Runs the command that the words name and returns its exit code: 0 for yes, 1 for no, 2 if it could not be run, which one line on standard error explains.
 * With `--json` the answer, or what went wrong, is one JSON value on standard output.
 */
export async function runCommand(commands: Commands, words: readonly string[], surroundings: Surroundings): Promise<number> {
  const asJson = words.includes("--json");
  try {
    const outcome = await outcomeOf(commands, words, surroundings.now);
    if (asJson) surroundings.write(`${JSON.stringify(outcome.data, null, 2)}\n`);
    else print(outcome, surroundings);
    return outcome.code;
  } catch (error) {
    const message = error instanceof UsageError ? usageText(commands, words, error) : explain(error);
    if (asJson) surroundings.write(`${JSON.stringify({ error: message }, null, 2)}\n`);
    else surroundings.complain(`${message}\n`);
    return 2;
  }
}

function outcomeOf(commands: Commands, words: readonly string[], now: Date): Outcome | Promise<Outcome> {
  const [name = "help", ...rest] = words.filter((word) => word !== "--json");
  const asked = helpWords.includes(name) ? rest[0] : name;
  if (asked === undefined) return { text: help(commands), data: Object.keys(commands), code: 0 };
  const command = commandNamed(commands, asked);
  if (asked !== name || rest.some((word) => word === "--help" || word === "-h")) {
    const { summary, usage } = command;
    return { text: helpOf(asked, command), data: { command: asked, summary, usage }, code: 0 };
  }
  return command.run(inputOf(command, rest, now));
}

function commandNamed(commands: Commands, name: string): Command {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) throw new UsageError(`there is no command "${name}", only ${Object.keys(commands).join(", ")}`);
  return command;
}

function print({ text, warning, isFile }: Outcome, { write, complain }: Surroundings): void {
  if (warning !== undefined) (isFile === true ? complain : write)(`${warning}\n`);
  write(text);
}

function usageText(commands: Commands, [name = ""]: readonly string[], { message }: UsageError): string {
  const usage = Object.hasOwn(commands, name) ? `${name} ${commands[name]?.usage ?? ""}`.trim() : "<command>";
  return `${message}. Usage: npm run policy -- ${usage}`;
}

function inputOf(command: Command, words: readonly string[], now: Date): CommandInput {
  const { values, positionals } = readWords(command, words);
  const { policies, agencies, supergraph, ...options } = values;
  const files = { policies: String(policies), agencies: String(agencies), supergraph: String(supergraph) };
  return { options, words: positionals, files, now, today: englandToday(now) };
}
