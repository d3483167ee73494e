import { setImmediate as nextTurnOfLoop } from "node:timers/promises";
import { errors, jwtVerify, type JWTVerifyGetKey } from "jose";
import { z } from "zod";
import type { Clock } from "../service/clock.ts";
import { ChildviewError } from "../service/errors.ts";
import { jsonPart, strictBase64url, strictJson } from "./base64url.ts";
import {
  clockTolerance,
  disclosureDigest,
  permitChild,
  permitCommon,
  permitLifetime,
  permitType,
  type Permit,
  type PermitCommon,
} from "./permit.ts";

/** Whom an agency believes, and as whom it is addressed. */
export interface PermitVerifierOptions {
  readonly issuer: string;
  readonly audience: string;
  /** The agency's name: a permit may speak of categories of this agency alone. */
  readonly agency: string;
  readonly keys: JWTVerifyGetKey;
  /** What tells whether a permit is fresh. */
  readonly clock: Clock;
}

/** Verifies the permits of one operation; the answers stand in the order of the permits. It never throws for a permit that does not hold. It throws PERMIT_KEYS_UNAVAILABLE if that cannot be known. */
export type PermitVerifier = (permits: readonly string[]) => Promise<(Permit | ChildviewError)[]>;

const disclosed = z.tuple([z.string().min(22), permitChild]);

/**
 * Makes the verifier of one agency: signature, type, issuer, audience, times, and that the child's disclosure is one that was signed. A signed
 * part that several permits share is verified once. It also refuses permits of different actors side by side: an operation has one actor,
 * so a second one was put there by somebody. It does not know the caller: a permit is a bearer's, for {@link permitLifetime} seconds.
 */
export function createPermitVerifier(options: PermitVerifierOptions): PermitVerifier {
  return async (permits) => {
    const parts = permits.map(split);
    const signedParts = [...new Set(parts.flatMap((part) => (part instanceof ChildviewError ? [] : [part.signed])))];
    const verified = new Map(await Promise.all(signedParts.map(async (signed) => [signed, await verifySigned(signed, options)] as const)));
    const actors = new Set(
      [...verified.values()].flatMap((common) => (common instanceof ChildviewError ? [] : [`${common.org} ${common.sub}`])),
    );
    if (actors.size > 1) return permits.map(() => invalid("permits of different actors came in one operation"));
    const found: (Permit | ChildviewError)[] = [];
    let last: string | undefined;
    for (const part of parts) {
      if (part instanceof ChildviewError) {
        found.push(part);
        continue;
      }
      // A disclosure takes up to a millisecond, and a page of children has a hundred: those of each signed part, sixteen at most, have a turn of the event loop to themselves.
      if (part.signed !== last) await nextTurnOfLoop();
      last = part.signed;
      const common = verified.get(part.signed) ?? invalid("its signed part was not verified");
      found.push(common instanceof ChildviewError ? common : discloseChild(part.disclosure, common, options.agency));
    }
    return found;
  };
}

function invalid(detail: string, cause?: unknown): ChildviewError {
  return new ChildviewError("PERMIT_INVALID", detail, { cause });
}

function split(permit: string): { signed: string; disclosure: string } | ChildviewError {
  const match = /^([\w-]+\.[\w-]+\.([\w-]+))~([\w-]+)~$/.exec(permit);
  const [, signed, signature = "", disclosure] = match ?? [];
  if (signed === undefined || disclosure === undefined) return invalid("it is not a signed part with one disclosure");
  // The last character of an Ed25519 signature has four bits to spare, and jose skips them: one permit could be spelt in sixteen ways.
  return strictBase64url(signature) !== undefined ? { signed, disclosure } : invalid("its signature is not strict base64url");
}

async function verifySigned(signed: string, options: PermitVerifierOptions): Promise<PermitCommon | ChildviewError> {
  const [header = "", claimsPart = ""] = signed.split(".");
  // jose reads what is no UTF-8 as something else, and of two members of one name the last.
  if (jsonPart(header) === undefined || jsonPart(claimsPart) === undefined) return invalid("its signed part is not strict JSON");
  try {
    const { payload } = await jwtVerify(signed, options.keys, {
      issuer: options.issuer,
      audience: options.audience,
      typ: permitType,
      algorithms: ["EdDSA"],
      maxTokenAge: permitLifetime,
      clockTolerance,
      currentDate: options.clock(),
      requiredClaims: ["exp", "iat", "sub", "jti"],
    });
    const claims = permitCommon.safeParse(payload);
    return claims.success ? claims.data : invalid("its claims are not those of a permit");
  } catch (cause) {
    // Without keys nothing is known of the permit: that is a failure to be mended, and must not read as a decision.
    if (keysMissing(cause)) throw new ChildviewError("PERMIT_KEYS_UNAVAILABLE", "the partnership's keys cannot be fetched", { cause });
    return invalid(cause instanceof errors.JOSEError ? cause.code : "it cannot be read", cause);
  }
}

function keysMissing(cause: unknown): boolean {
  if (cause instanceof errors.JWKSTimeout || cause instanceof errors.JWKSInvalid) return true;
  // jose reports a key set that was not answered with 200 as a plain JOSEError, and a connection that failed as what `fetch` throws.
  return cause instanceof errors.JOSEError ? cause.code === errors.JOSEError.code : cause instanceof TypeError;
}

function discloseChild(disclosure: string, common: PermitCommon, agency: string): Permit | ChildviewError {
  const digest = disclosureDigest(disclosure);
  if (!common.children.some((entry) => entry["..."] === digest)) return invalid("its disclosure is not among those that were signed");
  const content = disclosed.safeParse(strictJson(disclosure));
  if (!content.success) return invalid("its disclosure is not that of a permit");
  const child = content.data[1];
  const named = [...child.rules.map((rule) => rule[1]), ...Object.keys(child.withheld), ...Object.keys(child.inPart)];
  const foreign = named.find((category) => !category.startsWith(`${agency}.`));
  if (foreign !== undefined) return invalid("it speaks of another agency's categories");
  const { children: _digests, _sd_alg: _algorithm, ...heading } = common;
  return { ...heading, ...child };
}
