import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { exportSPKI, generateKeyPair, importJWK, exportJWK } from "jose";
import { systemClock } from "../../service/clock.ts";
import type { ErrorCode } from "../../service/errors.ts";
import { createAccessTokenVerifier, type AccessTokenVerifier } from "../../trust/access-token.ts";
import { startStandInIssuer, type StandInIssuer } from "./stand-in-issuer.ts";
import { agenciesOf, audience, claims, header, now, part, refusal, sign, signRaw } from "./tokens.ts";
import { runs } from "../runs.ts";

let health: StandInIssuer;
let education: StandInIssuer;
let stranger: StandInIssuer;
let verify: AccessTokenVerifier;

beforeAll(async () => {
  health = await startStandInIssuer("health", ["physiotherapist", "camhs-clinician"]);
  education = await startStandInIssuer("education", ["senco"]);
  stranger = await startStandInIssuer("stranger", ["physiotherapist"]);
  verify = createAccessTokenVerifier(agenciesOf(health, education), systemClock);
});

afterAll(async () => {
  await Promise.all([health, education, stranger].map((issuer) => issuer.stop()));
});

async function codeOf(token: string): Promise<ErrorCode> {
  return (await refusal(verify(`Bearer ${token}`))).code;
}

describe("a token from a listed issuer", () => {
  test("says who asks, in which role, and for which agency", async () => {
    expect(await verify(`Bearer ${await sign(health, { sub: "ben.carver", name: "Ben Carver" })}`)).toEqual({
      subject: "ben.carver",
      name: "Ben Carver",
      role: "physiotherapist",
      agency: "health",
      issuer: health.url,
    });
  });

  test("may name other audiences beside ours, and may write its type in full", async () => {
    await expect(verify(`Bearer ${await sign(health, { aud: ["urn:other", audience] })}`)).resolves.toHaveProperty("agency", "health");
    const token = await signRaw(header(health, { typ: "application/at+jwt" }), claims(health), health.privateKey);
    await expect(verify(`Bearer ${token}`)).resolves.toHaveProperty("agency", "health");
  });

  test("is read by the claim names that are listed for its issuer", async () => {
    const entry = { ...health.entry, claims: { subject: "staff_id", role: "job", name: "display" } };
    const renamed = createAccessTokenVerifier({ ...agenciesOf(health), issuers: [entry] }, systemClock);
    const token = await sign(health, {
      sub: "opaque",
      staff_id: "ben.carver",
      job: "physiotherapist",
      display: "Ben Carver",
      role: "senco",
    });
    expect(await renamed(`Bearer ${token}`)).toMatchObject({ subject: "ben.carver", role: "physiotherapist", name: "Ben Carver" });
  });

  test("is accepted up to a few seconds after it expired, for clocks differ", async () => {
    await expect(verify(`Bearer ${await sign(health, { iat: now() - 60, exp: now() - 1 })}`)).resolves.toHaveProperty("agency", "health");
  });
});

test("a token's times are held against the clock that the process was given, and no other", async () => {
  const token = `Bearer ${await sign(health)}`;
  const later = (seconds: number) => createAccessTokenVerifier(agenciesOf(health), () => new Date((now() + seconds) * 1000));
  await expect(later(50)(token)).resolves.toHaveProperty("agency", "health");
  expect((await refusal(later(120)(token))).code).toBe("TOKEN_EXPIRED");
  expect((await refusal(later(-60)(token))).code).toBe("TOKEN_INVALID");
});

describe("the Authorization header", () => {
  test.each([undefined, "", "Bearer", "Bearer ", "Basic dXNlcjpwYXNz", "Token abc"])("%j is no token at all", async (authorization) => {
    expect((await refusal(verify(authorization))).code).toBe("TOKEN_MISSING");
  });

  test.each([
    ["a space after the token", (token: string) => `Bearer ${token} `],
    ["a newline after the token", (token: string) => `Bearer ${token}\n`],
    ["two spaces before the token", (token: string) => `Bearer  ${token}`],
    ["a tab before the token", (token: string) => `Bearer \t${token}`],
    ["a second token", (token: string) => `Bearer ${token}, Bearer ${token}`],
    ["another spelling of the scheme", (token: string) => `bearer ${token}`],
  ])("is not accepted with %s", async (_, write) => {
    expect((await refusal(verify(write(await sign(health))))).code).toBe("TOKEN_MALFORMED");
  });
});

const base64url = (text: string): string => Buffer.from(text).toString("base64url");

