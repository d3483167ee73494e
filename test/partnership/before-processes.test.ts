import { expect, test } from "@jest/globals";
import { loadPolicy, purposeHolds, purposes } from "../../policies/index.ts";
import { openProcesses } from "../../subgraphs/partnership/deciding/open-processes.ts";
import { asTakenBy } from "../../subgraphs/partnership/replay/before-processes.ts";

const policy = loadPolicy("policies", "2026-11-21");
const older = { categories: policy.categories.filter(({ id }) => id !== "child.steps") };
const held = (by: Pick<typeof policy, "categories">) =>
  purposes.filter((purpose) => purposeHolds(purpose, openProcesses(asTakenBy(by, { processEvents: [] }).processEvents)));

test("what was decided by documents from before there were processes is decided anew as it was: every purpose held", () => {
  expect(held(older)).toEqual(purposes);
});

test("by the documents of today a purpose holds while its process is open, in a replay too", () => {
  expect(held(policy)).toEqual(["DIRECT_SUPPORT", "SAFEGUARDING", "FAMILY_ACCESS", "GOVERNANCE"]);
});
