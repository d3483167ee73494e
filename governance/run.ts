import { parseArgs } from "node:util";
import { explain } from "../service/run-process.ts";
import { type Command, type CommandInput, UsageError } from "./command.ts";

/** The options that every command has. */
const everywhere = {
  json: { type: "boolean" },
  policies: { type: "string", default: "policies" },
  agencies: { type: "string", default: "agencies.yaml" },
  supergraph: { type: "string", default: "supergraph.graphql" },
} as const;

/** Where a run writes to, and what day it is. */
export interface Surroundings {
  readonly today: string;
  readonly write: (text: string) => void;
  readonly complain: (text: string) => void;
}

/**
 * Runs the command that the words name and returns its exit code: 0 for yes, 1 for no, 2 if it could not be run, which one line on standard error explains.
 * With `--json` the answer, or what went wrong, is one JSON value on standard output.
 */
export async function runCommand(
  commands: Readonly<Record<string, Command>>,
  words: readonly string[],
  surroundings: Surroundings,
): Promise<number> {
  const [name = "help", ...rest] = words;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    (name === "help" ? surroundings.write : surroundings.complain)(help(commands));
    return name === "help" ? 0 : 2;
  }
  const asJson = rest.includes("--json");
  try {
    const outcome = await command.run(inputOf(command, rest, surroundings.today));
    surroundings.write(asJson ? `${JSON.stringify(outcome.data, null, 2)}\n` : outcome.text);
    return outcome.code;
  } catch (error) {
    const message = error instanceof UsageError ? `${error.message}. Usage: npm run policy -- ${name} ${command.usage}` : explain(error);
    if (asJson) surroundings.write(`${JSON.stringify({ error: message }, null, 2)}\n`);
    else surroundings.complain(`${message}\n`);
    return 2;
  }
}

function inputOf(command: Command, words: readonly string[], today: string): CommandInput {
  const { values, positionals } = parsed(command, words);
  const { json: _json, policies, agencies, supergraph, ...options } = values;
  const files = { policies: String(policies), agencies: String(agencies), supergraph: String(supergraph) };
  return { options: options, words: positionals, files, today };
}

function parsed(command: Command, words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: { ...command.options, ...everywhere }, allowPositionals: true, strict: true });
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? (cause.message.split(". ")[0] ?? cause.message) : String(cause), { cause });
  }
}

function help(commands: Readonly<Record<string, Command>>): string {
  const lines = Object.entries(commands).map(([name, { usage, summary }]) => `  ${`${name} ${usage}`.trim()}\n      ${summary}\n`);
  return `What an information governance officer can ask of the agreements: npm run policy -- <command>

${lines.join("")}
Every command takes --json, --policies <folder>, --agencies <file> and --supergraph <file>.
It ends with 0 for yes (sound, permitted, equal, passed), 1 for no, 2 if it could not be run.
`;
}
