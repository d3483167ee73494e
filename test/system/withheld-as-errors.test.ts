import { afterAll, expect, test } from "@jest/globals";
import { ask } from "./ask.ts";
import { endGateways, gatewayWith } from "./second-gateway.ts";

afterAll(endGateways);

test("with WITHHELD=errors refusals stay in `errors`, where any other router leaves them, each describing itself", async () => {
  const gateway = await gatewayWith((agencies) => agencies, { WITHHELD: "errors" });
  const answer = await ask(
    "senco",
    '{ child(id: "CV-1001", purpose: DIRECT_SUPPORT) { givenNames health { gp { practiceName } } } }',
    {},
    gateway,
  );
  expect(answer.data).toEqual({ child: { givenNames: "Maya", health: { gp: null } } });
  expect(answer.withheld).toEqual([]);
  expect(answer.errors).toEqual([
    {
      message: "Withheld: health.gp (ROLE).",
      path: ["child", "health", "gp"],
      extensions: {
        code: "WITHHELD",
        category: "health.gp",
        reason: "ROLE",
        remedy: expect.any(String),
        rules: expect.any(Array),
        policy: expect.stringMatching(/^[0-9a-f]{64}$/),
        extent: "WHOLE",
        field: "HealthRecord.gp",
      },
    },
  ]);
});
