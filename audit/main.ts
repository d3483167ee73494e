import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { parseArgs } from "node:util";
import { keptIn } from "./history.ts";
import { linesOf } from "./lines.ts";
import { readKeys } from "./note.ts";
import { verify } from "./verify.ts";
import { inWords } from "./words.ts";

const usage = `Usage: npm run audit -- verify <export> --key <public keys>… [--checkpoint <older checkpoint, or those that a witness kept>]… [--json]
       npm run audit -- replay [<export>…] [--json]
       npm run audit -- export <service> [--since <checkpoint file>] [--format ndjson|fhir]
`;

/** What programs of the services do, with their own code: nothing of them comes in here. */
const byServices: Readonly<Record<string, readonly [program: string, ...words: string[]]>> = {
  replay: ["replay"],
  export: ["audit-log", "export"],
};

/** `npm run audit -- verify`: 0 if the log holds, 1 if it does not, 2 if it, or a checkpoint that was given, could not be checked. */
function main(words: readonly string[]): number {
  const asked = askedFor(words);
  if (asked === undefined) {
    process.stderr.write(usage);
    return 2;
  }
  try {
    const keys = asked.key.flatMap((file) => readKeys(readFileSync(file, "utf8")));
    const kept = asked.checkpoint.flatMap((file) => keptIn(file, readFileSync(file, "utf8")));
    const verdict = verify(linesOf(asked.file), keys, kept);
    process.stdout.write(asked.json ? `${JSON.stringify(verdict, undefined, 2)}\n` : inWords(verdict));
    if (verdict.findings.length > 0) return 1;
    return verdict.compared.every(({ holds }) => holds === true) ? 0 : 2;
  } catch (cause) {
    process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`);
    return 2;
  }
}

function askedFor(words: readonly string[]) {
  const options = {
    key: { type: "string", multiple: true },
    checkpoint: { type: "string", multiple: true },
    json: { type: "boolean" },
  } as const;
  try {
    const { positionals, values } = parseArgs({ args: [...words], options, allowPositionals: true });
    const [command, file, ...more] = positionals;
    if (command !== "verify" || file === undefined || more.length > 0 || values.key === undefined) return undefined;
    return { file, key: values.key, checkpoint: values.checkpoint ?? [], json: values.json === true };
  } catch {
    return undefined;
  }
}

function handOver([name, ...words]: readonly [string, ...string[]]): number {
  const program = join(import.meta.dirname, `../subgraphs/${name}${extname(import.meta.filename)}`);
  if (!existsSync(program)) {
    process.stderr.write("Only the services do that: their programs are not here.\n");
    return 2;
  }
  return spawnSync(process.execPath, ["--enable-source-maps", program, ...words], { stdio: "inherit" }).status ?? 2;
}

const [first = "", ...rest] = process.argv.slice(2);
const given = Object.hasOwn(byServices, first) ? byServices[first] : undefined;
process.exitCode = given === undefined ? main(process.argv.slice(2)) : handOver([...given, ...rest]);
