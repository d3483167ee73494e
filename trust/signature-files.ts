import { randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ChildviewError } from "../service/errors.ts";
import type { Officer } from "./officers.ts";
import { type CheckedSignature, verifyPolicySignature } from "./policy-signature.ts";

/** A signature is some three hundred characters; a file with more than this, in bytes, is none, and is not read. */
const largestFile = 4096;

/** A file of the signatures folder, and what became of it. */
export type SignatureFile = CheckedSignature & { readonly file: string };

/** The folder of the signatures, within that of the policies. */
export function signaturesFolder(policies: string): string {
  return join(policies, "signatures");
}

/** The name of the file in which an officer's signature of a version stands. It is for people: what counts is in the file. */
export function signatureFileName(version: string, officerId: string): string {
  return `${version.slice(0, 16)}-${officerId}.jws`;
}

/**
 * Checks every `.jws` file of the signatures folder, in the order of their names; other files are passed over. None if there is no such folder. What cannot be
 * read as a signature, whatever it is, is reported as such and stops nothing.
 */
export function checkSignatureFiles(
  policies: string,
  version: string,
  officers: readonly Officer[],
  today: string,
): Promise<SignatureFile[]> {
  const folder = signaturesFolder(policies);
  const names = namesIn(folder).filter((name) => name.endsWith(".jws"));
  return Promise.all(
    names.sort().map(async (file) => ({ file, ...(await verifyPolicySignature(textOf(join(folder, file)), version, officers, today)) })),
  );
}

/**
 * Writes a signature into the folder, which it makes if need be: whole, or not at all. Takes the place of a file of that name. Throws SIGNING_REFUSED if it cannot
 * be written.
 */
export function writeSignatureFile(policies: string, name: string, text: string): void {
  const folder = signaturesFolder(policies);
  try {
    mkdirSync(folder, { recursive: true });
    writeWhole(join(folder, name), text);
  } catch (cause) {
    throw new ChildviewError("SIGNING_REFUSED", `${join(folder, name)} cannot be written`, { cause });
  }
}

function writeWhole(file: string, text: string): void {
  const unfinished = `${file}.${randomUUID()}`;
  try {
    writeFileSync(unfinished, text, { flag: "wx", flush: true });
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

// A pipe would be waited for without end, so only what is a file is opened. The empty text is no signature.
function textOf(file: string): string {
  try {
    const stat = statSync(file);
    return stat.isFile() && stat.size <= largestFile ? readFileSync(file, "utf8") : "";
  } catch {
    return "";
  }
}