describe("a token that is not a strict compact JWS", () => {
  test.each([
    ["padded base64", (token: string) => `${token}=`],
    ["a padded header", (token: string) => token.replace(".", "=.")],
    ["two parts", (token: string) => token.slice(0, token.lastIndexOf("."))],
    ["four parts", (token: string) => `${token}.AAAA`],
    ["an empty signature", (token: string) => token.slice(0, token.lastIndexOf(".") + 1)],
    ["a newline inside", (token: string) => token.replace(".", ".\n")],
    ["the alphabet of plain base64", (token: string) => token.replace(/.$/, "+")],
    ["claims that are a list", (token: string) => token.replace(/\.[^.]+\./, `.${part(["iss"])}.`)],
    ["claims that are not JSON", (token: string) => token.replace(/\.[^.]+\./, ".AAAA.")],
    [
      "a header with two members of one name",
      (token: string) => token.replace(/^[^.]+/, base64url('{"alg":"ES256","typ":"at+jwt","kid":"a","kid":"b"}')),
    ],
    [
      "claims with two members of one name",
      (token: string) => token.replace(/\.[^.]+\./, `.${base64url(`{"iss":"${health.url}","sub":"a","sub":"b"}`)}.`),
    ],
    ["a header that is null", (token: string) => token.replace(/^[^.]+/, part(null))],
    ["more than 8 KiB", (token: string) => token.replace(/\.[^.]+\./, `.${part({ iss: health.url, much: "x".repeat(8192) })}.`)],
  ])("is refused as malformed: %s", async (_, spoil) => {
    expect(await codeOf(spoil(await sign(health)))).toBe("TOKEN_MALFORMED");
  });

  test("is refused when the same signature is spelt in a second way", async () => {
    const token = await sign(health);
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const twin = token.slice(0, -1) + alphabet.charAt(alphabet.indexOf(token.slice(-1)) + 1);
    expect(Buffer.from(twin.split(".")[2] ?? "", "base64url")).toEqual(Buffer.from(token.split(".")[2] ?? "", "base64url"));
    expect(await codeOf(twin)).toBe("TOKEN_MALFORMED");
  });

  test("is never accepted with any one character changed", async () => {
    const token = await sign(health);
    const change = fc.tuple(fc.nat(token.length - 1), fc.string({ minLength: 1, maxLength: 1 }));
    await fc.assert(
      fc.asyncProperty(change, async ([index, character]) => {
        const changed = token.slice(0, index) + character + token.slice(index + 1);
        if (changed !== token) await refusal(verify(`Bearer ${changed}`));
      }),
      { numRuns: runs(200) },
    );
  });
});

describe("a forged token", () => {
  test("is refused with the algorithm none, signed or not", async () => {
    const unsigned = `${part(header(health, { alg: "none" }))}.${part(claims(health))}.`;
    expect(await codeOf(unsigned)).toBe("TOKEN_MALFORMED");
    expect(await codeOf(`${unsigned}AAAA`)).toBe("TOKEN_INVALID");
  });

  test("is refused when an issuer's public key was used as an HMAC secret", async () => {
    const publicKey = await importJWK(health.publicJwk, "ES256", { extractable: true });
    if (publicKey instanceof Uint8Array) throw new Error("not a public key");
    for (const secret of [await exportSPKI(publicKey), JSON.stringify(health.publicJwk)]) {
      const signed = `${part(header(health, { alg: "HS256" }))}.${part(claims(health))}`;
      expect(await codeOf(`${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`)).toBe("TOKEN_INVALID");
    }
  });

  test("is refused when another key signed it, with the kid of the right one", async () => {
    expect(await codeOf(await signRaw(header(health), claims(health), education.privateKey))).toBe("TOKEN_INVALID");
  });

  test("is refused when another listed issuer signed it in this one's name", async () => {
    expect(await codeOf(await signRaw(header(education), claims(health), education.privateKey))).toBe("TOKEN_INVALID");
  });

  test("is refused when it brings its own key or says where to fetch one, and nothing is fetched", async () => {
    const { privateKey, publicKey } = await generateKeyPair("ES256", { extractable: true });
    const jwk = { ...(await exportJWK(publicKey)), kid: health.publicJwk.kid };
    stranger.serve({ keys: [jwk] });
    for (const lure of [{ jwk }, { jku: stranger.entry.jwks }, { x5u: stranger.url }, { x5c: ["AAAA"] }, { crit: ["b64"], b64: true }]) {
      expect(await codeOf(await signRaw(header(health, lure), claims(health), privateKey))).toBe("TOKEN_INVALID");
      // Even the true issuer's signature does not make such a header acceptable.
      expect(await codeOf(await signRaw(header(health, lure), claims(health), health.privateKey))).toBe("TOKEN_INVALID");
    }
    expect(stranger.asked()).toBe(0);
  });

  test("is refused without a kid, with an unknown one, and with one that is not text", async () => {
    for (const kid of [undefined, "", "another", 7, null]) {
      expect(await codeOf(await signRaw(header(health, { kid }), claims(health), health.privateKey))).toBe("TOKEN_INVALID");
    }
  });

  test("is refused unless its type is that of an access token, so an ID token is none", async () => {
    for (const typ of [undefined, "JWT", "permit+jwt", "AT+JWT ", 1]) {
      expect(await codeOf(await signRaw(header(health, { typ }), claims(health), health.privateKey))).toBe("TOKEN_INVALID");
    }
  });

  test("is refused in an algorithm that is not listed for its issuer, though the key would fit", async () => {
    const other = createAccessTokenVerifier({ ...agenciesOf(health), issuers: [{ ...health.entry, algorithms: ["EdDSA"] }] }, systemClock);
    expect((await refusal(other(`Bearer ${await sign(health)}`))).code).toBe("TOKEN_INVALID");
  });
});

