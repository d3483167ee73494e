import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { englandToday } from "../../service/england-today.ts";
import { publicKeyOf } from "../../trust/officer-key.ts";
import { signPolicyVersion } from "../../trust/policy-signature.ts";
import { signatureFileName, signaturesFolder, writeSignatureFile } from "../../trust/signature-files.ts";

/** What a rehearsal copies, and how. */
export interface CopyParts {
  readonly policies: string;
  readonly agencies: string;
  readonly version: string;
  /** The agencies of which an officer has to sign. */
  readonly signers: readonly string[];
  readonly now: Date;
}

/** Where the copy lies. */
export interface PolicyCopy {
  readonly policies: string;
  readonly agencies: string;
}

/**
 * Copies documents and list of agencies into a folder that is there and empty, with made-up officers in place of those of the list, whose signatures put the version into force in the copy alone. What
 * production would refuse in the list besides is mended in the copy: an issuer without TLS. Nothing of it can be used elsewhere, since nobody lists these officers.
 */
export async function copyInto(folder: string, parts: CopyParts): Promise<PolicyCopy> {
  const copy = { policies: join(folder, "policies"), agencies: join(folder, "agencies.yaml") };
  cpSync(parts.policies, copy.policies, { recursive: true });
  rmSync(signaturesFolder(copy.policies), { recursive: true, force: true });
  const officers = parts.signers.map((agency) => ({ id: `rehearsal.${agency}`, agency, ...generateKeyPairSync("ed25519") }));
  const listed = officers.map(({ id, agency, privateKey }) => ({
    id,
    name: "Rehearsal",
    agency,
    key: publicKeyOf(privateKey),
    from: englandToday(parts.now),
  }));
  writeFileSync(copy.agencies, listFor(readFileSync(parts.agencies, "utf8"), listed));
  for (const officer of officers) await sign(copy.policies, parts, officer);
  return copy;
}

async function sign(
  policies: string,
  { version, now }: Pick<CopyParts, "version" | "now">,
  { id, privateKey }: { id: string; privateKey: KeyObject },
): Promise<void> {
  writeSignatureFile(policies, signatureFileName(version, id), await signPolicyVersion(version, id, privateKey, now));
}

function listFor(text: string, officers: readonly object[]): string {
  const list = parseDocument(text.replaceAll("issuer: http:", "issuer: https:"));
  list.set("officers", officers);
  // Port 0 is one that is free.
  list.setIn(["partnership", "url"], "http://127.0.0.1:0/graphql");
  return list.toString();
}
