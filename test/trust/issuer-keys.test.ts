import { generateKeyPairSync, randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { exportJWK } from "jose";
import { systemClock } from "../../service/clock.ts";
import { createAccessTokenVerifier, type AccessTokenVerifier } from "../../trust/access-token.ts";
import { startStandInIssuer, type StandInIssuer } from "./stand-in-issuer.ts";
import { agenciesOf, claims, header, refusal, sign, signRaw } from "./tokens.ts";

let health: StandInIssuer;
let education: StandInIssuer;
let verify: AccessTokenVerifier;

beforeEach(async () => {
  health = await startStandInIssuer("health", ["physiotherapist"]);
  education = await startStandInIssuer("education", ["senco"]);
  verify = createAccessTokenVerifier(agenciesOf(health, education), systemClock);
});

afterEach(async () => {
  await Promise.all([health.stop(), education.stop()]);
});

function rsaJwk(modulusLength: number): object {
  return { ...generateKeyPairSync("rsa", { modulusLength }).publicKey.export({ format: "jwk" }), kid: "rsa", alg: "RS256" };
}

describe("an issuer's key set is refused whole when it holds", () => {
  test.each<[string, () => Promise<object[]> | object[]]>([
    ["a private key", async () => [health.publicJwk, { ...(await exportJWK(education.privateKey)), kid: "leaked" }]],
    ["the right key with its private half", async () => [{ ...(await exportJWK(health.privateKey)), kid: health.publicJwk.kid }]],
    ["a symmetric key", () => [health.publicJwk, { kty: "oct", k: randomBytes(32).toString("base64url"), kid: "secret", alg: "HS256" }]],
    ["two keys of one kid", () => [health.publicJwk, { ...education.publicJwk, kid: health.publicJwk.kid }]],
    ["two keys of one kid, of different kinds", () => [health.publicJwk, { ...rsaJwk(2048), kid: health.publicJwk.kid }]],
    ["an RSA key of 1024 bits", () => [health.publicJwk, rsaJwk(1024)]],
    ["an RSA key without a modulus", () => [health.publicJwk, { kty: "RSA", e: "AQAB", kid: "rsa" }]],
    ["an RSA key with the exponent 1", () => [health.publicJwk, { ...rsaJwk(2048), e: "AQ" }]],
    ["an RSA key without an exponent", () => [health.publicJwk, { ...rsaJwk(2048), e: undefined }]],
    ["no key at all", () => []],
  ])("%s", async (_, keys) => {
    health.serve({ keys: await keys() });
    expect((await refusal(verify(`Bearer ${await sign(health)}`))).code).toBe("ISSUER_UNAVAILABLE");
  });
});

test("a key set may hold sound keys of other kinds beside the one in use", async () => {
  const future = { kty: "AKP", alg: "ML-DSA-65", pub: "AAAA", kid: "later" };
  health.serve({ keys: [rsaJwk(2048), future, { ...education.publicJwk, use: "enc", alg: "ECDH-ES" }, health.publicJwk] });
  await expect(verify(`Bearer ${await sign(health)}`)).resolves.toHaveProperty("agency", "health");
});

describe("an issuer whose keys do not come", () => {
  test.each<[string, (issuer: StandInIssuer) => unknown]>([
    ["as it is down", (issuer) => issuer.stop()],
    ["as it answers with an error", (issuer) => issuer.answer((_, response) => response.writeHead(500).end("{}"))],
    ["as it answers with something else", (issuer) => issuer.answer((_, response) => response.end("<html>"))],
    [
      "as it answers with more than any key set needs",
      (issuer) => issuer.answer((_, response) => response.end(JSON.stringify({ keys: [{ kty: "EC", x: "x".repeat(70_000) }] }))),
    ],
    ["as it hangs up", (issuer) => issuer.answer((request) => request.destroy())],
  ])("is unavailable, %s, and the others are not", async (_, spoil) => {
    await spoil(health);
    expect((await refusal(verify(`Bearer ${await sign(health)}`))).code).toBe("ISSUER_UNAVAILABLE");
    await expect(verify(`Bearer ${await sign(education)}`)).resolves.toHaveProperty("agency", "education");
  });

  test("is not followed to another place", async () => {
    education.serve({ keys: [health.publicJwk] });
    health.answer((_, response) => response.writeHead(302, { location: education.entry.jwks }).end());
    expect((await refusal(verify(`Bearer ${await sign(health)}`))).code).toBe("ISSUER_UNAVAILABLE");
    expect(education.asked()).toBe(0);
  });

  test("is not asked again for every token, and is used again once it is back", async () => {
    await health.stop();
    await refusal(verify(`Bearer ${await sign(health)}`));
    await health.start();
    expect((await refusal(verify(`Bearer ${await sign(health)}`))).code).toBe("ISSUER_UNAVAILABLE");
    expect(health.asked()).toBe(0);
    await sleep(2100);
    await expect(verify(`Bearer ${await sign(health)}`)).resolves.toHaveProperty("agency", "health");
  });
});

test("keys are fetched once for many tokens, and a made-up kid does not fetch them again", async () => {
  const tokens = await Promise.all(Array.from({ length: 20 }, () => sign(health)));
  await Promise.all(tokens.map((token) => verify(`Bearer ${token}`)));
  for (const kid of ["one", "two", "three"]) {
    const token = await signRaw(header(health, { kid }), claims(health), health.privateKey);
    expect((await refusal(verify(`Bearer ${token}`))).code).toBe("TOKEN_INVALID");
  }
  expect(health.asked()).toBe(1);
});
