import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { policiesPage } from "../../docs/generate/policies-page.ts";
import { generate } from "../../supergraph/generate.ts";
import { changedPolicies } from "./changed-policies.ts";

const place = mkdtempSync(join(tmpdir(), "childview-generated-"));
afterAll(() => rmSync(place, { recursive: true }));

test("nothing is composed for documents that are not sound", async () => {
  const unsound = changedPolicies(join(place, "unsound"), "agreements/safeguarding.yaml", /^reviewBy: .*$/m, "reviewBy: soon");
  await expect(generate("agencies.yaml", unsound, "supergraph.graphql")).rejects.toMatchObject({
    code: "VALUE_INVALID",
    line: expect.any(Number),
  });
});

test("the officers' page takes no unsound change for its example", async () => {
  const change = "```diff\n--- policies/roles.yaml\n-roles:\n+rolls:\n```\n";
  const page = (variant: string): string => `${change}\n\`\`\`console ${variant}\n$ npm run policy -- check\nSOUND\n\`\`\`\n`;
  await expect(policiesPage(page("changed"))).rejects.toThrow("NOT SOUND");
  expect(await policiesPage(page("broken"))).toContain("NOT SOUND");
});
