import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { compile, loadPolicy, readPolicyDocuments } from "../../policies/index.ts";
import { partnershipEntities, partnershipMigrations } from "../../subgraphs/partnership/database.ts";
import { noteInForce, policyOfVersion } from "../../subgraphs/partnership/policy-versions.ts";
import { openTestDatabase, type TestDatabase } from "../databases.ts";

let opened: TestDatabase;
beforeAll(async () => void (opened = await openTestDatabase("partnership", partnershipEntities, partnershipMigrations)), 120_000);
afterAll(() => opened.close());

const [documents, now] = [readPolicyDocuments("policies"), new Date("2026-11-22T12:00:00Z")];
const inForce = { policy: loadPolicy("policies", "2026-11-22"), documents, signedBy: ["ada.byron"], warning: undefined };
// Without the agencies' own rules it is another version.
const { agencies: _, ...fewer } = documents;
const before = { ...inForce, policy: compile(fewer, "2026-11-22"), documents: fewer, signedBy: [] };

const recorded = async () => {
  const rows = await opened.dataSource.query<{ entry: string }[]>("SELECT entry FROM audit_entry ORDER BY index");
  return rows.map(({ entry }) => (JSON.parse(entry) as { facts: { version: string } }).facts.version);
};

test("a version is recorded when the partnership begins to decide by it, with who signed it, and not at each start", async () => {
  const versions = [before, before, inForce, inForce, before];
  for (const version of versions) await noteInForce(opened.dataSource, version, now);
  expect(await recorded()).toEqual([before, inForce, before].map(({ policy }) => policy.version));
  const signers = await opened.dataSource.query<{ value: string }[]>(
    "SELECT value FROM audit_value WHERE field = 'signedBy' ORDER BY index",
  );
  expect(signers.map(({ value }) => value)).toEqual(["[]", '["ada.byron"]', "[]"]);
});

test("its documents are kept, and decide as they did, whatever review became due since", async () => {
  const kept = await policyOfVersion(opened.dataSource.manager, inForce.policy.version);
  expect(kept).toMatchObject({ version: inForce.policy.version, rules: inForce.policy.rules, categories: inForce.policy.categories });
  expect(await policyOfVersion(opened.dataSource.manager, "0".repeat(64))).toEqual({
    flaw: expect.stringContaining("were not kept"),
    altered: false,
  });
});

test("nothing is kept of a version that cannot be recorded", async () => {
  await opened.dataSource.query("ALTER TABLE audit_entry RENAME TO audit_gone");
  await expect(noteInForce(opened.dataSource, inForce, now)).rejects.toMatchObject({ code: "AUDIT_UNAVAILABLE" });
  await opened.dataSource.query("ALTER TABLE audit_gone RENAME TO audit_entry");
  expect(await opened.dataSource.query("SELECT version FROM policy_in_force ORDER BY id DESC LIMIT 1")).toEqual([
    { version: before.policy.version },
  ]);
});
