import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, test } from "@jest/globals";
import { decide } from "../../policies/index.ts";
import { runs } from "../runs.ts";
import { underBoth } from "./both-policies.ts";

const run = promisify(execFile);

describe("over random agreements and situations", () => {
  // In a process of its own, since Jest's takes three times as long; `npm run policy:fuzz` compares millions.
  test("what is decided is what the agreements say, row by row, and for the reason they give", async () => {
    const words = ["run.js", "test/policies/fuzz.ts", "--workers", "1", "--pairs", String(runs(200_000))];
    const said = await run(process.execPath, words).catch((error: { stdout?: string; stderr?: string }) => error);
    expect(said).toMatchObject({ stderr: "", stdout: expect.stringContaining("PASSED") });
  }, 120_000);

  test("those who would be refused anyway are told the same as if there were no restriction", () => {
    underBoth((policy, facts) => {
      const restricted = decide(policy, facts);
      const free = { ...facts, restrictions: Object.fromEntries(Object.keys(facts.restrictions).map((id) => [id, []])) };
      for (const [id, decision] of decide(policy, free)) {
        // Random prohibitions need no restriction: whom one of them stops is told RESTRICTED either way, and of further rules to the audit.
        if (decision.effect === "withhold" && decision.reason !== "RESTRICTED") expect(restricted.get(id)).toEqual(decision);
      }
    });
  });

  test("without a relationship nothing is read", () => {
    underBoth((policy, facts) => {
      const effects = [...decide(policy, { ...facts, relationship: "none" }).values()].map(({ effect }) => effect);
      expect(effects).not.toContain("permit");
    });
  });
});
