import { randomUUID } from "node:crypto";
import type { Provider } from "oidc-provider";
import { CustomOIDCProviderError } from "oidc-provider/lib/helpers/errors.js";
import { buildTokenResponse, resolveRequestedResources } from "oidc-provider/lib/helpers/grants.js";
import { demoPersonGrant } from "./demo-tokens.ts";
import type { Person } from "./persons.ts";

/**
 * Teaches a provider the grant that gives an access token for the person whose short name the parameter `person` holds. It asks for no
 * proof of anything, so it must never run where real records are. An unknown person is answered with `invalid_grant`.
 */
export function registerDemoPersonGrant(provider: Provider, persons: readonly Person[]): void {
  provider.registerGrantType<{ person?: string }>(
    demoPersonGrant,
    async (context) => {
      const { client, params } = context.oidc;
      const person = persons.find((entry) => entry.short === params.person);
      if (person === undefined) throw new CustomOIDCProviderError("invalid_grant", "no person of this issuer has that short name");
      const [resourceServer] = await resolveRequestedResources(provider, context);
      const token = new provider.AccessToken({
        client,
        accountId: person.subject,
        grantId: randomUUID(),
        gty: demoPersonGrant,
        resourceServer,
      });
      const accessToken = await token.save();
      context.body = buildTokenResponse(provider, { accessToken, expiresIn: token.expiration, tokenType: token.tokenType });
    },
    ["person", "resource"],
  );
}
