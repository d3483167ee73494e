import { createRemoteJWKSet, customFetch, errors, type FetchImplementation, type JWTVerifyGetKey } from "jose";
import { z } from "zod";
import { ChildviewError } from "../service/errors.ts";
import { rsaWeakness } from "./rsa-key.ts";

/** How long fetched keys are used before they are fetched anew, in milliseconds: the longest that a withdrawn key still counts. */
const keysLifetime = 10 * 60_000;
/**
 * How long after a fetch an unknown `kid` causes no other one, in milliseconds: callers choose the `kid`, so they must not choose our
 * traffic.
 */
const unknownKeyPause = 30_000;
/** How long the keys are not asked for again after a fetch that failed, in milliseconds, for the same reason. */
const failurePause = 2_000;
const fetchTimeout = 3_000;
const largestKeySet = 64 * 1024;

/** Members that only a private or a symmetric key has (RFC 7518 §6, RFC 9864 for `priv`). */
const secretMembers = ["d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv"];

const keySet = z
  .looseObject({
    keys: z
      .array(z.looseObject({ kty: z.string(), kid: z.string().optional(), n: z.string().optional(), e: z.string().optional() }))
      .min(1),
  })
  .superRefine(({ keys }, context) => {
    const kids = keys.flatMap((key) => key.kid ?? []);
    const refuse = (message: string): void => context.addIssue({ code: "custom", message });
    if (new Set(kids).size !== kids.length) refuse("two keys have the same kid");
    if (keys.some((key) => secretMembers.some((member) => Object.hasOwn(key, member)))) refuse("it holds a private or a symmetric key");
    const weak = keys.flatMap(({ kty, n = "", e = "" }) => (kty === "RSA" ? (rsaWeakness(n, e) ?? []) : []));
    if (weak[0] !== undefined) refuse(`it holds an RSA key ${weak[0]}`);
  });

/**
 * The public keys at one URL, as jose resolves them for a token's `kid` and `alg`. Redirects are not followed. The resolver throws
 * TOKEN_INVALID when no key fits, and ISSUER_UNAVAILABLE when the set cannot be fetched or holds a key that nobody careful would publish
 * (symmetric, private, two with one `kid`, a weak RSA key): the whole set is refused then, as its keeper's care is in doubt.
 */
export function createIssuerKeys(url: string): JWTVerifyGetKey {
  const resolve = createRemoteJWKSet(new URL(url), {
    timeoutDuration: fetchTimeout,
    cooldownDuration: unknownKeyPause,
    cacheMaxAge: keysLifetime,
    [customFetch]: createKeySetFetch(),
  });
  return async (header, token) => {
    try {
      return await resolve(header, token);
    } catch (cause) {
      if (cause instanceof errors.JWKSNoMatchingKey || cause instanceof errors.JOSENotSupported) {
        throw new ChildviewError("TOKEN_INVALID", "The access token names no signing key of its issuer", { cause });
      }
      throw asUnavailable(cause);
    }
  };
}

function createKeySetFetch(): FetchImplementation {
  let failure: { readonly until: number; readonly error: ChildviewError } | undefined;
  return async (url, options) => {
    if (failure !== undefined && performance.now() < failure.until) throw failure.error;
    try {
      const keys = await fetchKeySet(url, options);
      failure = undefined;
      return keys;
    } catch (cause) {
      failure = { until: performance.now() + failurePause, error: asUnavailable(cause) };
      throw failure.error;
    }
  };
}

async function fetchKeySet(url: string, options: RequestInit): Promise<Response> {
  const response = await fetch(url, options);
  if (response.status !== 200) throw unavailable(`they were answered with status ${response.status}`);
  const text = await readBounded(response);
  const result = keySet.safeParse(parseJson(text));
  if (!result.success) throw unavailable(`their set is refused, for ${result.error.issues[0]?.message ?? "it is not a key set"}`);
  return new Response(text);
}

async function readBounded(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > largestKeySet) throw unavailable(`they are larger than ${largestKeySet} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function asUnavailable(cause: unknown): ChildviewError {
  return cause instanceof ChildviewError ? cause : unavailable("they did not come", cause);
}

function unavailable(detail: string, cause?: unknown): ChildviewError {
  return new ChildviewError("ISSUER_UNAVAILABLE", `The keys of the access token's issuer cannot be used: ${detail}`, { cause });
}
