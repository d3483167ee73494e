import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { parse, stringify } from "yaml";
import { composeFile, demoAgencies, demoSettings } from "../../docs/generate/deployment-files.ts";
import { startGateway } from "../../gateway/start-gateway.ts";
import { systemClock } from "../../service/clock.ts";
import { readLimits } from "../../service/limits.ts";
import { databaseUrlSetting } from "../../service/settings.ts";
import { readPartnershipCodes } from "../../subgraphs/partnership/import/codes.ts";
import { partnershipImporter } from "../../subgraphs/partnership/import/importer.ts";
import { startPartnership } from "../../subgraphs/partnership/start-partnership.ts";
import { runImport } from "../../subgraphs/kit/import/run.ts";
import { readAgencies } from "../../trust/agencies.ts";
import { databasePlace } from "../databases.ts";
import { opened } from "./opened.ts";
import { startProcess } from "./services.ts";
import { agenciesOn, freePortsFor } from "../system/boot.ts";
import { send } from "../system/ask.ts";
import { startStandInIssuer } from "../trust/stand-in-issuer.ts";
import { sign } from "../trust/tokens.ts";
import { addYouthJustice } from "./youth-justice.ts";

const place = mkdtempSync(join(tmpdir(), "childview-agencies-"));
/** A copy of the repository, to which the agency comes. */
const tree = join(place, "tree");
const copied = ["agencies.yaml", ".swcrc", "build.js", "run.js", "package.json", "tsconfig.json", "eslint.config.js"];
const rooms = ["deployment", "development", "gateway", "governance", "lint", "policies", "service", "subgraphs", "supergraph", "trust"];
mkdirSync(tree);
for (const part of [...copied, ...rooms, "docker-compose.yml", "supergraph.graphql"])
  cpSync(part, join(tree, part), { recursive: true, filter: (file) => !file.includes("node_modules") });
symlinkSync(resolve("node_modules"), join(tree, "node_modules"));
const before = digests();
const open = opened();
afterAll(async () => {
  await open.close();
  rmSync(place, { recursive: true, force: true });
});

/** What each file of the tree holds, but for builds and packages. */
function digests(folder = tree): ReadonlyMap<string, string> {
  const files = readdirSync(folder).flatMap((name): [string, string][] => {
    const path = join(folder, name);
    if (["node_modules", "dist"].includes(name)) return [];
    if (statSync(path).isDirectory()) return [...digests(path)];
    return [[relative(tree, path), createHash("sha256").update(readFileSync(path)).digest("hex")]];
  });
  return new Map(files);
}

/** Which files are others than in the beginning, came, or went. */
function differing(): string[] {
  const now = digests();
  return [...new Set([...before.keys(), ...now.keys()])].filter((file) => before.get(file) !== now.get(file)).sort();
}

/** Runs one of the tree's programs to its end. */
function run(words: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, words, {
    cwd: tree,
    encoding: "utf8",
    env: { ...process.env, NODE_OPTIONS: "", NODE_ENV: "development", ...environment },
  });
  return { status, stdout, stderr: stderr.replace(/^Building …\n/, "") };
}

/** What `npm run compose` and, for the files of deployment, `npm run docs` write. */
function writeGenerated(): void {
  expect(run(["run.js", "supergraph/main.ts"])).toMatchObject({ status: 0, stderr: "" });
  const [list, text] = [readAgencies(join(tree, "agencies.yaml")), (file: string): string => readFileSync(join(tree, file), "utf8")];
  writeFileSync(join(tree, "docker-compose.yml"), composeFile(text("docker-compose.yml"), list));
  writeFileSync(join(tree, "deployment/demo.env"), demoSettings(text("deployment/demo.env"), list));
  const demo = "deployment/demo-agencies.yaml";
  writeFileSync(join(tree, demo), demoAgencies(text("agencies.yaml"), list, text(demo)));
}

