import { afterAll, describe, expect, test } from "@jest/globals";
import { readAgencies } from "../../trust/agencies.ts";
import { send, tokenOf } from "./ask.ts";
import { systemPlace } from "./running-system.ts";
import { endGateways, gatewayWith } from "./second-gateway.ts";

afterAll(endGateways);

const query = { query: '{ child(id: "CV-1001", purpose: DIRECT_SUPPORT) { id } }' };
const withToken = (authorization: string | undefined): ReturnType<typeof send> =>
  send(`${systemPlace().gateway}/graphql`, authorization === undefined ? {} : { authorization }, query);
const codeOf = (answer: Awaited<ReturnType<typeof send>>): unknown => answer.errors?.[0]?.extensions?.["code"];

describe("a request is refused before it is read", () => {
  test("without a token, with the challenge that RFC 6750 asks for", async () => {
    const answer = await withToken(undefined);
    expect([answer.status, codeOf(answer)]).toEqual([401, "TOKEN_MISSING"]);
    expect(answer.headers.get("www-authenticate")).toBe('Bearer realm="childview"');
  });

  test("with something that is no token", async () => {
    const answer = await withToken("Bearer nonsense");
    expect([answer.status, codeOf(answer)]).toEqual([401, "TOKEN_MALFORMED"]);
    expect(answer.headers.get("www-authenticate")).toContain('error="invalid_token"');
  });

  test("with a token whose claims were changed", async () => {
    const [header, payload, signature] = (await tokenOf("stranger")).split(".") as [string, string, string];
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString()) as object;
    const forged = Buffer.from(JSON.stringify({ ...claims, sub: "helen.marsh", role: "speech-and-language-therapist" })).toString(
      "base64url",
    );
    const answer = await withToken(`Bearer ${header}.${forged}.${signature}`);
    expect([answer.status, codeOf(answer)]).toEqual([401, "TOKEN_INVALID"]);
  });

  test("with a token of an issuer that is not listed", async () => {
    const [header, payload, signature] = (await tokenOf("senco")).split(".") as [string, string, string];
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString()) as object;
    const foreign = Buffer.from(JSON.stringify({ ...claims, iss: "https://elsewhere.example" })).toString("base64url");
    const answer = await withToken(`Bearer ${header}.${foreign}.${signature}`);
    expect([answer.status, codeOf(answer)]).toEqual([401, "TOKEN_FOREIGN"]);
  });
});

test("a role that the issuer may not assert is forbidden, and said to be", async () => {
  const gateway = await gatewayWith((agencies) => agencies.replace(/^ +- senco\n/m, ""));
  const answer = await send(`${gateway}/graphql`, { authorization: `Bearer ${await tokenOf("senco")}` }, query);
  expect([answer.status, codeOf(answer)]).toEqual([403, "ROLE_NOT_ASSERTABLE"]);
  expect(answer.headers.get("www-authenticate")).toContain('error="insufficient_scope"');
});

test("the partnership refuses a request without a token too, whatever stands before it", async () => {
  const answer = await send(readAgencies(systemPlace().agenciesFile).partnership.url, {}, query);
  expect([answer.status, codeOf(answer)]).toEqual([401, "TOKEN_MISSING"]);
});