describe("a token from elsewhere", () => {
  test.each([
    ["an issuer that is not listed", () => sign(stranger)],
    ["a listed issuer's name with a slash after it", () => sign(health, { iss: `${health.url}/` })],
    ["a list of issuers", () => sign(health, { iss: [health.url] })],
    ["no issuer", () => sign(health, { iss: undefined })],
    ["an issuer named like a property of every object", () => sign(health, { iss: "__proto__" })],
    ["another audience", () => sign(health, { aud: "urn:other" })],
    ["several other audiences", () => sign(health, { aud: ["urn:other", `${audience}:health`] })],
    ["no audience", () => sign(health, { aud: undefined })],
    ["an audience that is an object", () => sign(health, { aud: { [audience]: true } })],
  ])("is refused as foreign: %s", async (_, make) => {
    expect(await codeOf(await make())).toBe("TOKEN_FOREIGN");
    expect(stranger.asked()).toBe(0);
  });
});

describe("the times of a token", () => {
  test.each<[string, () => Record<string, unknown>, ErrorCode]>([
    ["expired", () => ({ iat: now() - 60, exp: now() - 10 }), "TOKEN_EXPIRED"],
    ["issued in the future", () => ({ iat: now() + 60, exp: now() + 120 }), "TOKEN_INVALID"],
    ["not valid before a time to come", () => ({ nbf: now() + 60 }), "TOKEN_INVALID"],
    ["valid for more than a day", () => ({ exp: now() + 24 * 60 * 60 + 10 }), "TOKEN_INVALID"],
    ["expired before it was issued", () => ({ exp: now() - 1 }), "TOKEN_INVALID"],
    ["without an end", () => ({ exp: undefined }), "TOKEN_INVALID"],
    ["without a beginning", () => ({ iat: undefined }), "TOKEN_INVALID"],
    ["with an end in words", () => ({ exp: String(now() + 60) }), "TOKEN_INVALID"],
    ["with a beginning of null", () => ({ iat: null }), "TOKEN_INVALID"],
  ])("refuse it: %s", async (_, changed, code) => {
    expect(await codeOf(await sign(health, changed()))).toBe(code);
  });
});

describe("a token that is bound to a key, of which nobody here asks for a proof,", () => {
  test.each<[string, unknown]>([
    ["by DPoP (RFC 9449)", { jkt: "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I" }],
    ["by a TLS certificate (RFC 8705)", { "x5t#S256": "bwcK0esc3ACC3DB2Y5_lESsXE8o9ltc05O89jdN-dg2" }],
    ["in a way that is not known", {}],
    ["by null", null],
  ])("is not taken as a bearer's: %s", async (_, cnf) => {
    expect(await codeOf(await sign(health, { cnf }))).toBe("TOKEN_INVALID");
  });
});

describe("what a token says of the person", () => {
  test.each([
    ["a role of another agency", "senco"],
    ["no role", undefined],
    ["two roles", ["physiotherapist"]],
    ["a role in other letters", "Physiotherapist"],
    ["a role that is a property of every list", "length"],
  ])("is refused with %s, as its issuer may not assert it", async (_, role) => {
    expect(await codeOf(await sign(health, { role }))).toBe("ROLE_NOT_ASSERTABLE");
  });

  test.each<[string, Record<string, unknown>]>([
    ["no subject", { sub: undefined }],
    ["an empty subject", { sub: "" }],
    ["a subject of 256 characters", { sub: "x".repeat(256) }],
    ["a subject that is a number", { sub: 7 }],
    ["a subject with a line break", { sub: "ben\ncarver" }],
    ["no name", { name: undefined }],
    ["a name with a control character", { name: "Ben\u0000Carver" }],
  ])("is refused with %s", async (_, changed) => {
    expect(await codeOf(await sign(health, changed))).toBe("TOKEN_INVALID");
  });
});

test("no refusal repeats anything of the token", async () => {
  const canary = "canary-5f1c";
  const tokens = await Promise.all([
    sign(health, { iss: canary }),
    sign(health, { aud: canary }),
    sign(health, { role: canary }),
    sign(health, { sub: [canary] }),
    signRaw(header(health, { kid: canary }), claims(health), health.privateKey),
    signRaw(header(health, { typ: canary }), claims(health), health.privateKey),
    signRaw(header(health, { alg: canary }), claims(health), health.privateKey),
    Promise.resolve(`${canary}.${canary}.${canary}`),
  ]);
  for (const token of tokens) expect((await refusal(verify(`Bearer ${token}`))).message).not.toContain(canary);
});
