import { type CryptoKey, SignJWT } from "jose";
import { permitLifetime, permitType, permitVersion, type PermitChild, type PermitCommon } from "./permit.ts";
import { writeChildPart } from "./permit-child-part.ts";
import { childrenPerSignature, growTree } from "./permit-tree.ts";

/** The key that signs, and its name in the published key set. */
export interface SigningKey {
  readonly kid: string;
  readonly key: CryptoKey;
}

/** What the caller decides of the common claims; the issuer adds the version, the times and the root. */
export type PermitHeading = Pick<PermitCommon, "iss" | "aud" | "sub" | "role" | "org" | "purpose" | "policy">;

/**
 * Signs one permit for each child, in the order of `children`, with one signature for each {@link childrenPerSignature} of them.
 * All are for the same agency, of whose categories alone they can speak, and for the same actor and purpose. Does not check that what is signed was decided.
 */
export async function issuePermits(
  signing: SigningKey,
  agency: string,
  heading: PermitHeading,
  children: readonly PermitChild[],
  now: Date,
): Promise<string[]> {
  const permits: string[] = [];
  for (let from = 0; from < children.length; from += childrenPerSignature) {
    const parts = children.slice(from, from + childrenPerSignature).map((child) => writeChildPart(agency, child));
    const { root, paths } = growTree(parts);
    const signed = await sign(signing, heading, root, now);
    permits.push(...parts.map((part, at) => `${signed}~${part}${paths[at] ?? ""}`));
  }
  return permits;
}

function sign(signing: SigningKey, { policy, ...heading }: PermitHeading, children: string, now: Date): Promise<string> {
  const issuedAt = Math.floor(now.getTime() / 1000);
  const version = Buffer.from(policy, "hex").toString("base64url");
  return new SignJWT({ v: permitVersion, ...heading, policy: version, children })
    .setProtectedHeader({ alg: "EdDSA", typ: permitType, kid: signing.kid })
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + permitLifetime)
    .sign(signing.key);
}
