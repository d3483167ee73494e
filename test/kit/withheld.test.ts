import { expect, test } from "@jest/globals";
import type { GraphQLResolveInfo } from "graphql";
import { withheldError } from "../../subgraphs/kit/guard/withheld.ts";

test("a refusal is a decision, and keeps nobody busy with where in the code it was thrown; a failure still says so", () => {
  const info = { path: { prev: undefined, key: "gp", typename: "HealthRecord" }, parentType: { name: "HealthRecord" }, fieldName: "gp" };
  const refusal = { category: "health.gp", reason: "ROLE", remedy: "Ask.", rules: [], policy: null };
  // Of an operation this is what is read.
  const refused = withheldError(refusal, "WHOLE", info as unknown as GraphQLResolveInfo);
  expect(refused.extensions).toMatchObject({ code: "WITHHELD", field: "HealthRecord.gp" });
  expect(refused.stack).not.toContain("\n    at ");
  expect(new Error("a failure").stack).toContain("\n    at ");
});
