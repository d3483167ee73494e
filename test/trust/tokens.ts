import { CompactSign, type CryptoKey } from "jose";
import { ChildviewError } from "../../service/errors.ts";
import { readAgencies, type Agencies } from "../../trust/agencies.ts";
import type { StandInIssuer } from "./stand-in-issuer.ts";

/** The audience of every token that should be accepted. */
export const audience = "urn:childview";

/** Seconds since 1970. */
export function now(): number {
  return Math.floor(Date.now() / 1000);
}

/** The claims of a token that is accepted, with some of them replaced; undefined leaves one out. */
export function claims(issuer: StandInIssuer, changed: Record<string, unknown> = {}): Record<string, unknown> {
  const [role] = issuer.entry.roles;
  return { iss: issuer.url, aud: audience, sub: "some.body", name: "Some Body", role, iat: now(), exp: now() + 60, ...changed };
}

/** The header of a token that is accepted, with some members replaced; undefined leaves one out. */
export function header(issuer: StandInIssuer, changed: Record<string, unknown> = {}): Record<string, unknown> {
  return { alg: "ES256", typ: "at+jwt", kid: issuer.publicJwk.kid, ...changed };
}

/** Base64url of a value's JSON. */
export function part(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

/** A token as a careful issuer signs it. */
export async function sign(issuer: StandInIssuer, changed: Record<string, unknown> = {}): Promise<string> {
  return new CompactSign(Buffer.from(JSON.stringify(claims(issuer, changed))))
    .setProtectedHeader({ alg: "ES256", typ: "at+jwt", kid: issuer.publicJwk.kid })
    .sign(issuer.privateKey);
}

/** A token with any header at all, signed by a P-256 key as if for ES256. */
export async function signRaw(head: Record<string, unknown>, body: unknown, key: CryptoKey): Promise<string> {
  const signed = `${part(head)}.${part(body)}`;
  const signature = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, key, Buffer.from(signed));
  return `${signed}.${Buffer.from(signature).toString("base64url")}`;
}

/** The project's list of agencies, with these issuers in place of its own. */
export function agenciesOf(...issuers: StandInIssuer[]): Agencies {
  return { ...readAgencies("agencies.yaml"), audience, issuers: issuers.map(({ entry }) => entry) };
}

/** The code with which something was refused. Fails when it was not refused, or with another kind of error. */
export async function refusal(outcome: Promise<unknown>): Promise<ChildviewError> {
  const error = await outcome.then(
    () => new Error("it was accepted"),
    (cause: unknown) => cause,
  );
  if (error instanceof ChildviewError) return error;
  throw error;
}
