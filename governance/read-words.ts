import { parseArgs } from "node:util";
import { type Command, type CommandInput, UsageError } from "./command.ts";

/** The options that every command has, besides `--json` and `--help`. */
const everywhere = {
  policies: { type: "string", default: "policies" },
  agencies: { type: "string", default: "agencies.yaml" },
  supergraph: { type: "string", default: "supergraph.graphql" },
} as const;

/** What the words after a command's name say. Throws UsageError at the first that is not understood, or says again what another one said: none is passed over. */
export function readWords(
  command: Command,
  words: readonly string[],
): { readonly values: CommandInput["options"]; readonly positionals: readonly string[] } {
  const { values, positionals, tokens } = parsed(command, words);
  const named = tokens.flatMap((token) => (token.kind === "option" ? [token.name] : []));
  const twice = named.find((name, index) => named.indexOf(name) !== index);
  if (twice !== undefined) throw new UsageError(`--${twice} stands twice`);
  const tooMany = positionals[command.takes];
  if (tooMany !== undefined) throw new UsageError(`"${tooMany}" is a word too many: ${takesText(command)}`);
  return { values, positionals };
}

function takesText({ takes }: Command): string {
  return takes === 0 ? "it takes options only, such as --policies <folder>" : `it takes ${String(takes)} besides options`;
}

function parsed(command: Command, words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: { ...command.options, ...everywhere },
      allowPositionals: true,
      strict: true,
      tokens: true,
    });
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? (cause.message.split(". ")[0] ?? cause.message) : String(cause), { cause });
  }
}
