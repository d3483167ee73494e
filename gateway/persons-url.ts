import type { Agencies } from "../trust/agencies.ts";

/** Where the embedded OpenID provider of development lists the demo persons: it serves all issuers at one origin. */
export function personsUrl(agencies: Agencies): string {
  return new URL("/persons", agencies.issuers[0]?.issuer).href;
}
