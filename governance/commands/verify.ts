import { agenciesWithOwnRules, agencyTitle } from "../../policies/index.ts";
import { readAgencies } from "../../trust/agencies.ts";
import { signatureFlaws } from "../../trust/policy-signature.ts";
import { checkSignatureFiles } from "../../trust/signature-files.ts";
import { whoHasNotSigned } from "../../trust/who-has-not-signed.ts";
import type { Command } from "../command.ts";
import { policyToRead } from "../policy-to-read.ts";

/** Says who put the present version of the policy into force, by the rule by which the partnership starts in production: one listed officer at least, and one of each agency that has rules of its own. */
export const verify: Command = {
  summary:
    "Who signed the present version of the policy, so that it is in force or not. A list of agencies that lies elsewhere is named by --agencies.",
  usage: "[--agencies <file>]",
  takes: 0,
  options: {},
  async run(input) {
    const { files, today } = input;
    const { policy, expired, warning } = policyToRead(input);
    const { version } = policy;
    const checked = await checkSignatureFiles(files.policies, version, readAgencies(files.agencies).officers, today);
    const held = checked
      .filter((one) => one.holds)
      // However often a signature was copied, it is one officer's.
      .filter(({ officer }, index, all) => all.findIndex((other) => other.officer.id === officer.id) === index);
    const signatures = held.map(({ file, officer: { id, name, agency }, signedOn }) => ({ file, officer: id, name, agency, signedOn }));
    const others = checked.flatMap((one) => (one.holds ? [] : [{ file: one.file, flaw: one.flaw, what: signatureFlaws[one.flaw] }]));
    const who = whoHasNotSigned(checked, agenciesWithOwnRules(policy), (agency) => agencyTitle(policy, agency));
    const signed = who === undefined;
    const text = [
      signed ? `Version ${version} is signed.` : `${who} has signed version ${version}.`,
      ...signatures.map(
        ({ file, name, agency, signedOn }) => `  ${name} (${agencyTitle(policy, agency)}) signed it on ${signedOn}: ${file}`,
      ),
      ...others.map(({ file, what }) => `  ${file} does not count: ${what}`),
    ];
    return { text: `${text.join("\n")}\n`, data: { version, signed, signatures, others, expired }, code: signed ? 0 : 1, warning };
  },
};
