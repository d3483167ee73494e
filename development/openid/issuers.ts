import { ChildviewError } from "../../service/errors.ts";
import type { Agencies, Issuer } from "../../trust/agencies.ts";

/** The algorithm with which the embedded issuers sign. */
export const signingAlgorithm = "ES256";

/** An issuer that runs here: where it hangs below the origin, and where its keys are below that. Both start with a slash. */
export interface EmbeddedIssuer {
  readonly issuer: Issuer;
  readonly path: string;
  readonly jwksPath: string;
}

/** The issuers that run here, and the origin that they have in common, like `http://127.0.0.1:4010`. */
export interface EmbeddedIssuers {
  readonly origin: string;
  readonly issuers: readonly EmbeddedIssuer[];
}

/**
 * Finds the issuers to run: those at the origin of the first one. An issuer elsewhere is taken to be somebody else's real one, so that an
 * agency can be tried with its own provider beside the embedded ones. Throws AGENCIES_INVALID when an issuer cannot be run here.
 */
export function embeddedIssuers(agencies: Agencies): EmbeddedIssuers {
  const origins = agencies.issuers.map((issuer) => new URL(issuer.issuer).origin);
  const [origin = ""] = origins;
  if (new URL(origin).protocol !== "http:")
    throw new ChildviewError("AGENCIES_INVALID", `${origin} is no issuer to run here: it is not http`);
  return { origin, issuers: agencies.issuers.filter((_, index) => origins[index] === origin).map(embed) };
}

function embed(issuer: Issuer): EmbeddedIssuer {
  const path = new URL(issuer.issuer).pathname;
  if (!/^\/[a-z0-9-]+$/.test(path) || path === "/persons") throw unfit(issuer, "its URL must have a path of one word, other than persons");
  if (!issuer.jwks.startsWith(`${issuer.issuer}/`)) throw unfit(issuer, "its keys must be below its own URL");
  if (!issuer.algorithms.includes(signingAlgorithm)) throw unfit(issuer, `its algorithms must include ${signingAlgorithm}`);
  return { issuer, path, jwksPath: issuer.jwks.slice(issuer.issuer.length) };
}

function unfit(issuer: Issuer, detail: string): ChildviewError {
  return new ChildviewError("AGENCIES_INVALID", `the issuer ${issuer.issuer} cannot run here: ${detail}`);
}
