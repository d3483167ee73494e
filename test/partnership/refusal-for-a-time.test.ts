import { expect, test } from "@jest/globals";
import { attempt } from "../../governance/chains/attempt.ts";
import { settingOf, startOf } from "../../governance/chains/world.ts";
import { rightsAt12 } from "../../governance/chains/worlds/rights-12.ts";
import { loadPolicy } from "../../policies/index.ts";

// No mutation has a place for the days of a refusal, so only code that is wrong could ask for one.
test.each([
  ["begins later", { from: "2026-12-01" }],
  ["ends by itself", { until: "2026-12-31" }],
])("a refusal that %s is none, whichever way it comes: it stands until the same person says otherwise", (_, days) => {
  const setting = settingOf(rightsAt12, loadPolicy("policies", "2026-11-16"));
  const by = rightsAt12.people.find(({ role }) => role === "parent");
  if (by === undefined) throw new Error("there is no parent in this world");
  const asked = { categories: [...rightsAt12.consented], recipients: [{ agency: "education" }], purposes: ["DIRECT_SUPPORT" as const] };
  const refusing = (more: object) =>
    attempt(setting, startOf(rightsAt12), { change: "refuseConsent", asked: { ...asked, ...more }, by, child: 0, says: "" });
  expect(refusing({})).toHaveProperty("next");
  expect(refusing(days)).toEqual({ refused: "PERIOD_INVALID" });
});
