import { createPrivateKey, createPublicKey, type JsonWebKey, type KeyObject } from "node:crypto";
import { readFileSync } from "node:fs";
import { ChildviewError } from "../service/errors.ts";
import { officer, type OfficerKey } from "./officers.ts";

/**
 * Reads an officer's private key from a file: Ed25519, as PKCS#8 PEM (what `openssl genpkey -algorithm ed25519` writes) or as a JWK (RFC 8037). Throws
 * OFFICER_KEY_UNUSABLE, in which nothing of the file is repeated. Does not ask for a passphrase, so an encrypted key is refused.
 */
export function readOfficerKey(file: string): KeyObject {
  const text = attempt(() => readFileSync(file, "utf8"));
  if (text === undefined) throw new ChildviewError("OFFICER_KEY_UNUSABLE", `${file} cannot be read`);
  const key = attempt(() =>
    text.trimStart().startsWith("{") ? createPrivateKey({ key: JSON.parse(text) as JsonWebKey, format: "jwk" }) : createPrivateKey(text),
  );
  if (key?.asymmetricKeyType === "ed25519") return key;
  const hint = text.includes("ENCRYPTED") ? "it is encrypted, so decrypt it for the signing" : "it holds no such key";
  throw new ChildviewError("OFFICER_KEY_UNUSABLE", `${file} is not an Ed25519 private key in PKCS#8 PEM or as a JWK: ${hint}`);
}

/** The public half of a private key, as the list of agencies has it. */
export function publicKeyOf(privateKey: KeyObject): OfficerKey {
  return officer.shape.key.parse(createPublicKey(privateKey).export({ format: "jwk" }));
}

// The cause is left out on purpose: what a parser says of a key file may quote it.
function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
