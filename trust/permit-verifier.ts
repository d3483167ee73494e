import { setImmediate as nextTurnOfLoop } from "node:timers/promises";
import { errors, jwtVerify, type JWTVerifyGetKey } from "jose";
import type { Clock } from "../service/clock.ts";
import { ChildviewError } from "../service/errors.ts";
import { jsonPart, strictBase64url } from "./base64url.ts";
import {
  clockTolerance,
  permitCommon,
  permitLifetime,
  permitType,
  permitVersion,
  splitPermit,
  type Permit,
  type PermitCommon,
  type PermitText,
} from "./permit.ts";
import { readChildPart } from "./permit-child-part.ts";
import { rootOf } from "./permit-tree.ts";

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

/**
 * Verifies the permits of one operation; the answers stand in the order of the permits. It never throws for a permit that does not hold: that one is PERMIT_INVALID, or, if it is signed as a permit but written in another version
 * of the format, PERMIT_FORMAT_UNKNOWN. It throws PERMIT_KEYS_UNAVAILABLE if that cannot be known.
 */
export type PermitVerifier = (permits: readonly string[]) => Promise<(Permit | ChildviewError)[]>;

/** The most signed parts that are looked at of one request: an operation has one for each purpose and 128 children, and to verify one takes half a millisecond. */
const mostSignedParts = 32;

/** How many permits are read in one turn of the event loop: each takes tens of microseconds, and a page of children has a hundred. */
const readAtOnce = 16;

/**
 * Makes the verifier of one agency: signature, type, issuer, audience, times, and that the child's part is one that was signed. A signed
 * part that several permits share is verified once. It also refuses permits of different actors side by side: an operation has one actor,
 * so a second one was put there by somebody. It does not know the caller: a permit is a bearer's, for {@link permitLifetime} seconds.
 */
export function createPermitVerifier(options: PermitVerifierOptions): PermitVerifier {
  return async (permits) => {
    const texts = permits.map(partsOf);
    const signedParts = [...new Set(texts.flatMap((text) => (text instanceof ChildviewError ? [] : [text.signed])))];
    if (signedParts.length > mostSignedParts) return permits.map(() => invalid("more signed parts came than an operation has"));
    const verified = new Map(await Promise.all(signedParts.map(async (signed) => [signed, await verifySigned(signed, options)] as const)));
    const actors = new Set(
      [...verified.values()].flatMap((common) => (common instanceof ChildviewError ? [] : [`${common.org} ${common.sub}`])),
    );
    if (actors.size > 1) return permits.map(() => invalid("permits of different actors came in one operation"));
    const found: (Permit | ChildviewError)[] = [];
    for (const text of texts) {
      if (found.length % readAtOnce === 0) await nextTurnOfLoop();
      const common = text instanceof ChildviewError ? text : (verified.get(text.signed) ?? invalid("its signed part was not verified"));
      found.push(
        text instanceof ChildviewError || common instanceof ChildviewError
          ? (common as ChildviewError)
          : childOf(text, common, options.agency),
      );
    }
    return found;
  };
}

function invalid(detail: string, cause?: unknown): ChildviewError {
  return new ChildviewError("PERMIT_INVALID", detail, { cause });
}

function partsOf(permit: string): PermitText | ChildviewError {
  const text = splitPermit(permit);
  if (text === undefined) return invalid("it is not a signed part with the part of one child");
  // The last character of an Ed25519 signature has four bits to spare, and jose skips them: one permit could be spelt in sixteen ways.
  const signature = text.signed.slice(text.signed.lastIndexOf(".") + 1);
  return strictBase64url(signature) === undefined ? invalid("its signature is not strict base64url") : text;
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
      requiredClaims: ["exp", "iat"],
    });
    // Only the partnership can say that it writes in another version, and only that is a failure to be mended.
    if (payload["v"] !== permitVersion) return otherFormat(payload["v"]);
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

function otherFormat(version: unknown): ChildviewError {
  const said = typeof version === "number" ? `version ${version}` : "no version";
  return new ChildviewError("PERMIT_FORMAT_UNKNOWN", `the permit says ${said} of the format, and this service reads ${permitVersion}`);
}

function childOf({ child: part, path }: PermitText, common: PermitCommon, agency: string): Permit | ChildviewError {
  if (rootOf(part, path) !== common.children) return invalid("its part of a child is not among those that were signed");
  const child = readChildPart(agency, part);
  if (child === undefined) return invalid("its part of a child is not that of a permit");
  const { v: _version, children: _root, ...heading } = common;
  return { ...heading, ...child };
}
