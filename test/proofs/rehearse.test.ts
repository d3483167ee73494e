import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { rehearse } from "../../governance/commands/rehearse.ts";
import { listed, officerCalled, withOfficers } from "../trust/officer-maker.ts";
import { changedPolicies } from "../governance/changed-policies.ts";
import { runIt } from "../governance/run.ts";

const place = mkdtempSync(join(tmpdir(), "childview-rehearse-"));
afterAll(() => {
  rmSync(place, { recursive: true });
});

describe("rehearse", () => {
  test("starts the partnership in production on a copy that is signed, and says what else production would refuse", async () => {
    const ada = officerCalled("ada.byron", { agency: "education" });
    const agencies = join(place, "agencies.yaml");
    writeFileSync(
      agencies,
      withOfficers(readFileSync("agencies.yaml", "utf8").replaceAll("http://127.0.0.1:4010/f", "https://id.example/f"), [listed(ada)]),
    );
    const { code, out } = await runIt(rehearse, ["--agencies", agencies]);
    expect(code).toBe(1);
    // It started: all that is left is the list's.
    expect(out.replace(/\s+/g, " ")).toBe(
      "NOT READY: - The list of agencies has no officer of health in office today, whose own rules are part of the version. " +
        ["education", "health", "social-care"]
          .map((agency) => `- Production believes no issuer without TLS: http://127.0.0.1:4010/${agency}. `)
          .join(""),
    );
  }, 120_000);

  test("says what is not sound before it starts anything", async () => {
    const folder = changedPolicies(join(place, "due"), "agreements/safeguarding.yaml", /^reviewBy: .*$/m, "reviewBy: 2026-10-01");
    const { code, out } = await runIt(rehearse, ["--policies", folder]);
    expect([code, out]).toEqual([1, expect.stringMatching(/^NOT READY:\n {2}- REVIEW_EXPIRED: /)]);
  });
});
