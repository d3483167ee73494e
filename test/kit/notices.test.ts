import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { byPath } from "../../service/by-path.ts";
import { compactHeader } from "../../trust/notice.ts";
import { eachPlace } from "../../service/graphql/places.ts";
import { type Answer, runYouthWork, type RunningYouthWork } from "./running-youth-work.ts";

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

const clubs = { reason: "NO_CONSENT" as const, rules: ["clubs-with-consent"] };
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

const compact = { [compactHeader.name]: compactHeader.value };

const requests: [string, () => Promise<unknown[]>][] = [
  ["one child, in part", async () => [await agency.permit("C-1", part)]],
  ["several, each under their own permit", async () => [await agency.permit("C-1", part), await agency.permit("C-2", whole), "junk"]],
  ["an agency that is stricter", async () => [await agency.permit("C-1", whole, { purpose: "GOVERNANCE" })]],
  ["nothing that holds", () => Promise.resolve(["junk", ""])],
];
test.each(requests)(
  "a router that knows nothing of us is told what is withheld in `errors`, byte for byte as ever: %s",
  async (name, permits) => {
    const { text } = await agency.ask(await permits(), selection);
    expect(text).toBe(answers[name]);
  },
);

test.each(requests)("a gateway that asks for the compact form reads the same there: %s", async (name, permits) => {
  const plain = JSON.parse(answers[name] ?? "") as Pick<Answer, "data" | "errors">;
  const { data, errors, extensions, text } = await agency.ask(await permits(), selection, compact);
  expect(data).toEqual(plain.data);
  expect(errors).toEqual(plain.errors.filter(({ extensions: { code } }) => code !== "WITHHELD"));
  const told = (extensions.withheld ?? []).flatMap(({ paths, ...notice }) =>
    paths.flatMap((places) => [...eachPlace(places)].map((path) => ({ path, extensions: { code: "WITHHELD", ...notice } }))),
  );
  const refused = plain.errors.flatMap(({ path, extensions: words }) =>
    words["code"] === "WITHHELD" ? [{ path, extensions: words }] : [],
  );
  expect(told.sort(byPath)).toEqual(refused);
  expect(text.length).toBeLessThan(answers[name]?.length ?? 0);
});

test("the compact form does not grow with the children that are refused the same", async () => {
  const permit = await agency.permit("C-9", { withheld: { "youth-work.clubs": clubs } });
  const sizes = await Promise.all(
    [1, 50].map(async (count) => {
      const permits = Array.from({ length: count }, () => permit);
      const { extensions } = await agency.ask(permits, "clubs { totalCount } visits { totalCount }", compact);
      return JSON.stringify(extensions).length;
    }),
  );
  expect((sizes[1] ?? 0) - (sizes[0] ?? 0)).toBeLessThan(30);
});

test.each([{}, { [compactHeader.name]: "" }, { [compactHeader.name]: "COMPACT" }, { [compactHeader.name]: "compact, plain" }])(
  "whoever does not ask for it as it is written is told in the plain form: %j",
  async (headers) => {
    const { extensions, errors } = await agency.ask([await agency.permit("C-1", part)], "clubs { totalCount }", headers);
    expect([extensions, errors.length]).toEqual([{}, 1]);
    const { extensions: atTheDoor, errors: all } = await agency.ask(["junk"], "clubs { totalCount }", headers);
    expect([atTheDoor, all.length]).toEqual([{}, 1]);
  },
);
