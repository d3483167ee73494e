import { leftOutByProhibitions, loadPolicy, PolicyError } from "../../policies/index.ts";
import type { Policy } from "../../policies/index.ts";
import { type ClassifiedField, readClassifiedFields } from "../../supergraph/classified-fields.ts";
import { misfitsAround, misfitText } from "../../supergraph/fit.ts";
import { readAgencies, titlesOf } from "../../trust/agencies.ts";
import { followChains } from "../chains/follow.ts";
import { worlds } from "../chains/worlds.ts";
import type { Command, CommandInput, Outcome } from "../command.ts";
import { leftOutText } from "../left-out-text.ts";
import { bulleted, counted, wrapped } from "../lines.ts";

/** How far chains of changes are followed here, where somebody only asks whether all is in order. `npm run policy -- chains` goes further. */
const reach = { steps: 3, seconds: 60 };

/** Whether the documents are sound, fit the schema and the issuers, and open no chain of changes that leads to harm. */
export const check: Command = {
  summary:
    "Whether all documents are sound, fit the composed schema and the issuers of tokens, and open no short chain of changes to harm; which categories each prohibition leaves out, and why; with --fields, which fields each category has.",
  usage: "[--fields]",
  takes: 0,
  options: { fields: { type: "boolean" } },
  run(input) {
    try {
      return soundness(loadPolicy(input.files.policies, input.today, titlesOf(readAgencies(input.files.agencies))), input);
    } catch (error) {
      // Where there is nothing to be checked, "not sound" would not be the answer.
      if (error instanceof PolicyError && error.code !== "FILE_MISSING") return unsound(error);
      throw error;
    }
  },
};

function unsound({ code, file, line, message }: PolicyError): Outcome {
  return {
    text: `NOT SOUND:\n${bulleted([`${code}: ${message}`])}`,
    data: { sound: false, error: { code, file, line, message } },
    code: 1,
  };
}

function soundness(policy: Policy, { files, options }: CommandInput): Outcome {
  const fields = readClassifiedFields(files.supergraph);
  const found = misfitsAround(policy, readAgencies(files.agencies), fields);
  // Documents that do not fit are mended first: where their changes lead would be seconds spent on what does not hold.
  const followed = found.length === 0 ? followChains(policy, worlds, reach) : [];
  const chains = followed.flatMap(({ findings }) => findings);
  const steps = Math.min(reach.steps, ...followed.map((one) => one.steps));
  const problems = [...found.map(misfitText), ...chains];
  const sound = problems.length === 0;
  const verdict = sound
    ? `SOUND: ${extentOf(policy, fields)}; no chain of up to ${counted(steps, "change")} leads to harm.\nPolicy version ${policy.version}\n`
    : `NOT SOUND:\n${bulleted(problems)}`;
  const byCategory = fieldsByCategory(policy, fields);
  const leftOut = leftOutByProhibitions(policy);
  return {
    text: [verdict, leftOutText(policy, leftOut), ...(options["fields"] === true ? [fieldsText(byCategory)] : [])].join("\n"),
    data: { policy: policy.version, sound, misfits: found, chains, steps: followed.length === 0 ? 0 : steps, leftOut, fields: byCategory },
    code: sound ? 0 : 1,
  };
}

function extentOf({ agreements, rules, categories, roles, persons }: Policy, fields: readonly ClassifiedField[]): string {
  return [
    `${counted(agreements.length, "agreement")} with ${counted(rules.length, "rule")}`,
    `${counted(categories.length, "category", "categories")} over ${counted(fields.length, "classified field")}`,
    `${counted(roles.length, "role")} that issuers can assert, ${String(persons.length)} counting each agency that has one`,
  ].join("; ");
}

type FieldsByCategory = Readonly<Record<string, readonly string[]>>;

function fieldsByCategory({ categories }: Policy, fields: readonly ClassifiedField[]): FieldsByCategory {
  return Object.fromEntries(
    categories.map(({ id }) => [id, fields.filter(({ category }) => category === id).map(({ field }) => field)] as const),
  );
}

function fieldsText(byCategory: FieldsByCategory): string {
  return Object.entries(byCategory)
    .map(([category, fields]) => wrapped(`${category}: ${fields.length === 0 ? "no field" : fields.join(", ")}`, 4, ""))
    .join("");
}
