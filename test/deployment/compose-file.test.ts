import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { Ajv } from "ajv";
import { embeddedIssuers } from "../../development/openid/issuers.ts";
import { readGatewaySettings } from "../../gateway/settings.ts";
import { databaseUrlSetting } from "../../service/settings.ts";
import { readPinnedKeys } from "../../service/witness/known-logs.ts";
import { readSubgraphSettings } from "../../subgraphs/kit/settings.ts";
import { type Agencies, readAgencies } from "../../trust/agencies.ts";
import { type Container, environmentOf, filled, mustBeGiven, readComposeFile, readComposeText } from "./compose-file.ts";

const { services, networks } = readComposeFile();
const demo = readAgencies("deployment/demo-agencies.yaml");
const withRecords = ["partnership", ...demo.agencies.map(({ name }) => name)];

function container(name: string): Container {
  const found = services[name];
  if (found === undefined) throw new Error(`docker-compose.yml has no service ${name}`);
  return found;
}

/** What a service reads of its environment. */
function settingsOf(name: string, environment: NodeJS.ProcessEnv): unknown {
  return name === "gateway" ? readGatewaySettings(environment) : readSubgraphSettings(name, environment);
}

function servicesIn(network: string): string[] {
  return Object.entries(services).flatMap(([name, { networks: own }]) => (own.includes(network) ? [name] : []));
}

test("the compose file keeps to the Compose Specification", () => {
  // The linter's package brings the specification's own schema; its $schema names draft-07 by a URL that ajv does not know.
  const file = join(dirname(createRequire(import.meta.url).resolve("dclint/package.json")), "schemas/compose.schema.json");
  const { $schema: _draft, ...schema } = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  const valid = ajv.validate(schema, readComposeText());
  expect([valid, ajv.errors]).toEqual([true, null]);
});

describe("the containers", () => {
  test("are the services that the list of agencies names, at the ports that it names", () => {
    const urls = [demo.partnership.url, ...demo.agencies.map(({ url }) => url)].map((url) => new URL(url));
    expect(urls.map(({ hostname }) => hostname)).toEqual(withRecords);
    for (const { hostname, port } of urls)
      expect(container(hostname).healthcheck.test.join(" ")).toContain(`http://127.0.0.1:${port}/health`);
    const gateway = `http://127.0.0.1:${readGatewaySettings(environmentOf("gateway")).port}/health`;
    expect(container("gateway").healthcheck.test.join(" ")).toContain(gateway);
    expect(container("openid").healthcheck.test.join(" ")).toContain(`${embeddedIssuers(demo).origin}/health`);
  });

  test.each(["gateway", "openid", ...withRecords])("run what npm starts for %s", (name) => {
    const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };
    const [, program = "", ...words] = container(name).command ?? [];
    const source = program.replace(/\.js$/, ".ts");
    const started = scripts[`start:${name}`] ?? `${scripts["start:agency"]} ${name}`;
    expect(["exec node run.js", source, ...words].join(" ")).toBe(started);
    expect(existsSync(source)).toBe(true);
  });

  test.each(["gateway", ...withRecords])("give the %s service no setting that it does not read", (name) => {
    const environment = environmentOf(name);
    for (const setting of Object.keys(environment)) {
      // A value that is like no default: whatever the service reads changes what it has read, or is refused.
      const changed = (): unknown => settingsOf(name, { ...environment, [setting]: "postgres://elsewhere/1" });
      let outcome: unknown;
      try {
        outcome = changed();
      } catch (error) {
        outcome = error;
      }
      expect({ setting, outcome }).not.toEqual({ setting, outcome: settingsOf(name, environment) });
    }
  });

  test("listen to the other containers, and run in production unless told otherwise", () => {
    for (const name of ["gateway", ...withRecords]) {
      expect(settingsOf(name, environmentOf(name))).toMatchObject({ host: "0.0.0.0" });
      expect(environmentOf(name)["NODE_ENV"]).toBe("production");
      expect(container(name)).toMatchObject({ image: "childview/service", build: { target: "service" } });
    }
    expect(container("openid")).toMatchObject({ profiles: ["demo"], build: { target: "demo" } });
  });
});

describe("the keys by which audit logs are known", () => {
  test("stand in each service where it reads them, and are of a file that is given, or else of one that names none", () => {
    const { configs } = readComposeFile();
    for (const name of ["gateway", ...withRecords]) {
      const mounted = container(name).configs.find(({ target }) => target === environmentOf(name)["WITNESS_KEYS"]);
      const file = filled(configs[mounted?.source ?? ""]?.file ?? "");
      expect([name, readPinnedKeys(readFileSync(file, "utf8"))]).toEqual([name, new Map()]);
    }
  });
});

describe("the databases", () => {
  test.each(["gateway", ...withRecords])("of the %s service is its own, and no other service can reach it", (name) => {
    const database = `${name}-database`;
    const url = new URL(environmentOf(name)[databaseUrlSetting(name)] ?? "");
    const { POSTGRES_DB, POSTGRES_USER, POSTGRES_PASSWORD } = environmentOf(database);
    expect([url.hostname, url.username, url.pathname]).toEqual([database, POSTGRES_USER, `/${POSTGRES_DB}`]);
    // It has no password that everybody knows: whoever starts it must give one.
    expect([url.password, POSTGRES_PASSWORD]).toEqual([mustBeGiven, mustBeGiven]);
    expect(container(database).networks).toEqual([database]);
    expect(servicesIn(database)).toEqual([name, database]);
    expect(container(name).depends_on[database]).toEqual({ condition: "service_healthy" });
  });
});

describe("the networks", () => {
  test("let an agency reach the partnership, and be reached by the gateway, but not by another agency", () => {
    for (const { name } of demo.agencies) {
      expect(servicesIn(name)).toEqual(expect.arrayContaining(["gateway", "partnership", name]));
      expect(servicesIn(name)).toHaveLength(3);
    }
  });

  test("have one way out, for those who need it, and serve this machine alone", () => {
    const open = Object.entries(networks).flatMap(([name, network]) => (network?.internal === true ? [] : [name]));
    expect(open).toEqual(["outside"]);
    expect(servicesIn("outside").sort()).toEqual(["gateway", "openid", "partnership"]);
    const published = Object.entries(services).filter(([, { ports }]) => ports.length > 0);
    expect(published.map(([name]) => name).sort()).toEqual(["gateway", "openid"]);
    for (const [, { ports }] of published) for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
  });
});

test("the demonstration's list of agencies differs from the usual one in its URLs alone", () => {
  const places = ({ partnership, agencies, issuers, ...rest }: Agencies): unknown => ({
    ...rest,
    partnership: { ...partnership, url: "" },
    agencies: agencies.map((agency) => ({ ...agency, url: "" })),
    issuers: issuers.map((issuer) => ({ ...issuer, issuer: new URL(issuer.issuer).pathname, jwks: new URL(issuer.jwks).pathname })),
  });
  expect(places(demo)).toEqual(places(readAgencies("agencies.yaml")));
});
