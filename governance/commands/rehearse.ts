import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { agenciesWithOwnRules, loadPolicy, type Policy, PolicyError } from "../../policies/index.ts";
import { type Agencies, issuersWithoutTls, readAgencies } from "../../trust/agencies.ts";
import { inOffice } from "../../trust/officers.ts";
import type { Command, CommandInput, Outcome } from "../command.ts";
import { bulleted } from "../lines.ts";
import { copyInto } from "../rehearsal/copy.ts";
import { startOnce } from "../rehearsal/start-once.ts";

/** Whether the partnership would start in production on the present version, once it is signed: tried on a copy that is thrown away. */
export const rehearse: Command = {
  summary:
    "Whether the partnership would start in production on the present version, once those who have to have signed it. It is started on a copy, signed by made-up officers, with an empty database; nothing of it stays.",
  usage: "[--agencies <file>]",
  takes: 0,
  options: {},
  async run(input) {
    try {
      return await tried(input, loadPolicy(input.files.policies, input.today));
    } catch (error) {
      // Where there is nothing to start on, "not ready" would not be the answer.
      if (error instanceof PolicyError && error.code !== "FILE_MISSING") return outcome(undefined, [`${error.code}: ${error.message}`]);
      throw error;
    }
  },
};

async function tried({ files, now, today }: CommandInput, policy: Policy): Promise<Outcome> {
  const agencies = readAgencies(files.agencies);
  const own = [...agenciesWithOwnRules(policy)].sort();
  const [anyAgency = "partnership"] = agencies.agencies.map(({ name }) => name);
  const signers = own.length === 0 ? [anyAgency] : own;
  const folder = mkdtempSync(join(tmpdir(), "childview-rehearsal-"));
  try {
    const copy = await copyInto(folder, { ...files, version: policy.version, signers, now });
    const failure = await startOnce(copy, join(folder, "data"));
    return outcome(policy.version, [...inTheList(agencies, own, today), ...(failure === undefined ? [] : [failure])]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What production would refuse in the list of agencies, which the copy does not have. */
function inTheList(agencies: Agencies, withOwnRules: readonly string[], today: string): string[] {
  const present = agencies.officers.filter((officer) => inOffice(officer, today));
  const unsigned = withOwnRules.filter((agency) => !present.some((officer) => officer.agency === agency));
  return [
    ...(present.length === 0 ? ["The list of agencies has no officer in office today, so nobody can sign."] : []),
    ...(present.length === 0
      ? []
      : unsigned.map(
          (agency) => `The list of agencies has no officer of ${agency} in office today, whose own rules are part of the version.`,
        )),
    ...issuersWithoutTls(agencies).map((issuer) => `Production believes no issuer without TLS: ${issuer}.`),
  ];
}

function outcome(version: string | undefined, problems: readonly string[]): Outcome {
  const ready = problems.length === 0;
  const text = ready
    ? `READY: the partnership started in production on a copy of version ${version ?? ""}, as it will once the version is signed.\n`
    : `NOT READY:\n${bulleted(problems)}`;
  return { text, data: { version, ready, problems }, code: ready ? 0 : 1 };
}
