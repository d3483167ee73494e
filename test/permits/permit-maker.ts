import { createHmac, generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { importJWK, type CryptoKey, type JWTVerifyGetKey } from "jose";
import { systemClock } from "../../service/clock.ts";
import { permitLifetime, permitVersion, type Permit, type PermitChild } from "../../trust/permit.ts";
import { writeChildPart } from "../../trust/permit-child-part.ts";
import { readCodeOf, type Verdict, type WithheldCode } from "../../trust/permit-codes.ts";
import { childrenPerSignature, growTree } from "../../trust/permit-tree.ts";
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

/** A version of the agreements. */
export const aVersion = "0123456789abcdef".repeat(4);

/** What Rachel Stone's permits for health have in common. */
export const heading: PermitHeading = {
  iss: "urn:childview:partnership",
  aud: "urn:childview:health",
  sub: "rachel.stone",
  role: "speech-and-language-therapist",
  org: "health",
  purpose: "DIRECT_SUPPORT",
  policy: aVersion,
};

type Marks = NonNullable<Parameters<typeof readCodeOf>[0][number]>;

/** What was decided, as tests write it: what may be read as CASL rules, what is withheld and what a part is withheld of, each with the rules that may be told. */
export interface Decided {
  readonly rules?: readonly (readonly ["read", string, Marks?])[];
  readonly withheld?: Readonly<Record<string, { readonly reason: WithheldCode; readonly rules: readonly string[] }>>;
  readonly inPart?: Readonly<Record<string, readonly string[]>>;
}

/** The same as a permit says it. */
export function verdictsOf({ rules = [], withheld = {}, inPart = {} }: Decided): Map<string, Verdict> {
  const verdicts = new Map<string, Verdict>();
  for (const category of new Set(rules.map((rule) => rule[1]))) {
    const code = readCodeOf(rules.flatMap((rule) => (rule[1] === category ? [rule[2] ?? {}] : [])));
    verdicts.set(category, { code, rules: code === "ALL" ? [] : (inPart[category] ?? []) });
  }
  for (const [category, { reason, rules: told }] of Object.entries(withheld)) verdicts.set(category, { code: reason, rules: told });
  return verdicts;
}

/** What a permit says of a child that health knows by this number. */
export function childCalled(child: string | null, { rules, withheld, inPart, ...more }: Decided & Partial<PermitChild> = {}): PermitChild {
  return {
    child,
    verdicts: verdictsOf({
      rules: rules ?? [["read", "health.therapies", { aboutOther: false }]],
      withheld: withheld ?? { "health.mental-health": { reason: "NO_CONSENT", rules: ["camhs-reads-mental-health"] } },
      inPart: inPart ?? { "health.therapies": ["therapists-read-therapies"] },
    }),
    ruleIds: ["camhs-reads-mental-health", "therapists-read-therapies"],
    consents: "1",
    override: null,
    ...more,
  };
}

/** What a test sets of the common claims, and the agency, if it is not the one whose audience it is. */
type Heading = Partial<PermitHeading> & { readonly agency?: string };

/** Issues as the partnership does. */
export function issue(key: SigningKey, children: readonly PermitChild[], more: Heading = {}, now = new Date()): Promise<string[]> {
  const { agency, ...claims } = { ...heading, ...more };
  return issuePermits(key, agency ?? claims.aud.replace("urn:childview:", ""), claims, children, now);
}

/** Issues for one child. */
export async function issueOne(key: SigningKey, child: PermitChild, more: Heading = {}, now = new Date()): Promise<string> {
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
  /** The part of the child. */
  readonly part?: string;
  /** The header and the claims as they are signed, whatever else is named. */
  readonly raw?: string;
  readonly signature?: (input: string) => Buffer;
}

/** Writes a permit by hand, all of it right but for what is named; so a test that refuses it refuses that alone. */
export function forge(key: TestKey, { header, claims, part = partOf(childCalled("9990000001")), raw, signature }: Forgery = {}): string {
  const now = Math.floor(Date.now() / 1000);
  const payload = {
    v: permitVersion,
    ...heading,
    policy: Buffer.from(aVersion, "hex").toString("base64url"),
    children: growTree([part]).root,
    iat: now,
    exp: now + permitLifetime,
    ...claims,
  };
  const input = raw ?? `${base64url({ alg: "EdDSA", typ: "permit+jwt", kid, ...header })}.${base64url(payload)}`;
  const signed = (signature ?? ((text) => sign(null, Buffer.from(text), key.privateKey)))(input);
  return `${input}.${signed.toString("base64url")}~${part}`;
}

/** Signs with the bytes of a public key as if it were a shared secret (RFC 8725 §2.1). */
export function hmacWithPublicKey(key: TestKey): (input: string) => Buffer {
  return (input) =>
    createHmac("sha256", Buffer.from(String(key.publicJwk["x"]), "base64url"))
      .update(input)
      .digest();
}

/** The part of a child of health, as the partnership writes it. */
export function partOf(child: PermitChild): string {
  return writeChildPart("health", child);
}

/** The parts of a permit: what is signed, what it says of the child, and the way from this to that. */
export function parts(permit: string): { signed: string; part: string; path: string } {
  const [signed = "", part = "", ...steps] = permit.split("~");
  return { signed, part, path: steps.map((step) => `~${step}`).join("") };
}

/** All that whoever holds a permit can read of it. */
export function readable(permit: string): string {
  const { signed, part, path } = parts(permit);
  const [header = "", payload = ""] = signed.split(".");
  const [, child = ""] = part.split(".");
  const decoded = [header, payload, child, ...path.split("~")].map((text) => Buffer.from(text, "base64url").toString("latin1"));
  return [...decoded, part, path].join("\n");
}

/** The children of a full signed part and one more. */
export const oneTooMany: readonly PermitChild[] = Array.from({ length: childrenPerSignature + 1 }, (_, index) =>
  childCalled(`9990000${String(index + 100)}`),
);

function base64url(value: unknown): string {
  return Buffer.from(typeof value === "string" ? value : JSON.stringify(value), "utf8").toString("base64url");
}