describe("an agency that joins as docs/adding-an-agency.md says", () => {
  beforeAll(() => {
    addYouthJustice(tree);
    writeGenerated();
  }, 300_000);

  test("touches nothing but its folder, the list of agencies, the policies, and what is made from them", () => {
    expect(differing().filter((file) => !file.startsWith("subgraphs/youth-justice/"))).toEqual([
      "agencies.yaml",
      "deployment/demo-agencies.yaml",
      "deployment/demo.env",
      "docker-compose.yml",
      "policies/agreements/youth-justice.yaml",
      "policies/categories.yaml",
      "policies/roles.yaml",
      "subgraphs/partnership/schema.graphql",
      "supergraph.graphql",
    ]);
  });

  test("has a container and a database of its own, which no other agency reaches", () => {
    const { services } = parse(readFileSync(join(tree, "docker-compose.yml"), "utf8"), { merge: true }) as {
      services: Record<string, { command?: string[]; networks: string[] | Record<string, unknown> }>;
    };
    expect(services["youth-justice"]).toMatchObject({
      command: ["node", "subgraphs/main.js", "youth-justice"],
      networks: ["youth-justice", "youth-justice-database"],
    });
    const inNetwork = (network: string): string[] =>
      Object.entries(services).flatMap(([name, { networks }]) =>
        (Array.isArray(networks) ? networks : Object.keys(networks)).includes(network) ? [name] : [],
      );
    expect(inNetwork("youth-justice")).toEqual(["gateway", "partnership", "youth-justice"]);
    expect(inNetwork("youth-justice-database")).toEqual(["youth-justice", "youth-justice-database"]);
  });

  test("is kept by lint from the code of the gateway and of the other agencies", () => {
    const stray = join(tree, "subgraphs/youth-justice/stray.ts");
    writeFileSync(
      stray,
      'export { health } from "../health/subgraph.ts";\nexport { startGateway } from "../../gateway/start-gateway.ts";\n',
    );
    const lint = ["node_modules/eslint/bin/eslint.js", "--format", "json", "subgraphs/youth-justice/stray.ts"];
    const [{ messages = [] } = {}] = JSON.parse(run(lint).stdout) as { messages?: { ruleId: string; line: number }[] }[];
    rmSync(stray);
    expect(messages.filter(({ ruleId }) => ruleId === "import-x/no-restricted-paths").map(({ line }) => line)).toEqual([1, 2]);
  });

  test("starts, takes in its files, and is read through a gateway by those whom its agreement names", async () => {
    const issuer = open.keep(await startStandInIssuer("youth-justice", ["youth-justice-worker"]), (it) => it.stop());
    const [port = 0, ...ports] = (await freePortsFor(readAgencies(join(tree, "agencies.yaml")))).slice(0, -1);
    const agenciesFile = join(place, "agencies.yaml");
    const list = parse(agenciesOn([port, ...ports], join(tree, "agencies.yaml"))) as object;
    writeFileSync(agenciesFile, stringify({ ...list, issuers: [issuer.entry] }));
    const [partnershipPlace, ownPlace] = [await placeOf("partnership"), await placeOf("youth-justice")];
    const policiesFolder = join(tree, "policies");
    const shared = {
      host: "127.0.0.1",
      agenciesFile,
      policiesFolder,
      logLevel: "silent",
      operationTimeout: 14_000,
      limits: readLimits({}),
    };
    const partnership = open.keep(await startPartnership({ ...shared, mode: "test", database: partnershipPlace }), (it) => it.close());
    const own = {
      AGENCIES: agenciesFile,
      DATA_DIR: ownPlace.dataDir,
      [databaseUrlSetting("youth-justice")]: ownPlace.url ?? "",
    };

    const orders = join(place, "orders.csv");
    writeFileSync(orders, "child,made_on\nYJ-7,2026-03-02\n");
    expect(run(["run.js", "subgraphs/import.ts", "youth-justice", orders], own)).toEqual({
      ...{ status: 0, stderr: "" },
      stdout: "orders.csv: 1 added, 0 changed, 0 unchanged\n",
    });
    open.keep(await startProcess(tree, "subgraphs/main.ts youth-justice", own), (it) => it.kill());
    await importIndex(partnership.database, { AGENCIES: agenciesFile, POLICIES: policiesFolder });
    const gateway = open.keep(
      await startGateway({
        ...{ ...shared, port, supergraphFile: join(tree, "supergraph.graphql"), mode: "test", development: false },
        ...{ withheld: "extensions", agencyTimeout: 15_000, database: await placeOf("gateway") },
      }),
      (it) => it.close(),
    );
    const token = await sign(issuer, { sub: "yusra.bell", name: "Yusra Bell", role: "youth-justice-worker" });
    const query =
      '{ child(id: "C-1", purpose: DIRECT_SUPPORT) { identifiers { system value } youthJustice { held orders { nodes { madeOn } } } } }';
    const { data, errors, withheld } = await send(`${gateway.url}/graphql`, { authorization: `Bearer ${token}` }, { query });
    expect({ errors, youthJustice: data.child.youthJustice }).toEqual({
      youthJustice: { held: true, orders: { nodes: [{ madeOn: "2026-03-02" }] } },
    });
    expect(withheld.map(({ category }) => category)).toEqual(expect.arrayContaining(["child.identifiers"]));
  }, 300_000);

  test("leaves nothing behind when it is taken away again", () => {
    rmSync(join(tree, "subgraphs/youth-justice"), { recursive: true });
    rmSync(join(tree, "policies/agreements/youth-justice.yaml"));
    for (const file of ["agencies.yaml", "policies/categories.yaml", "policies/roles.yaml"]) cpSync(file, join(tree, file));
    writeGenerated();
    expect(differing()).toEqual([]);
  });
});

async function placeOf(service: string) {
  return open.keep(await databasePlace(service), (it) => it.remove()).place;
}

/** A child whom youth justice knows, with one of its people on the team. */
async function importIndex(dataSource: Parameters<typeof runImport>[0]["dataSource"], settings: NodeJS.ProcessEnv): Promise<void> {
  const files = {
    children: "id,givenNames,familyName,preferredName,dateOfBirth,sex,firstLanguage\nC-1,Ada,Moss,,2012-03-09,F,English\n",
    practitioners:
      "id,name,role,agency,team,telephone,email\nyusra.bell,Yusra Bell,youth-justice-worker,youth-justice,Youth Justice Service,,\n",
    identifiers: "child,system,value,status\nC-1,YJ_ID,YJ-7,active\n",
    team: "child,practitioner,agency,role,lead,from,until\nC-1,yusra.bell,youth-justice,Worker,yes,2026-01-01,\n",
    services: "child,agency,team,from,until\nC-1,youth-justice,Youth Justice Service,2026-01-01,\n",
  };
  const paths = Object.entries(files).map(([name, text]) => {
    const path = join(place, `${name}.csv`);
    writeFileSync(path, text);
    return path;
  });
  await runImport({
    importer: partnershipImporter(readPartnershipCodes(settings)),
    dataSource,
    clock: systemClock,
    files: paths,
    write: () => undefined,
  });
}
