import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { decodeJwt, decodeProtectedHeader } from "jose";
import { z } from "zod";
import { demoClient, demoPersonGrant } from "../../development/openid/demo-tokens.ts";
import { embeddedIssuers } from "../../development/openid/issuers.ts";
import { personsFile, readPersons } from "../../development/openid/persons.ts";
import { systemClock } from "../../service/clock.ts";
import { createAccessTokenVerifier } from "../../trust/access-token.ts";
import { readAgencies } from "../../trust/agencies.ts";
import { agenciesFile, freePort, removeFolders, run, start } from "./processes.ts";

const persons = readPersons(personsFile);
const tokenAnswer = z.object({ accessToken: z.string() });
let provider: ChildProcess;
let agencies: string;
let url: string;

beforeAll(async () => {
  const port = await freePort();
  const elsewhere = `
  - issuer: https://login.example.org/realm
    agency: youth-justice
    jwks: https://login.example.org/realm/keys
    algorithms: [RS256]
    claims: { subject: sub, role: role, name: name }
    roles: [physiotherapist]
`;
  agencies = await agenciesFile(port, elsewhere);
  url = `http://127.0.0.1:${port}`;
  provider = start("development/openid/main.ts", [], { AGENCIES: agencies });
  if (provider.stdout === null) throw new Error("its output cannot be read");
  await once(provider.stdout, "data");
}, 30_000);

afterAll(async () => {
  provider.kill("SIGKILL");
  await removeFolders();
});

async function tokenOf(short: string): Promise<string> {
  return tokenAnswer.parse(await (await fetch(`${url}/persons/${short}/token`)).json()).accessToken;
}

function ask(issuer: string, parameters: Record<string, string>): Promise<Response> {
  return fetch(`${url}/${issuer}/token`, { method: "POST", body: new URLSearchParams({ client_id: demoClient, ...parameters }) });
}

