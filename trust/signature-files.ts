import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { ChildviewError } from "../service/errors.ts";
import { writeWhole } from "../service/whole-file.ts";
import type { Officer } from "./officers.ts";
import { type CheckedSignature, verifyPolicySignature } from "./policy-signature.ts";

/** A signature is some three hundred characters; a file with more than this, in bytes, is none, and is not read. */
const largestFile = 4096;

/** What `signatureFileName` is made of, so that a name can be printed as it is: it breaks no line, and turns no text round. */
const printableName = /^[0-9a-z.-]+\.jws$/;

/** A file of the signatures folder, or that folder if it cannot be read; and what became of it. */
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
 * Checks every `.jws` file of the signatures folder, in the order of their names; files with a capital, a space or anything but letters, digits, dots and hyphens
 * in their name are passed over, as other files are. None if there is no such folder. What cannot be read as a signature, whatever it is, is reported as such and
 * stops nothing; so is a folder that cannot be read, which is not one without signatures. An officer can be in it more than once.
 */
export async function checkSignatureFiles(
  policies: string,
  version: string,
  officers: readonly Officer[],
  today: string,
): Promise<SignatureFile[]> {
  const folder = signaturesFolder(policies);
  const names = namesIn(folder);
  if (names === undefined) return [{ file: basename(folder), holds: false, flaw: "UNREADABLE" }];
  return Promise.all(
    names
      .filter((name) => printableName.test(name))
      .sort()
      .map(async (file): Promise<SignatureFile> => {
        const text = textOf(join(folder, file));
        return text === undefined
          ? { file, holds: false, flaw: "UNREADABLE" }
          : { file, ...(await verifyPolicySignature(text, version, officers, today)) };
      }),
  );
}

/**
 * Writes a signature into the folder, which it makes if need be, so that every user can read it: whole, or not at all. Takes the place of a file of that name.
 * Throws FILE_UNWRITABLE if it cannot be written.
 */
export function writeSignatureFile(policies: string, name: string, text: string): void {
  const folder = signaturesFolder(policies);
  makeFolder(folder);
  writeWhole(join(folder, name), text);
}

function makeFolder(folder: string): void {
  try {
    if (mkdirSync(folder, { recursive: true }) !== undefined) chmodSync(folder, 0o755);
  } catch (cause) {
    throw new ChildviewError("FILE_UNWRITABLE", `${folder} cannot be written`, { cause });
  }
}

/** None if there is no such folder, undefined if it cannot be read. */
function namesIn(folder: string): string[] | undefined {
  try {
    return readdirSync(folder);
  } catch (error) {
    return typeof error === "object" && error !== null && "code" in error && error.code === "ENOENT" ? [] : undefined;
  }
}

// A pipe would be waited for without end, so only what is a file is opened. The empty text is no signature.
function textOf(file: string): string | undefined {
  try {
    const stat = statSync(file);
    return stat.isFile() && stat.size <= largestFile ? readFileSync(file, "utf8") : "";
  } catch {
    return undefined;
  }
}
