import { randomBytes } from "node:crypto";
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from "jose";
import type { Adapter, Configuration, JWK, Provider as ProviderType } from "oidc-provider";
import { CustomOIDCProviderError } from "oidc-provider/lib/helpers/errors.js";
import { Provider } from "oidc-provider/lib/provider.js";
import type { Issuer } from "../../trust/agencies.ts";
import { registerDemoPersonGrant } from "./demo-person-grant.ts";
import { demoClient, demoPersonGrant } from "./demo-tokens.ts";
import { signingAlgorithm, type EmbeddedIssuer } from "./issuers.ts";
import type { Person } from "./persons.ts";

/** How long a demo token holds, in seconds. */
const tokenLifetime = 60 * 60;

/** Nothing is kept: the tokens carry all that there is to know, and nobody signs in. */
const nothing: Adapter = {
  upsert: () => Promise.resolve(),
  find: () => Promise.resolve(undefined),
  findByUserCode: () => Promise.resolve(undefined),
  findByUid: () => Promise.resolve(undefined),
  consume: () => Promise.resolve(),
  destroy: () => Promise.resolve(),
  revokeByGrantId: () => Promise.resolve(),
};

/**
 * Makes the OpenID provider of one issuer, with a signing key of its own that lives as long as the process. It gives an access token for
 * `audience` to anybody who names one of `persons`; it knows no passwords, no sign-in page and no other grant.
 */
export async function createProvider(
  { issuer, jwksPath }: EmbeddedIssuer,
  audience: string,
  persons: readonly Person[],
): Promise<ProviderType> {
  const provider = new Provider(issuer.issuer, {
    adapter: () => nothing,
    jwks: { keys: [await createSigningKey()] },
    cookies: { keys: [randomBytes(32).toString("base64url")] },
    clients: [
      { client_id: demoClient, token_endpoint_auth_method: "none", grant_types: [demoPersonGrant], response_types: [], redirect_uris: [] },
    ],
    clientAuthMethods: ["none"],
    clientBasedCORS: () => false,
    clientDefaults: { id_token_signed_response_alg: signingAlgorithm },
    responseTypes: ["none"],
    routes: { jwks: jwksPath },
    ttl: { AccessToken: tokenLifetime },
    features: features(audience),
    extraTokenClaims: (_context, token) => (token.kind === "AccessToken" ? claimsOf(token.accountId, issuer, persons) : undefined),
    // The default page fetches a font from another host.
    renderError: (context, error) => {
      context.body = error;
    },
  });
  registerDemoPersonGrant(provider, persons);
  return provider;
}

function features(audience: string): NonNullable<Configuration["features"]> {
  return {
    devInteractions: { enabled: false },
    dPoP: { enabled: false },
    pushedAuthorizationRequests: { enabled: false },
    rpInitiatedLogout: { enabled: false },
    userinfo: { enabled: false },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => audience,
      getResourceServerInfo: (_context, resource) => {
        if (resource !== audience) throw new CustomOIDCProviderError("invalid_target", "tokens are given for one audience only");
        return { scope: "", audience, accessTokenFormat: "jwt", jwt: { sign: { alg: signingAlgorithm } } };
      },
    },
  };
}

function claimsOf(subject: string, { claims }: Issuer, persons: readonly Person[]): Record<string, string> | undefined {
  const person = persons.find((entry) => entry.subject === subject);
  if (person === undefined) return undefined;
  return { [claims.role]: person.role, [claims.name]: person.name, ...(claims.subject === "sub" ? {} : { [claims.subject]: subject }) };
}

async function createSigningKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair(signingAlgorithm, { extractable: true });
  const key = await exportJWK(privateKey);
  return { ...key, kid: await calculateJwkThumbprint(key), alg: signingAlgorithm, use: "sig" };
}
