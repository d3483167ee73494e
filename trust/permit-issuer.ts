import { randomBytes, randomUUID } from "node:crypto";
import { type CryptoKey, SignJWT } from "jose";
import { childrenPerSignature, disclosureDigest, permitLifetime, permitType, type PermitChild, type PermitCommon } from "./permit.ts";

/** The key that signs, and its name in the published key set. */
export interface SigningKey {
  readonly kid: string;
  readonly key: CryptoKey;
}

/** What the caller decides of the common claims; the issuer adds the times, the id and the digests. */
export type PermitHeading = Pick<PermitCommon, "iss" | "aud" | "sub" | "role" | "org" | "purpose" | "policy">;

/**
 * Signs one permit for each child, in the order of `children`, with one signature for each {@link childrenPerSignature} of them.
 * All are for the same agency, actor and purpose. Does not check that what is signed was decided.
 */
export async function issuePermits(
  signing: SigningKey,
  heading: PermitHeading,
  children: readonly PermitChild[],
  now: Date,
): Promise<string[]> {
  const permits: string[] = [];
  for (let from = 0; from < children.length; from += childrenPerSignature) {
    const disclosures = children.slice(from, from + childrenPerSignature).map(disclose);
    const signed = await sign(signing, heading, disclosures, now);
    permits.push(...disclosures.map((disclosure) => `${signed}~${disclosure}~`));
  }
  return permits;
}

// The salt has 128 bits, as RFC 9901 §9.3 recommends, so that a digest tells nothing of the child behind it.
function disclose(child: PermitChild): string {
  return Buffer.from(JSON.stringify([randomBytes(16).toString("base64url"), child]), "utf8").toString("base64url");
}

function sign(signing: SigningKey, heading: PermitHeading, disclosures: readonly string[], now: Date): Promise<string> {
  const issuedAt = Math.floor(now.getTime() / 1000);
  const children = disclosures.map((disclosure) => ({ "...": disclosureDigest(disclosure) }));
  return new SignJWT({ ...heading, _sd_alg: "sha-256", children })
    .setProtectedHeader({ alg: "EdDSA", typ: permitType, kid: signing.kid })
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + permitLifetime)
    .setJti(randomUUID())
    .sign(signing.key);
}
