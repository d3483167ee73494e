import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { runYouthWork, type RunningYouthWork } from "./running-youth-work.ts";

let agency: RunningYouthWork;
beforeAll(async () => {
  agency = await runYouthWork();
  await agency.store({
    known: ["C-1", "C-2"],
    visits: [
      { id: "v1", child: "C-1", on: "2026-03-01", worry: "bruises" },
      { id: "v2", child: "C-1", on: "2026-05-01", place: "school", aboutOther: true },
      { id: "v3", child: "C-2", on: "2026-04-01", worry: "hungry" },
    ],
    clubs: [{ id: "c1", child: "C-1" }],
  });
});
afterAll(() => agency.close());

/** What the same requests were answered while a refusal was an error that was thrown. */
const answers = JSON.parse(readFileSync(new URL("plain-notices.json", import.meta.url), "utf8")) as Record<string, string>;

const clubs = { reason: "NO_CONSENT", remedy: "Ask the family to share “Clubs”.", rules: ["clubs-with-consent"] };
const part = {
  rules: [
    ["read", "youth-work.held"],
    ["read", "youth-work.visits", { aboutOther: false as const }],
  ] as ["read", string][],
  withheld: { "youth-work.clubs": clubs },
  inPart: { "youth-work.visits": ["about-someone-else"] },
};
const whole = { rules: ["held", "visits", "safety", "clubs"].map((thing): ["read", string] => ["read", `youth-work.${thing}`]) };
const selection =
  "held seen: visits { totalCount nodes { id worry steps { outcome { label } } } edges { node { alarm: worry } } } everyVisit { id worry } latestVisit { worry } clubs { totalCount nodes { name } } broken";

test.each<[string, () => Promise<unknown[]>]>([
  ["one child, in part", async () => [await agency.permit("C-1", part)]],
  ["several, each under their own permit", async () => [await agency.permit("C-1", part), await agency.permit("C-2", whole), "junk"]],
  ["an agency that is stricter", async () => [await agency.permit("C-1", whole, { purpose: "GOVERNANCE" })]],
  ["nothing that holds", () => Promise.resolve(["junk", ""])],
])("a router that knows nothing of us is told what is withheld in `errors`, byte for byte as ever: %s", async (name, permits) => {
  const { text } = await agency.ask(await permits(), selection);
  expect(text).toBe(answers[name]);
});
