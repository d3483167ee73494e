import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { matrixCsv, matrixHtml, matrixMarkdown, matrixOf, purposes } from "../../policies/index.ts";
import type { Access, Matrix, MatrixFilter, Policy, Purpose } from "../../policies/index.ts";
import { writeWhole } from "../../service/whole-file.ts";
import { readClassifiedFields } from "../../supergraph/classified-fields.ts";
import { requireFit } from "../../supergraph/fit.ts";
import { readAgencies } from "../../trust/agencies.ts";
import { categoryNamed, personsNamed } from "../asked.ts";
import { type Command, type CommandInput, optional, type Outcome, UsageError } from "../command.ts";
import { counted } from "../lines.ts";
import { policyToRead, type PolicyToRead } from "../policy-to-read.ts";

type Renderer = (whole: Matrix, expired: readonly string[]) => string;
const renderers = { markdown: matrixMarkdown, csv: matrixCsv, html: matrixHtml, json: matrixJson } as const;

/** The pages that are kept with the code. */
const pages = [
  { file: "access-matrix.md", render: matrixMarkdown },
  { file: "access-matrix.csv", render: matrixCsv },
  { file: "access-matrix.html", render: matrixHtml },
] as const;

/** The whole of the agreements as role × category × situation. */
export const matrix: Command = {
  summary: "Who may read what, and when: all agreements as one table. With --write or --check, as the pages that are kept in docs/.",
  usage:
    "[--format markdown|csv|html|json] [--role <id>] [--category <id or Type.field>] [--purpose <PURPOSE>] | (--write | --check) [--folder <folder>]",
  takes: 0,
  options: {
    format: { type: "string" },
    role: { type: "string" },
    category: { type: "string" },
    purpose: { type: "string" },
    write: { type: "boolean" },
    check: { type: "boolean" },
    folder: { type: "string" },
  },
  run(input) {
    const { write, check, folder } = input.options;
    const read = policyToRead(input);
    const filter = filterFrom(input, read.policy);
    const format = optional(input, "format");
    if (write !== true && check !== true) {
      if (folder !== undefined) throw new UsageError("--folder goes with --write or --check");
      return print(rendererOf(format ?? "markdown"), matrixOf(read.policy, filter), read);
    }
    if (write === check || format !== undefined || Object.values(filter).some((part) => part !== undefined))
      throw new UsageError("--write and --check are about the whole pages, and take no format and no filter");
    if (write === true) requireFit(read.policy, readAgencies(input.files.agencies), readClassifiedFields(input.files.supergraph));
    return keep(matrixOf(read.policy), String(folder ?? "docs"), write === true, read);
  },
};

function filterFrom(input: CommandInput, policy: Policy): MatrixFilter {
  const [role, category] = [optional(input, "role"), optional(input, "category")];
  if (role !== undefined) personsNamed(policy, role, undefined);
  return {
    role,
    category: category === undefined ? undefined : categoryNamed(policy, category, input.files.supergraph),
    purpose: purposeNamed(optional(input, "purpose")),
  };
}

function purposeNamed(name: string | undefined): Purpose | undefined {
  const found = purposes.find((one) => one === name);
  if (name !== undefined && found === undefined) throw new UsageError(`there is no purpose "${name}", only ${purposes.join(", ")}`);
  return found;
}

function rendererOf(format: string): Renderer {
  const found = Object.hasOwn(renderers, format) ? renderers[format as keyof typeof renderers] : undefined;
  if (found === undefined) throw new UsageError(`there is no format "${format}", only ${Object.keys(renderers).join(", ")}`);
  return found;
}

function print(render: Renderer, whole: Matrix, { expired, warning }: PolicyToRead): Outcome {
  return { text: render(whole, expired), data: dataOf(whole, expired), code: 0, warning, isFile: render !== matrixMarkdown };
}

function keep(whole: Matrix, folder: string, write: boolean, { expired, warning }: PolicyToRead): Outcome {
  const made = pages.map(({ file, render }) => ({ file: join(folder, file), content: render(whole) }));
  const stale = made.filter(({ file, content }) => !existsSync(file) || readFileSync(file, "utf8") !== content);
  if (write) for (const { file, content } of stale) writeWhole(file, content);
  const files = stale.map(({ file }) => file);
  const differing = files.map(
    (file) => `${file} is not what the agreements give: run \`npm run policy -- matrix --write\` and commit it\n`,
  );
  const text = write ? `${String(files.length)} of ${counted(made.length, "page")} changed\n` : differing.join("");
  return {
    text: text === "" ? `All ${counted(made.length, "page")} are what the agreements give.\n` : text,
    data: { policy: whole.policy.version, expired, [write ? "changed" : "differing"]: files },
    code: write || files.length === 0 ? 0 : 1,
    warning,
  };
}

function matrixJson(whole: Matrix, expired: readonly string[]): string {
  return `${JSON.stringify(dataOf(whole, expired), null, 2)}\n`;
}

function dataOf({ policy, filter, pairs }: Matrix, expired: readonly string[]) {
  const cells: readonly Access[] = pairs.flatMap((pair) => pair.cells);
  const never = pairs.filter((pair) => pair.cells.length === 0).map(({ person, category }) => ({ ...person, category: category.id }));
  return { policy: policy.version, expired, filter, cells, never };
}
