import { loadPolicy } from "../../policies/index.ts";
import { readAgencies } from "../../trust/agencies.ts";
import { signatureFlaws } from "../../trust/policy-signature.ts";
import { checkSignatureFiles } from "../../trust/signature-files.ts";
import type { Command } from "../command.ts";

/** Says who put the present version of the policy into force, by the rule by which the partnership starts in production: one listed officer at least. */
export const verify: Command = {
  summary: "tells who signed the present version of the policy; 0 if a listed officer did",
  usage: "",
  options: {},
  async run({ files, today }) {
    const { version } = loadPolicy(files.policies, today);
    const checked = await checkSignatureFiles(files.policies, version, readAgencies(files.agencies).officers, today);
    const signatures = checked.flatMap((one) =>
      one.holds
        ? [{ file: one.file, officer: one.officer.id, name: one.officer.name, agency: one.officer.agency, signedOn: one.signedOn }]
        : [],
    );
    const others = checked.flatMap((one) => (one.holds ? [] : [{ file: one.file, flaw: one.flaw, what: signatureFlaws[one.flaw] }]));
    const signed = signatures.length > 0;
    const text = [
      `Version ${version} is ${signed ? "signed" : "not signed by a listed officer"}.`,
      ...signatures.map(({ file, name, agency, signedOn }) => `  ${name} (${agency}) signed it on ${signedOn}: ${file}`),
      ...others.map(({ file, what }) => `  ${file} does not count: ${what}`),
    ];
    return { text: `${text.join("\n")}\n`, data: { version, signed, signatures, others }, code: signed ? 0 : 1 };
  },
};
