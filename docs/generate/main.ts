import { existsSync, readFileSync, writeFileSync } from "node:fs";
import {
  actionsSchema,
  agreementSchema,
  categoriesSchema,
  type JsonSchema,
  loadPolicy,
  rolesSchema,
  testsSchema,
} from "../../policies/index.ts";
import { systemClock } from "../../service/clock.ts";
import { explain } from "../../service/run-process.ts";
import { readClassifiedFields } from "../../supergraph/classified-fields.ts";
import { requireFit } from "../../supergraph/fit.ts";
import { readAgencies } from "../../trust/agencies.ts";
import { composeFile, demoAgencies, demoSettings } from "./deployment-files.ts";
import { errorsPage } from "./errors-page.ts";
import { licencesPage } from "./licences-page.ts";
import { policiesPage } from "./policies-page.ts";
import { withReasons } from "./reasons-table.ts";

/** `npm run docs`: writes the pages, schemas and files of deployment that are made from the code, the policies and the list of agencies; with `--check` only says whether they are what the code gives. */
async function main(): Promise<number> {
  // What names there are does not depend on whether an agreement is due for review.
  const policy = loadPolicy("policies", "0001-01-01");
  const agencies = readAgencies("agencies.yaml");
  const text = (file: string): string => readFileSync(file, "utf8");
  requireFit(policy, agencies, readClassifiedFields("supergraph.graphql"));
  const pages = [
    { file: "docs/errors.md", content: errorsPage() },
    { file: "docs/policies.md", content: await policiesPage(text("docs/policies.md"), systemClock()) },
    { file: "docs/permits.md", content: withReasons(text("docs/permits.md")) },
    { file: "docs/licences.md", content: licencesPage(text("package-lock.json")) },
    { file: "docker-compose.yml", content: composeFile(text("docker-compose.yml"), agencies) },
    { file: "deployment/demo.env", content: demoSettings(text("deployment/demo.env"), agencies) },
    {
      file: "deployment/demo-agencies.yaml",
      content: demoAgencies(text("agencies.yaml"), agencies, text("deployment/demo-agencies.yaml")),
    },
    { file: "policies/schema/agreement.schema.json", content: pretty(agreementSchema(policy)) },
    { file: "policies/schema/categories.schema.json", content: pretty(categoriesSchema) },
    { file: "policies/schema/actions.schema.json", content: pretty(actionsSchema(policy)) },
    { file: "policies/schema/roles.schema.json", content: pretty(rolesSchema) },
    { file: "policies/schema/tests.schema.json", content: pretty(testsSchema) },
  ];
  const stale = pages.filter(({ file, content }) => !existsSync(file) || readFileSync(file, "utf8") !== content);
  if (process.argv.includes("--check")) {
    for (const { file } of stale) process.stderr.write(`${file} is not what the code gives: run \`npm run docs\` and commit it\n`);
    return stale.length === 0 ? 0 : 1;
  }
  for (const { file, content } of pages) writeFileSync(file, content);
  process.stdout.write(`${stale.length} of ${pages.length} files changed\n`);
  return 0;
}

function pretty(schema: JsonSchema): string {
  return `${JSON.stringify(schema, null, 2)}\n`;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`docs: ${explain(error)}\n`);
  process.exitCode = 1;
}
