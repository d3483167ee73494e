import { compactVerify, errors, type JWTVerifyGetKey } from "jose";
import { z } from "zod";
import type { Clock } from "../service/clock.ts";
import { ChildviewError, type ErrorCode } from "../service/errors.ts";
import type { Agencies, Issuer } from "./agencies.ts";
import { readCompactJws } from "./compact-jws.ts";
import { createIssuerKeys } from "./issuer-keys.ts";

/** Who is asking, as a listed issuer says. `subject` is unique within its issuer only. */
export interface Principal {
  readonly subject: string;
  readonly name: string;
  readonly role: string;
  readonly agency: string;
  readonly issuer: string;
  /** The program through which they ask, as the issuer says (`client_id`, RFC 9068 §2.2), if it does. It is not checked. */
  readonly client?: string | undefined;
}

/** Turns the value of an `Authorization` header into the person who asks, or throws. */
export type AccessTokenVerifier = (authorization: string | undefined) => Promise<Principal>;

/** How far our clock and an issuer's may differ, in seconds. */
const clockTolerance = 5;
/** The longest time between `iat` and `exp` that is accepted, in seconds. */
const longestLifetime = 24 * 60 * 60;

const types = z.enum(["at+jwt", "application/at+jwt"]);
/** Header members that bring or point at a key of the sender's choice (RFC 8725 §3.10), or ask for an extension, of which we know none. */
const refusedMembers = ["jku", "jwk", "x5u", "x5c", "crit"];
const audiences = z.union([z.string(), z.array(z.string())]);
const times = z.object({ iat: z.number(), exp: z.number(), nbf: z.number().optional() });
/** At most 255 ASCII characters (OpenID Connect Core §2). */
const subject = z.string().regex(/^[\x20-\x7e]{1,255}$/);
/** Visible characters and spaces (RFC 6749 appendix A.1). */
const clientId = z.string().regex(/^[\x20-\x7e]{1,255}$/);
const personName = z.string().regex(/^[^\p{Cc}]{1,255}$/u);

/**
 * Makes the verifier of access tokens (RFC 9068) from the listed issuers. It throws TOKEN_MISSING, TOKEN_MALFORMED, TOKEN_FOREIGN,
 * TOKEN_INVALID, TOKEN_EXPIRED, ISSUER_UNAVAILABLE or ROLE_NOT_ASSERTABLE; no message repeats anything of the token. It contacts nobody
 * but a listed issuer's own key URL. It does not check whether a token was revoked, nor its scopes and client.
 */
export function createAccessTokenVerifier(agencies: Agencies, clock: Clock): AccessTokenVerifier {
  const listed = new Map(agencies.issuers.map((issuer) => [issuer.issuer, { issuer, keys: createIssuerKeys(issuer.jwks) }]));
  return async (authorization) => {
    const token = bearerToken(authorization);
    const { header, claims } = readCompactJws(token);
    const found = typeof claims["iss"] === "string" ? listed.get(claims["iss"]) : undefined;
    if (found === undefined) throw refused("TOKEN_FOREIGN", "its issuer is not one of those accepted here");
    checkHeader(header);
    await checkSignature(token, found.keys, found.issuer);
    checkAudience(claims["aud"], agencies.audience);
    checkTimes(claims, clock());
    checkBearer(claims);
    return principal(claims, found.issuer);
  };
}

function bearerToken(authorization: string | undefined): string {
  const [scheme, token] = /^(\S+) (.+)$/s.exec(authorization ?? "")?.slice(1) ?? [];
  if (scheme?.toLowerCase() !== "bearer" || token === undefined) {
    throw new ChildviewError("TOKEN_MISSING", "The request has no `Authorization: Bearer` header with a token");
  }
  if (scheme !== "Bearer") throw new ChildviewError("TOKEN_MALFORMED", "The scheme of the `Authorization` header must be spelt `Bearer`");
  return token;
}

function checkHeader(header: Record<string, unknown>): void {
  if (!types.safeParse(header["typ"]).success) throw refused("TOKEN_INVALID", "its type is not at+jwt, as RFC 9068 asks of access tokens");
  const member = refusedMembers.find((name) => Object.hasOwn(header, name));
  if (member !== undefined) throw refused("TOKEN_INVALID", `its header has "${member}", which is not accepted`);
  if (typeof header["kid"] !== "string" || header["kid"] === "") throw refused("TOKEN_INVALID", 'its header has no "kid"');
}

async function checkSignature(token: string, keys: JWTVerifyGetKey, issuer: Issuer): Promise<void> {
  try {
    await compactVerify(token, keys, { algorithms: issuer.algorithms });
  } catch (cause) {
    if (cause instanceof ChildviewError) throw cause;
    const unlisted = cause instanceof errors.JOSEAlgNotAllowed;
    throw refused("TOKEN_INVALID", unlisted ? "its algorithm is not listed for its issuer" : "its signature does not hold", cause);
  }
}

function checkAudience(claim: unknown, audience: string): void {
  const named = audiences.safeParse(claim);
  if (!named.success || ![named.data].flat().includes(audience)) throw refused("TOKEN_FOREIGN", "it is for another audience");
}

function checkTimes(claims: Record<string, unknown>, moment: Date): void {
  const result = times.safeParse(claims);
  if (!result.success) throw refused("TOKEN_INVALID", "it does not say when it was issued and when it expires");
  const { iat, exp, nbf = iat } = result.data;
  const now = moment.getTime() / 1000;
  if (Math.max(iat, nbf) > now + clockTolerance) throw refused("TOKEN_INVALID", "it is from the future");
  if (exp <= iat || exp - iat > longestLifetime) throw refused("TOKEN_INVALID", "its lifetime is not between a second and a day");
  if (exp <= now - clockTolerance) throw refused("TOKEN_EXPIRED", "it has expired");
}

// Whoever sends a token that is bound to a key must prove that they hold the key (RFC 7800, by DPoP or TLS: RFC 9449, RFC 8705). No proof is read here, so such a token is nobody's.
function checkBearer(claims: Record<string, unknown>): void {
  if (Object.hasOwn(claims, "cnf")) throw refused("TOKEN_INVALID", "it is bound to a key, and only bearer tokens are accepted");
}

function principal(claims: Record<string, unknown>, { issuer, agency, roles, claims: names }: Issuer): Principal {
  const who = z.object({ subject, name: personName }).safeParse({ subject: claims[names.subject], name: claims[names.name] });
  if (!who.success) throw refused("TOKEN_INVALID", "it does not say who the person is");
  const role = claims[names.role];
  if (typeof role !== "string" || !roles.includes(role))
    throw refused("ROLE_NOT_ASSERTABLE", "it claims no role that its issuer may assert");
  const client = clientId.safeParse(claims["client_id"]).data;
  return { ...who.data, role, agency, issuer, ...(client === undefined ? {} : { client }) };
}

function refused(code: ErrorCode, detail: string, cause?: unknown): ChildviewError {
  return new ChildviewError(code, `The access token is refused: ${detail}`, { cause });
}
