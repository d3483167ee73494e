import type { KeyObject } from "node:crypto";
import { join } from "node:path";
import { agencyTitle, loadPolicy, type Policy } from "../../policies/index.ts";
import { ChildviewError } from "../../service/errors.ts";
import { readAgencies, titlesOf } from "../../trust/agencies.ts";
import { publicKeyOf, readOfficerKey } from "../../trust/officer-key.ts";
import type { Officer } from "../../trust/officers.ts";
import { signPolicyVersion, signatureFlaws, verifyPolicySignature } from "../../trust/policy-signature.ts";
import { checkSignatureFiles, signatureFileName, signaturesFolder, writeSignatureFile } from "../../trust/signature-files.ts";
import { type Command, type CommandInput, type Outcome, required } from "../command.ts";

/** Signs the present version of the policy as one of the officers of the list of agencies. Documents that do not compile are not signed. */
export const sign: Command = {
  summary: "Puts the present version of the policy into force with an officer's signature; or shows which public key to list for them.",
  usage: "--officer <id> --key <file> [--agencies <file>]  |  --key <file> --show-public-key",
  takes: 0,
  options: { officer: { type: "string" }, key: { type: "string" }, "show-public-key": { type: "boolean" } },
  run(input) {
    const key = readOfficerKey(required(input, "key"));
    return input.options["show-public-key"] === true ? showPublicKey(key) : signVersion(input, key);
  },
};

function showPublicKey(key: KeyObject): Outcome {
  const data = publicKeyOf(key);
  return { text: `key: { kty: ${data.kty}, crv: ${data.crv}, x: "${data.x}" }\n`, data, code: 0 };
}

async function signVersion(input: CommandInput, key: KeyObject): Promise<Outcome> {
  const { policies, agencies } = input.files;
  const list = readAgencies(agencies);
  const { officers } = list;
  const officer = officerOf(officers, required(input, "officer"), key, agencies);
  const policy = loadPolicy(policies, input.today, titlesOf(list));
  const { version } = policy;
  for (const before of await checkSignatureFiles(policies, version, officers, input.today)) {
    if (before.holds && before.officer.id === officer.id) return outcome(policies, before.file, policy, officer, before.signedOn, false);
  }

  const text = await signPolicyVersion(version, officer.id, key, input.now);
  const made = await verifyPolicySignature(text, version, officers, input.today);
  // The same check as the partnership's at its start: what it would not accept is not written.
  if (!made.holds)
    throw new ChildviewError("SIGNING_REFUSED", `A signature of ${officer.id} would not count: ${signatureFlaws[made.flaw]}`);
  const name = signatureFileName(version, officer.id);
  writeSignatureFile(policies, name, text);
  return outcome(policies, name, policy, officer, made.signedOn, true);
}

function officerOf(officers: readonly Officer[], id: string, key: KeyObject, agencies: string): Officer {
  const officer = officers.find((entry) => entry.id === id);
  if (officer === undefined) throw new ChildviewError("SIGNING_REFUSED", `${agencies} lists no officer "${id}"`);
  if (publicKeyOf(key).x !== officer.key.x)
    throw new ChildviewError("SIGNING_REFUSED", `The key is not the one that ${agencies} lists for "${id}"`);
  return officer;
}

function outcome(
  policies: string,
  name: string,
  policy: Policy,
  { id, name: person, agency }: Officer,
  signedOn: string,
  written: boolean,
): Outcome {
  const { version } = policy;
  const who = `${person} (${agencyTitle(policy, agency)})`;
  const file = join(signaturesFolder(policies), name);
  const text = written
    ? `${who} signed version ${version}.\nWritten to ${file}: it belongs with the documents, wherever they go.\n`
    : `${who} already signed version ${version}, on ${signedOn}: ${file} stays as it is.\n`;
  return { text, data: { version, officer: id, name: person, agency, signedOn, file, written }, code: 0 };
}