describe("the embedded OpenID provider", () => {
  test("gives each demo person a token that is accepted and says who they are", async () => {
    const verify = createAccessTokenVerifier(readAgencies(agencies), systemClock);
    for (const { short, subject, name, role, agency } of persons) {
      expect(await verify(`Bearer ${await tokenOf(short)}`)).toEqual({
        ...{ subject, name, role, agency, issuer: `${url}/${agency}` },
        client: "childview-development",
      });
    }
  });

  test("gives access tokens after RFC 9068, for our audience and an hour, signed by a key of the issuer's own", async () => {
    const [slt, senco] = [await tokenOf("slt"), await tokenOf("senco")];
    const { iat = 0, exp = 0, aud } = decodeJwt(slt);
    expect([exp - iat, aud]).toEqual([3600, "urn:childview"]);
    expect(decodeProtectedHeader(slt)).toMatchObject({ typ: "at+jwt", alg: "ES256" });
    expect(decodeProtectedHeader(slt).kid).not.toBe(decodeProtectedHeader(senco).kid);
  });

  test("is found by discovery at each issuer, the one called health included", async () => {
    for (const issuer of ["education", "health", "social-care", "family"]) {
      const discovery = await fetch(`${url}/${issuer}/.well-known/openid-configuration`);
      expect(await discovery.json()).toMatchObject({
        issuer: `${url}/${issuer}`,
        jwks_uri: `${url}/${issuer}/jwks`,
        token_endpoint: `${url}/${issuer}/token`,
      });
    }
    expect(await (await fetch(`${url}/health`)).json()).toEqual({ status: "ok" });
  });

  test("publishes public keys only", async () => {
    const { keys } = z.object({ keys: z.array(z.record(z.string(), z.unknown())) }).parse(await (await fetch(`${url}/family/jwks`)).json());
    expect(keys).toHaveLength(1);
    expect(keys[0]).not.toHaveProperty("d");
  });

  test("gives no token for a person of another issuer, for another audience, or by another grant", async () => {
    const answers = await Promise.all([
      ask("health", { grant_type: demoPersonGrant, person: "senco" }),
      ask("health", { grant_type: demoPersonGrant }),
      ask("health", { grant_type: demoPersonGrant, person: "slt", resource: "urn:other" }),
      ask("health", { grant_type: "client_credentials" }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400]);
    expect((await ask("health", { grant_type: demoPersonGrant, person: "slt", resource: "urn:childview" })).status).toBe(200);
  });

  test("lists the demo persons with a line on each", async () => {
    const listed = z.array(z.record(z.string(), z.string())).parse(await (await fetch(`${url}/persons`)).json());
    expect(listed.map(({ short }) => short)).toEqual(persons.map(({ short }) => short));
    expect(listed.find(({ short }) => short === "slt")).toMatchObject({
      name: "Rachel Stone",
      role: "speech-and-language-therapist",
      agency: "health",
    });
  });

  test("lets pages of this machine read tokens, and no others", async () => {
    const from = (origin: string): Promise<Response> => fetch(`${url}/persons/slt/token`, { headers: { origin } });
    for (const origin of ["http://localhost:4000", "http://127.0.0.1:8080", "http://[::1]:3000"]) {
      const answer = await from(origin);
      expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([200, origin]);
    }
    for (const origin of ["https://evil.example", "http://localhost.evil.example", "null", "http://127.0.0.1.evil.example"]) {
      const answer = await from(origin);
      expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([403, null]);
    }
  });

  test("answers only when it is called by its own name, and survives nonsense", async () => {
    const statusOf = (path: string, host: string): Promise<number | undefined> =>
      new Promise((resolve) => {
        request(url, { path, headers: { host }, agent: false }, (response) => resolve(response.resume().statusCode)).end();
      });
    expect(await statusOf("/persons/slt/token", "evil.example:4010")).toBe(421);
    expect(await statusOf("/persons/slt/token", "localhost:4010")).toBe(200);
    for (const path of ["//", "/persons/", "/persons/__proto__/token", "/nowhere", "/health/", "/health//jwks", "/%"]) {
      expect(await statusOf(path, "127.0.0.1")).toBe(404);
    }
  });

  test("refuses to start in production", async () => {
    const ended = await run("development/openid/main.ts", [], { AGENCIES: agencies, NODE_ENV: "production" });
    expect(ended.code).toBe(1);
    expect(ended.err).toMatch(/^openid: SETTING_INVALID: NODE_ENV is production[^\n]*\n$/);
  }, 20_000);

  test("says so when another process has its port", async () => {
    const ended = await run("development/openid/main.ts", [], { AGENCIES: agencies });
    expect([ended.code, ended.out]).toEqual([1, ""]);
    expect(ended.err).toMatch(/^openid: PORT_IN_USE: [^\n]*\n$/);
  }, 20_000);
});

describe("npm run token", () => {
  test("prints a person's token and nothing else", async () => {
    const ended = await run("development/token.ts", ["slt"], { AGENCIES: agencies });
    expect([ended.code, ended.err]).toEqual([0, ""]);
    expect(ended.out).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
  }, 20_000);

  test("lists the persons when none is named, short name first", async () => {
    const ended = await run("development/token.ts", [], { AGENCIES: agencies });
    const lines = ended.out.trimEnd().split("\n");
    expect(lines.map((line) => line.split(" ")[0])).toEqual(persons.map(({ short }) => short));
  }, 20_000);

  test("names those nearest to a name that nobody has", async () => {
    const ended = await run("development/token.ts", ["physoi"], { AGENCIES: agencies });
    expect([ended.code, ended.out]).toEqual([1, ""]);
    expect(ended.err).toMatch(/^nobody is called "physoi" here; did you mean physio\?[^\n]*\n$/);
  }, 20_000);

  test("says what to do when the provider does not run", async () => {
    const ended = await run("development/token.ts", ["slt"], { AGENCIES: await agenciesFile(await freePort()) });
    expect([ended.code, ended.out]).toEqual([1, ""]);
    expect(ended.err).toMatch(/^[^\n]*start the system with npm start first\n$/);
  }, 20_000);
});

test("the embedded issuers leave out those that run elsewhere, and refuse those that cannot run here", () => {
  const list = readAgencies(agencies);
  expect(embeddedIssuers(list).issuers.map(({ path }) => path)).toEqual(["/education", "/health", "/social-care", "/family"]);
  const [first, ...others] = list.issuers;
  if (first === undefined) throw new Error("no issuer");
  for (const changed of [
    { issuer: "https://login.example.org/realm" },
    { issuer: url },
    { issuer: `${url}/persons`, jwks: `${url}/persons/jwks` },
    { jwks: `${url}/health/jwks` },
    { algorithms: ["EdDSA" as const] },
  ]) {
    expect(() => embeddedIssuers({ ...list, issuers: [{ ...first, ...changed }, ...others] })).toThrow(
      expect.objectContaining({ code: "AGENCIES_INVALID" }),
    );
  }
});

test("the embedded OpenID provider stops cleanly when it is told to", async () => {
  const ended = once(provider, "exit");
  provider.kill("SIGTERM");
  expect(await ended).toEqual([0, null]);
});
