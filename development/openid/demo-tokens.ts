import { z } from "zod";

/** The grant type by which the embedded issuers give a token for a demo person, named by the parameter `person`. */
export const demoPersonGrant = "urn:childview:grant-type:demo-person";
/** The only client of the embedded issuers; it has no secret. */
export const demoClient = "childview-development";

const answer = z.object({ access_token: z.string() });

/** Takes a token for a demo person at the token endpoint of their issuer. Throws when the endpoint does not answer with one. */
export async function takeDemoToken(issuer: string, person: string): Promise<string> {
  const response = await fetch(`${issuer}/token`, {
    method: "POST",
    headers: { accept: "application/json" },
    body: new URLSearchParams({ grant_type: demoPersonGrant, client_id: demoClient, person }),
  });
  return answer.parse(await response.json()).access_token;
}
