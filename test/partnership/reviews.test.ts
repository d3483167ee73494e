import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import Fastify from "fastify";
import { people } from "../../governance/chains/worlds/people.ts";
import { readLimits } from "../../service/limits.ts";
import { health } from "../../subgraphs/health/subgraph.ts";
import { startAgency } from "../../subgraphs/kit/agency/start-agency.ts";
import { reviewsOf, warnOfReviews } from "../../subgraphs/kit/reviews.ts";
import { databasePlace } from "../databases.ts";
import { agenciesOn, freePorts } from "../system/boot.ts";
import { loadPolicyInForce } from "../../subgraphs/partnership/policy-in-force.ts";
import { type GatewayAndPartnership, startGatewayAndPartnership } from "../walks/gateway-and-partnership.ts";

const documents = [
  { id: "safeguarding", reviewBy: "2027-06-30" },
  { id: "core-support", reviewBy: "2031-09-10" },
  { id: "health-own-rules", reviewBy: "2027-06-29" },
];

let now: Date;
const clock = (): Date => now;
const reviews = reviewsOf(documents, clock);
const at = (moment: string): readonly string[] => {
  now = new Date(moment);
  return reviews.warnings();
};
const isInTime = (moment: string): boolean => {
  now = new Date(moment);
  try {
    reviews.requireInTime();
    return true;
  } catch (error) {
    expect(error).toMatchObject({ code: "AGREEMENT_OVERDUE", http: 503 });
    return false;
  }
};

describe("the review of an agreement, or of an agency's own rules", () => {
  test("is warned of for eight weeks before it is due, and no longer", () => {
    expect(at("2027-05-03T12:00:00Z")).toEqual([]);
    expect(at("2027-05-04T12:00:00Z")).toEqual([expect.stringMatching(/^The review of health-own-rules is due by 2027-06-29: /)]);
    expect(at("2027-05-05T12:00:00Z").map((warning) => warning.split(" ")[3])).toEqual(["health-own-rules", "safeguarding"]);
  });

  test("is overdue from midnight in England after its date, and all is decided until then", () => {
    expect(isInTime("2027-06-29T22:59:59Z")).toBe(true);
    expect(isInTime("2027-06-29T23:00:00Z")).toBe(false);
    expect(at("2027-06-29T23:00:00Z")).toEqual([
      expect.stringMatching(/^The review of health-own-rules was due by 2027-06-29: /),
      expect.stringMatching(/^The review of safeguarding is due by 2027-06-30: /),
    ]);
  });

  test("stands in the log at the start, and once on every day in England on which anything is asked", async () => {
    const logged: string[] = [];
    const app = Fastify({ logger: { level: "warn", stream: { write: (line: string) => void logged.push(line) } } });
    now = new Date("2027-05-04T12:00:00Z");
    warnOfReviews(app, reviews, clock);
    app.get("/health", () => "");
    await app.inject("/health");
    expect(logged).toHaveLength(1);
    now = new Date("2027-05-04T22:59:59Z");
    await app.inject("/health");
    expect(logged).toHaveLength(1);
    now = new Date("2027-05-04T23:00:00Z");
    for (let times = 0; times < 3; times += 1) await app.inject("/health");
    expect(logged).toHaveLength(3);
    await app.close();
  });
});

test("an agency warns of its own rules, and is in use all the same when their review is overdue, since they only keep back", async () => {
  const folder = mkdtempSync(join(tmpdir(), "childview-own-reviews-"));
  cpSync("policies", join(folder, "policies"), { recursive: true });
  const file = join(folder, "policies/agencies/health.yaml");
  writeFileSync(file, readFileSync(file, "utf8").replace(/^reviewBy: .*$/m, "reviewBy: 2027-06-29"));
  writeFileSync(join(folder, "agencies.yaml"), agenciesOn(await freePorts(5)));
  const { place, remove } = await databasePlace("health");
  const files = { agenciesFile: join(folder, "agencies.yaml"), policiesFolder: join(folder, "policies") };
  const settings = { ...files, mode: "test", host: "127.0.0.1", logLevel: "silent", operationTimeout: 5000, database: place } as const;
  now = new Date("2027-06-29T23:00:00Z");
  const running = await startAgency(health, { ...settings, limits: readLimits({}) }, clock);
  try {
    const answer = await fetch(new URL("/health", running.url));
    const warning = expect.stringMatching(/^The review of health-own-rules was due by 2027-06-29/);
    expect([answer.status, await answer.json()]).toMatchObject([200, { status: "up", warnings: [warning] }]);
  } finally {
    await running.close();
    await remove();
    rmSync(folder, { recursive: true });
  }
});

describe("a partnership that runs past the review date of an agreement", () => {
  const change = `mutation ($key: String!) { changed: leaveTeam(childId: "CV-1001", membershipId: "none", purpose: DIRECT_SUPPORT, idempotencyKey: $key) { id } }`;
  const question = `{ changed: child(id: "CV-1001", purpose: DIRECT_SUPPORT) { id } }`;
  let folder: string;
  let running: GatewayAndPartnership;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "childview-reviews-"));
    cpSync("policies", folder, { recursive: true });
    const file = join(folder, "agencies/health.yaml");
    writeFileSync(file, readFileSync(file, "utf8").replace(/^reviewBy: .*$/m, "reviewBy: 2027-06-29"));
    now = new Date("2027-06-01T12:00:00Z");
    running = await startGatewayAndPartnership(folder, clock);
  });
  afterAll(async () => {
    await running.close();
    rmSync(folder, { recursive: true });
  });

  const healthOf = async () => {
    const answer = await fetch(new URL("/health", running.partnership));
    return [answer.status, await answer.json()];
  };

  const asked = (query: string, key = "key-00000001") =>
    running.ask(people.senco, query, query === change ? { key } : {}, now).then(
      (answer) => answer,
      // Nobody is there who could be read: it is an answer without the one thing that is looked at.
      (error: Error) => JSON.parse(error.message) as unknown,
    );

  test("answers and warns until the date, and from then on decides nothing, says so, and stands as one that cannot start", async () => {
    now = new Date("2027-06-29T12:00:00Z");
    expect([await asked(question), await asked(change)]).toEqual([{ data: { changed: null } }, { refused: "CHILD_NOT_FOUND" }]);
    const dependencies = { database: "up", "audit log": "up", agreements: "up" };
    const due = expect.stringMatching(/^The review of health-own-rules is due by 2027-06-29/);
    expect(await healthOf()).toEqual([200, { service: "partnership", status: "up", dependencies, warnings: [due] }]);

    now = new Date("2027-06-29T23:00:00Z");
    const refused = { refused: "AGREEMENT_OVERDUE" };
    expect([await asked(question), await asked(change, "key-00000002")]).toEqual([refused, refused]);
    const overdue = expect.stringMatching(/^The review of health-own-rules was due by 2027-06-29/);
    expect(await healthOf()).toEqual([
      503,
      { service: "partnership", status: "down", dependencies: { ...dependencies, agreements: "down" }, warnings: [overdue] },
    ]);
    expect((await fetch(new URL("/health/live", running.partnership))).status).toBe(200);
    const start = loadPolicyInForce({ mode: "development", policiesFolder: folder }, { officers: [], agencies: [] }, "2027-06-30");
    await expect(start).rejects.toMatchObject({ code: "REVIEW_EXPIRED" });
  });
});
