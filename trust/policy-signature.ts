import { CompactSign, errors, flattenedVerify, type KeyInput } from "jose";
import { z } from "zod";
import { englandToday } from "../service/england-today.ts";
import { jsonPart, strictBase64url } from "./base64url.ts";
import { inOffice, type Officer } from "./officers.ts";

/** Sets an officer's signature apart from every other token (RFC 8725 §3.11). */
const signatureType = "policy-signature+jws";

/** Why a signature does not put a version into force, as a closed list. */
export const signatureFlaws = {
  UNREADABLE: "it cannot be read",
  MALFORMED: "it is not the signature of a policy version, written in the one way there is",
  NOT_LISTED: "no officer of this id is listed",
  KEY_MISMATCH: "the officer's listed key did not make it",
  NOT_IN_OFFICE: "the officer was not in office on the day it names",
  IN_THE_FUTURE: "the day it names has not come",
  OTHER_VERSION: "it is of another version",
} as const;

/** One of the closed list of flaws. */
export type SignatureFlaw = keyof typeof signatureFlaws;

/** What became of a signature: who signed on which day (ISO, in England), or why it does not count. */
export type CheckedSignature =
  { readonly holds: true; readonly officer: Officer; readonly signedOn: string } | { readonly holds: false; readonly flaw: SignatureFlaw };

// Strict: `crit`, a key brought along, `b64` and everything else that could change what is verified is refused (RFC 8725 §3.10).
const header = z.strictObject({
  alg: z.literal("EdDSA"),
  typ: z.literal(signatureType),
  kid: z.string(),
  // Seconds since 1970, up to the year 9999.
  iat: z.int().min(0).max(253_402_300_799),
  policy: z.string().regex(/^[0-9a-f]{64}$/),
});

/**
 * Signs a version of the policy: a compact JWS whose payload is left out (RFC 7515 appendix F), so that what was signed is said again by whoever verifies, and is
 * never taken from the signature. Its header names the officer, the time and, so that an old signature can be told from a forged one, the version. Does not check
 * that the key is the officer's; `verifyPolicySignature` does.
 */
export async function signPolicyVersion(version: string, officerId: string, privateKey: KeyInput, now: Date): Promise<string> {
  const signed = await new CompactSign(contentOf(version))
    .setProtectedHeader({ alg: "EdDSA", typ: signatureType, kid: officerId, iat: Math.floor(now.getTime() / 1000), policy: version })
    .sign(privateKey);
  return signed.replace(/\.[^.]*\./, "..");
}

/**
 * Whether the text is a signature of this version by one of the officers, made on a day on which they were in office and that has come. Never throws for a
 * signature that does not hold. The day is the signer's own word: an officer can date a signature back within their term, so a key that was lost is answered by
 * taking its officer off the list.
 */
export async function verifyPolicySignature(
  text: string,
  version: string,
  officers: readonly Officer[],
  today: string,
): Promise<CheckedSignature> {
  const [, protectedPart = "", signature = ""] = /^([\w-]+)\.\.([\w-]+)$/.exec(text) ?? [];
  const read = header.safeParse(jsonPart(protectedPart));
  if (!read.success || strictBase64url(signature) === undefined) return flawed("MALFORMED");
  const { kid, iat, policy } = read.data;
  const officer = officers.find(({ id }) => id === kid);
  if (officer === undefined) return flawed("NOT_LISTED");
  if (!(await madeBy(officer, protectedPart, policy, signature))) return flawed("KEY_MISMATCH");
  const signedOn = englandToday(new Date(iat * 1000));
  if (signedOn > today) return flawed("IN_THE_FUTURE");
  if (!inOffice(officer, signedOn)) return flawed("NOT_IN_OFFICE");
  return policy === version ? { holds: true, officer, signedOn } : flawed("OTHER_VERSION");
}

// The words keep it from ever being what somebody else asks an officer's key to sign.
function contentOf(version: string): Uint8Array {
  return Buffer.from(`childview policy ${version}`, "utf8");
}

function flawed(flaw: SignatureFlaw): CheckedSignature {
  return { holds: false, flaw };
}

async function madeBy({ key }: Officer, protectedPart: string, version: string, signature: string): Promise<boolean> {
  const payload = Buffer.from(contentOf(version)).toString("base64url");
  try {
    await flattenedVerify({ protected: protectedPart, payload, signature }, key, { algorithms: ["EdDSA"] });
    return true;
  } catch (error) {
    if (error instanceof errors.JOSEError) return false;
    throw error;
  }
}
