import { loadPolicy, misfits } from "../../policies/index.ts";
import { readAgencies } from "../../trust/agencies.ts";
import { readClassifiedFields } from "../classified-fields.ts";
import type { Command } from "../command.ts";
import { bulleted, counted } from "../lines.ts";

/** Whether the documents are sound, and fit the schema and the issuers. */
export const check: Command = {
  summary: "Whether all documents are sound, and fit the composed schema and the issuers of tokens.",
  usage: "",
  options: {},
  run({ files, today }) {
    const policy = loadPolicy(files.policies, today);
    const fields = readClassifiedFields(files.supergraph);
    const assertable = readAgencies(files.agencies).issuers.flatMap(({ agency, roles }) => roles.map((role) => ({ role, agency })));
    const found = misfits(policy, { fields, assertable });
    const extent = [
      `${counted(policy.agreements.length, "agreement")} with ${counted(policy.rules.length, "rule")}`,
      `${counted(policy.categories.length, "category", "categories")} over ${counted(fields.length, "classified field")}`,
      `${counted(policy.persons.length, "role")} that issuers can assert`,
    ];
    const text =
      found.length === 0
        ? `SOUND: ${extent.join("; ")}.\nPolicy version ${policy.version}\n`
        : `NOT SOUND:\n${bulleted(found.map(({ about, what, mend }) => `${about}: ${what} ${mend}`))}`;
    return { text, data: { policy: policy.version, sound: found.length === 0, misfits: found }, code: found.length === 0 ? 0 : 1 };
  },
};
