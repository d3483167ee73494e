import type { FastifyInstance, FastifyRequest } from "fastify";
import { ChildviewError, errorCodes } from "../service/errors.ts";
import type { AccessTokenVerifier, Principal } from "./access-token.ts";
import { wwwAuthenticate } from "./www-authenticate.ts";

const principals = new WeakMap<FastifyRequest, Principal>();

/**
 * Refuses every request to the routes of `app` that has no valid access token, before its body is read: 401 with `WWW-Authenticate` (RFC 6750 §3), 403 for a role
 * that the issuer may not assert, 503 if the issuer's keys cannot be fetched. The body has the shape of a GraphQL answer, so that clients can read it.
 */
export function requireAccessToken(app: FastifyInstance, verify: AccessTokenVerifier): void {
  app.addHook("onRequest", async (request, reply) => {
    try {
      principals.set(request, await verify(request.headers.authorization));
    } catch (error) {
      if (!(error instanceof ChildviewError)) throw error;
      const challenge = wwwAuthenticate(error);
      if (challenge !== undefined) void reply.header("www-authenticate", challenge);
      const message = `${errorCodes[error.code].what} ${errorCodes[error.code].todo}`;
      return reply
        .code(error.http)
        .header("cache-control", "no-store")
        .send({ errors: [{ message, extensions: { code: error.code } }] });
    }
    return undefined;
  });
}

/** Whose request it is, as one text for each person: a subject counts within its issuer only. */
export function callerOf(request: FastifyRequest): string {
  return callerNamed(principalOf(request));
}

/** One text for each person who asks. */
export function callerNamed({ issuer, subject }: Pick<Principal, "issuer" | "subject">): string {
  return JSON.stringify([issuer, subject]);
}

/** Who makes the request, as {@link requireAccessToken} found. */
export function principalOf(request: FastifyRequest): Principal {
  const principal = principals.get(request);
  if (principal === undefined) throw new ChildviewError("INTERNAL", "a request came to a route without its access token being checked");
  return principal;
}
