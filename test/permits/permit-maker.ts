import { createHmac, generateKeyPairSync, randomUUID, sign, type KeyObject } from "node:crypto";
import { importJWK, type CryptoKey, type JWTVerifyGetKey } from "jose";
import { systemClock } from "../../service/clock.ts";
import { childrenPerSignature, disclosureDigest, permitLifetime, type Permit, type PermitChild } from "../../trust/permit.ts";
import { issuePermits, type PermitHeading, type SigningKey } from "../../trust/permit-issuer.ts";
import { createPermitVerifier, type PermitVerifierOptions } from "../../trust/permit-verifier.ts";
import { ChildviewError } from "../../service/errors.ts";

/** A key of the partnership: to sign with, and to verify with. */
export interface TestKey extends SigningKey {
  readonly privateKey: KeyObject;
  readonly publicKey: CryptoKey;
  readonly publicJwk: Record<string, unknown>;
}

/** The name of every key that tests make: what sets them apart is the key, so that a name alone never earns belief. */
const kid = "partnership-1";

/** Makes an Ed25519 key pair. */
export async function makeKey(): Promise<TestKey> {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const publicJwk: Record<string, unknown> = { ...publicKey.export({ format: "jwk" }), kid, alg: "EdDSA", use: "sig" };
  return { kid, privateKey, publicJwk, key: await cryptoKey(privateKey), publicKey: await cryptoKey(publicKey) };
}

async function cryptoKey(key: KeyObject): Promise<CryptoKey> {
  const imported = await importJWK({ ...key.export({ format: "jwk" }) }, "EdDSA");
  if (imported instanceof Uint8Array) throw new Error("an Ed25519 key is not symmetric");
  return imported;
}

/** What Rachel Stone's permits for health have in common. */
export const heading: PermitHeading = {
  iss: "urn:childview:partnership",
  aud: "urn:childview:health",
  sub: "rachel.stone",
  role: "speech-and-language-therapist",
  org: "health",
  purpose: "DIRECT_SUPPORT",
  policy: "a-version",
};

/** What a permit says of a child that health knows by this number. */
export function childCalled(child: string | null, more: Partial<PermitChild> = {}): PermitChild {
  return {
    child,
    rules: [["read", "health.therapies"]],
    withheld: { "health.mental-health": { reason: "NO_CONSENT", remedy: "Ask the family.", rules: ["camhs-reads-mental-health"] } },
    inPart: { "health.therapies": ["therapists-read-therapies"] },
    ruleIds: ["camhs-reads-mental-health", "therapists-read-therapies"],
    consents: "1",
    override: null,
    ...more,
  };
}

/** Issues as the partnership does. */
export function issue(
  key: SigningKey,
  children: readonly PermitChild[],
  more: Partial<PermitHeading> = {},
  now = new Date(),
): Promise<string[]> {
  return issuePermits(key, { ...heading, ...more }, children, now);
}

/** Issues for one child. */
export async function issueOne(key: SigningKey, child: PermitChild, more: Partial<PermitHeading> = {}, now = new Date()): Promise<string> {
  const [permit] = await issue(key, [child], more, now);
  if (permit === undefined) throw new Error("no permit was issued");
  return permit;
}

/** The verifier of health, which believes one key. */
export function healthVerifier(key: Pick<TestKey, "publicKey">, more: Partial<PermitVerifierOptions> = {}) {
  const keys: JWTVerifyGetKey = () => key.publicKey;
  return createPermitVerifier({ issuer: heading.iss, audience: heading.aud, agency: "health", keys, clock: systemClock, ...more });
}

/** One answer as a test reads it: the permit, or the code of the refusal. */
export function held(answer: Permit | ChildviewError | undefined): Permit | string {
  if (answer === undefined) throw new Error("there is no answer");
  return answer instanceof ChildviewError ? answer.code : answer;
}

/** What a forger can put into a permit in place of what the partnership would. */
export interface Forgery {
  readonly header?: Record<string, unknown>;
  readonly claims?: Record<string, unknown>;
  /** What the one disclosure holds, before it is written as JSON. */
  readonly disclosed?: unknown;
  readonly signature?: (input: string) => Buffer;
}

/** Writes a permit by hand, all of it right but for what is named; so a test that refuses it refuses that alone. */
export function forge(key: TestKey, { header, claims, disclosed, signature }: Forgery = {}): string {
  const disclosure = base64url(disclosed === undefined ? [randomUUID(), childCalled("9990000001")] : disclosed);
  const now = Math.floor(Date.now() / 1000);
  const payload = {
    ...heading,
    _sd_alg: "sha-256",
    children: [{ "...": disclosureDigest(disclosure) }],
    iat: now,
    exp: now + permitLifetime,
    jti: randomUUID(),
    ...claims,
  };
  const input = `${base64url({ alg: "EdDSA", typ: "permit+jwt", kid, ...header })}.${base64url(payload)}`;
  const signed = (signature ?? ((text) => sign(null, Buffer.from(text), key.privateKey)))(input);
  return `${input}.${signed.toString("base64url")}~${disclosure}~`;
}

/** Signs with the bytes of a public key as if it were a shared secret (RFC 8725 §2.1). */
export function hmacWithPublicKey(key: TestKey): (input: string) => Buffer {
  return (input) =>
    createHmac("sha256", Buffer.from(String(key.publicJwk["x"]), "base64url"))
      .update(input)
      .digest();
}

/** The two parts of a permit: what is signed, and what is disclosed. */
export function parts(permit: string): { signed: string; disclosure: string } {
  const [signed = "", disclosure = ""] = permit.split("~");
  return { signed, disclosure };
}

/** All that whoever holds a permit can read of it. */
export function readable(permit: string): string {
  const { signed, disclosure } = parts(permit);
  const [header = "", payload = ""] = signed.split(".");
  return [header, payload, disclosure].map((part) => Buffer.from(part, "base64url").toString("utf8")).join("\n");
}

/** The children of a full signed part and one more. */
export const seventeen: readonly PermitChild[] = Array.from({ length: childrenPerSignature + 1 }, (_, index) =>
  childCalled(`99900000${String(index + 10)}`),
);

function base64url(value: unknown): string {
  return Buffer.from(typeof value === "string" ? value : JSON.stringify(value), "utf8").toString("base64url");
}
