import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { explain } from "../service/run-process.ts";
import { commonSettings, readSettings } from "../service/settings.ts";
import { generate } from "./generate.ts";

/** `npm run compose`: writes the schema files and the supergraph; with `--check` only says whether they are what the code gives. */
async function main(): Promise<number> {
  const settings = readSettings({ ...commonSettings, SUPERGRAPH: z.string().default("supergraph.graphql") }, process.env);
  const files = await generate(settings.AGENCIES, settings.POLICIES, settings.SUPERGRAPH);
  const stale = files.filter(({ file, content }) => !existsSync(file) || readFileSync(file, "utf8") !== content);
  if (process.argv.includes("--check")) {
    for (const { file } of stale) process.stderr.write(`${file} is not what the code gives: run \`npm run compose\` and commit it\n`);
    return stale.length === 0 ? 0 : 1;
  }
  for (const { file, content } of files) writeFileSync(file, content);
  process.stdout.write(`composed ${files.length - 1} subgraphs; ${stale.length} of ${files.length} files changed\n`);
  return 0;
}

try {
  process.exit(await main());
} catch (error) {
  process.stderr.write(`compose: ${explain(error)}\n`);
  process.exit(1);
}
