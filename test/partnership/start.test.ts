import { once } from "node:events";
import { existsSync, cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "@jest/globals";
import { readGatewaySettings } from "../../gateway/settings.ts";
import { startGateway } from "../../gateway/start-gateway.ts";
import { loadPolicy } from "../../policies/index.ts";
import { englandToday } from "../../service/england-today.ts";
import { readLimits } from "../../service/limits.ts";
import { loadPolicyInForce } from "../../subgraphs/partnership/policy-in-force.ts";
import { startPartnership } from "../../subgraphs/partnership/start-partnership.ts";
import { readAgencies } from "../../trust/agencies.ts";
import { signPolicyVersion } from "../../trust/policy-signature.ts";
import { writeSignatureFile } from "../../trust/signature-files.ts";
import { databasePlace } from "../databases.ts";
import { listed, officerCalled, withOfficers } from "../trust/officer-maker.ts";
import { type Ended, freePort, start } from "../trust/processes.ts";

const today = englandToday(new Date());
const ada = officerCalled("ada.byron");
const stranger = officerCalled("ada.byron");
const mary = officerCalled("mary.somerville", { agency: "education" });
const demoIssuers = "http://127.0.0.1:4010";
const made: string[] = [];
// One database for all: the first who opens it makes it, and a process of its own would take long for that.
const database = await databasePlace("partnership");
let agenciesFile: string;
let policiesFolder: string;

beforeEach(async () => {
  const folder = mkdtempSync(join(tmpdir(), "childview-start-"));
  made.push(folder);
  agenciesFile = join(folder, "agencies.yaml");
  policiesFolder = join(folder, "policies");
  const agencies = readFileSync("agencies.yaml", "utf8")
    .replaceAll(":4001/", `:${await freePort()}/`)
    .replaceAll(demoIssuers, "https://identity.example");
  writeFileSync(agenciesFile, withOfficers(agencies, [listed(ada), listed(mary)]));
  cpSync("policies", policiesFolder, { recursive: true });
  rmSync(join(policiesFolder, "signatures"), { recursive: true, force: true });
});
afterAll(async () => {
  made.forEach((folder) => rmSync(folder, { recursive: true, force: true }));
  await database.remove();
});

async function signedBy({ id, privateKey }: typeof ada, version = loadPolicy(policiesFolder, today).version): Promise<void> {
  writeSignatureFile(policiesFolder, "one.jws", await signPolicyVersion(version, id, privateKey, new Date()));
}

/** Starts the partnership as its users do, and stops it as soon as it listens, if it comes to that. */
async function startAndStop(environment: NodeJS.ProcessEnv): Promise<Ended> {
  const child = start("subgraphs/partnership/main.ts", [], {
    AGENCIES: agenciesFile,
    POLICIES: policiesFolder,
    LOG_LEVEL: "warn",
    ...environment,
  });
  let [out, err] = ["", ""];
  child.stderr?.on("data", (chunk: Buffer) => (err += chunk.toString()));
  child.stdout?.on("data", (chunk: Buffer) => {
    out += chunk.toString();
    if (out.includes("listening on")) child.kill("SIGTERM");
  });
  await once(child, "close");
  return { code: child.exitCode, out, err };
}

const load = (mode: "production" | "development" | "test") =>
  loadPolicyInForce({ mode, policiesFolder }, readAgencies(agenciesFile), today);

describe("in production the partnership", () => {
  test("does not start on a version that nobody signed; one line says which and what to do, and no database is touched", async () => {
    const dataDir = join(policiesFolder, "../data");
    const ended = await startAndStop({ NODE_ENV: "production", DATA_DIR: dataDir, DATABASE_URL_PARTNERSHIP: "" });
    expect(ended).toMatchObject({ code: 1, out: "" });
    expect(ended.err).toMatch(
      /^partnership: POLICY_UNSIGNED: No listed officer has signed version [0-9a-f]{64}\. .*npm run policy -- sign.*\n$/,
    );
    expect(existsSync(dataDir)).toBe(false);
  });

  test("does not start on a signature that does not count, and says why it does not", async () => {
    await signedBy(stranger);
    await expect(load("production")).rejects.toMatchObject({
      code: "POLICY_UNSIGNED",
      message: expect.stringContaining("one.jws: the officer's listed key did not make it"),
    });
  });

  test("does not start where the signatures cannot be read, and says that rather than that there are none", async () => {
    symlinkSync("signatures", join(policiesFolder, "signatures"));
    await expect(load("production")).rejects.toMatchObject({
      code: "POLICY_UNSIGNED",
      message: expect.stringContaining("signatures: it cannot be read"),
    });
  });

  test("does not start on an agreement past its review date, be it signed", async () => {
    await signedBy(ada);
    const file = join(policiesFolder, "agreements/safeguarding.yaml");
    writeFileSync(file, readFileSync(file, "utf8").replace(/^reviewBy: .*$/m, "reviewBy: 2026-10-01"));
    await expect(load("production")).rejects.toMatchObject({ code: "REVIEW_EXPIRED" });
    await expect(load("development")).rejects.toMatchObject({ code: "REVIEW_EXPIRED" });
  });

  test("does not start on a version that came after the one that was signed", async () => {
    await signedBy(ada, "a".repeat(64));
    await expect(load("production")).rejects.toMatchObject({ code: "POLICY_UNSIGNED" });
  });

  test("does not start on rules of health's own that no officer of health signed, whoever else did", async () => {
    await signedBy(mary);
    await expect(load("production")).rejects.toMatchObject({
      code: "POLICY_UNSIGNED",
      message: expect.stringContaining("No listed officer of health, whose own rules are part of it, has signed version"),
    });
    rmSync(join(policiesFolder, "agencies"), { recursive: true });
    await signedBy(mary);
    expect((await load("production")).warning).toBeUndefined();
  });

  test("believes no issuer without TLS, as the demo's are, which give a token to anybody; nor does the gateway", async () => {
    await signedBy(ada);
    writeFileSync(agenciesFile, readFileSync(agenciesFile, "utf8").replaceAll("https://identity.example", demoIssuers));
    const refused = { code: "AGENCIES_INVALID", message: expect.stringContaining(demoIssuers) };
    const settings = {
      host: "127.0.0.1",
      agenciesFile,
      policiesFolder,
      logLevel: "silent",
      operationTimeout: 10_000,
      database: database.place,
      limits: readLimits({}),
    };
    const gateway = readGatewaySettings({ NODE_ENV: "production", PORT: "0", AGENCIES: agenciesFile });
    for (const started of [startPartnership({ ...settings, mode: "production" }), startGateway(gateway)]) {
      // One that starts all the same is closed, so that this test ends in any case.
      const outcome = await started.then(
        (running) => running.close(),
        (error: unknown) => error,
      );
      expect(outcome).toMatchObject(refused);
    }
  });

  test("starts on a version that a listed officer signed", async () => {
    await signedBy(ada);
    const settings = {
      mode: "production" as const,
      host: "127.0.0.1",
      agenciesFile,
      policiesFolder,
      logLevel: "warn",
      operationTimeout: 10_000,
      database: database.place,
      limits: readLimits({}),
    };
    const running = await startPartnership(settings);
    try {
      expect((await fetch(`${running.url}/health`)).status).toBe(200);
    } finally {
      await running.close();
    }
  });
});

describe("in development, and in every other mode than production, the partnership", () => {
  test("starts on a version that nobody signed, and warns once that production would not", async () => {
    const { code, out } = await startAndStop({ DATA_DIR: database.place.dataDir, DATABASE_URL_PARTNERSHIP: database.place.url ?? "" });
    expect(code).toBe(0);
    const warnings = out.split("\n").filter((line) => line.startsWith("{"));
    expect(warnings).toHaveLength(1);
    expect(JSON.parse(warnings[0] ?? "")).toMatchObject({
      level: 40,
      msg: expect.stringContaining("No listed officer has signed version"),
    });
  });

  test.each(["development", "test"] as const)("warns, in mode %s, until an officer signed", async (mode) => {
    expect((await load(mode)).warning).toMatch(/^No listed officer has signed version/);
    await signedBy(ada);
    expect((await load(mode)).warning).toBeUndefined();
  });
});
