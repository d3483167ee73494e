import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { runYouthWork, type RunningYouthWork, type VisitRow } from "./running-youth-work.ts";
import { aVersion } from "../permits/permit-maker.ts";

let agency: RunningYouthWork;
beforeAll(async () => {
  agency = await runYouthWork();
});
afterAll(() => agency.close());

type Marks = { aboutOther?: false; withheldFromFamily?: false };
const visits = (marks?: Marks) => [marks === undefined ? ["read", "youth-work.visits"] : ["read", "youth-work.visits", marks]];
const page = "totalCount nodes { id } edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }";

const shown: VisitRow[] = [
  { id: "b", child: "C-1", on: "2026-05-01" },
  { id: "d", child: "C-1", on: "2026-03-01" },
  { id: "f", child: "C-1", on: "2026-03-01" },
  { id: "h", child: "C-1", on: null },
];
const hidden: VisitRow[] = [
  { id: "a", child: "C-1", on: "2026-06-01", aboutOther: true, worry: "the father" },
  { id: "c", child: "C-1", on: "2026-03-01", aboutOther: true },
  { id: "g", child: "C-1", on: "2026-03-01", aboutOther: true, withheldFromFamily: true },
  { id: "i", child: "C-1", on: null, aboutOther: true },
];

/** What a caller is answered who may see what is not about others. */
async function answerTo(rows: readonly VisitRow[], selection: string, rules: unknown = visits({ aboutOther: false })) {
  await agency.store({ known: ["C-1"], visits: rows });
  return agency.ask([await agency.permit("C-1", { rules: rules as never })], selection);
}

describe("records with a mark that the permit leaves out", () => {
  test("do not appear in any list, nor as the one that a field picks", async () => {
    const { data } = await answerTo([...hidden, ...shown], `visits { ${page} } everyVisit { id } latestVisit { id }`);
    const { visits: connection, everyVisit, latestVisit } = data._entities[0].youthWork;
    const ids = ["b", "d", "f", "h"];
    expect(connection.nodes.map(({ id }: { id: string }) => id)).toEqual(ids);
    expect(connection.edges.map(({ node }: { node: { id: string } }) => node.id)).toEqual(ids);
    expect(everyVisit).toEqual(ids.map((id) => ({ id })));
    expect(latestVisit).toEqual({ id: "b" });
  });

  const selections: [string, string][] = [
    ["counts, cursors and order", `visits { ${page} }`],
    ["the first page", `visits(first: 2) { ${page} }`],
    ["the page that ends the list", `visits(first: 4) { ${page} }`],
    ["a page of nothing", `visits(first: 0) { ${page} }`],
    ["a page after a cursor", `visits(first: 1, after: "${cursor("b")}") { ${page} }`],
    ["the page after the last cursor", `visits(after: "${cursor("h")}") { ${page} }`],
    ["a record as a cursor that cannot be seen", `visits(after: "${cursor("c")}") { ${page} }`],
    ["the record that a field picks", "latestVisit { id place { code } }"],
    ["fields of another category", "visits { nodes { id worry } } everyVisit { worry }"],
  ];
  test.each(selections)("change no byte of an answer: %s", async (_, selection) => {
    const without = await answerTo(shown, selection);
    const besides = await answerTo([...hidden, ...shown], selection);
    const others = await answerTo(
      [...shown.toReversed(), ...hidden.map((row) => ({ ...row, id: `z${row.id}`, on: "2020-02-02" }))],
      selection,
    );
    expect(besides.text).toBe(without.text);
    expect(others.text).toBe(without.text);
  });

  test("look like no records at all where no other is", async () => {
    const [none, onlyHidden] = [
      await answerTo([], `visits { ${page} } latestVisit { id }`),
      await answerTo(hidden, `visits { ${page} } latestVisit { id }`),
    ];
    expect(onlyHidden.text).toBe(none.text);
    expect(none.data._entities[0].youthWork).toMatchObject({ visits: { totalCount: 0, nodes: [] }, latestVisit: null });
  });

  const marks: [string, Marks | undefined, string[]][] = [
    ["about nobody else", { aboutOther: false }, ["neither", "harm"]],
    ["not withheld from the family", { withheldFromFamily: false }, ["neither", "other"]],
    ["neither", { aboutOther: false, withheldFromFamily: false }, ["neither"]],
    ["of any kind", undefined, ["neither", "other", "harm", "both"]],
  ];
  test.each(marks)("are those of each mark for itself: a permit for records %s", async (_, permitted, ids) => {
    const rows = [
      { id: "neither", child: "C-1", on: "2026-04-04" },
      { id: "other", child: "C-1", on: "2026-04-03", aboutOther: true },
      { id: "harm", child: "C-1", on: "2026-04-02", withheldFromFamily: true },
      { id: "both", child: "C-1", on: "2026-04-01", aboutOther: true, withheldFromFamily: true },
    ];
    const { data } = await answerTo(rows, "everyVisit { id }", visits(permitted));
    expect(data._entities[0].youthWork.everyVisit.map(({ id }: { id: string }) => id)).toEqual(ids);
  });

  test("are those of either of two rules together", async () => {
    const rows = [
      { id: "other", child: "C-1", on: "2026-04-03", aboutOther: true },
      { id: "harm", child: "C-1", on: "2026-04-02", withheldFromFamily: true },
      { id: "both", child: "C-1", on: "2026-04-01", aboutOther: true, withheldFromFamily: true },
    ];
    const { data } = await answerTo(rows, "everyVisit { id }", [
      ...visits({ aboutOther: false }),
      ...visits({ withheldFromFamily: false }),
    ]);
    expect(data._entities[0].youthWork.everyVisit.map(({ id }: { id: string }) => id)).toEqual(["other", "harm"]);
  });
});

describe("the notice that a part is withheld", () => {
  const notices = (errors: readonly { extensions: Readonly<Record<string, unknown>>; path?: readonly (string | number)[] }[]) =>
    errors.map(({ extensions, path }) => ({ path: path?.slice(3), ...extensions }));
  const notice = (path: (string | number)[], field: string) => ({
    path,
    code: "WITHHELD",
    category: "youth-work.visits",
    reason: "RESTRICTED",
    remedy: expect.any(String),
    rules: [],
    policy: aVersion,
    extent: "PART",
    field,
  });

  test.each([
    ["there are such records", [...hidden, ...shown]],
    ["there are none", shown],
    ["there is no record at all", []],
  ])("is given once for each field, if %s", async (_, rows) => {
    const { errors } = await answerTo(rows, "visits { totalCount nodes { id place { code } steps { done } } } latestVisit { id }");
    expect(notices(errors)).toEqual([notice(["latestVisit"], "YouthWorkRecord.latestVisit"), notice(["visits"], "YouthWorkRecord.visits")]);
  });

  test("is given for a child whom the agency does not know", async () => {
    await agency.store({ known: [] });
    const { data, errors } = await agency.ask(
      [await agency.permit("C-1", { rules: visits({ aboutOther: false }) as never })],
      "visits { totalCount }",
    );
    // The permit does not show whether the agency knows the child, so the list is empty and not null, which would tell.
    expect(data._entities[0].youthWork.visits).toEqual({ totalCount: 0 });
    expect(notices(errors)).toEqual([notice(["visits"], "YouthWorkRecord.visits")]);
  });

  test("names the rules that the permit tells for that category, and no other rule of the permit", async () => {
    await agency.store({ known: ["C-1"], visits: shown });
    const permit = await agency.permit("C-1", {
      rules: [...visits({ aboutOther: false }), ["read", "youth-work.clubs", { aboutOther: false }]] as never,
      inPart: { "youth-work.visits": ["about-someone-else", "visits-with-consent"], "youth-work.clubs": ["clubs-with-consent"] },
    });
    const { errors, text } = await agency.ask([permit], "visits { totalCount } clubs { totalCount }");
    expect(errors.map(({ extensions }) => [extensions["category"], extensions["rules"], extensions["policy"]])).toEqual([
      ["youth-work.clubs", ["clubs-with-consent"], aVersion],
      ["youth-work.visits", ["about-someone-else", "visits-with-consent"], aVersion],
    ]);
    expect(text).not.toContain("never-told");
  });

  test("is not given where the permit leaves nothing out", async () => {
    const { data, errors } = await answerTo([...hidden, ...shown], "visits { totalCount }", visits());
    expect(data._entities[0].youthWork.visits.totalCount).toBe(8);
    expect(errors).toEqual([]);
  });
});

describe("a field of another category inside a record", () => {
  const rows = [
    { id: "marked", child: "C-1", on: "2026-02-02", aboutOther: true, worry: "the father drinks" },
    { id: "plain", child: "C-1", on: "2026-01-01", worry: "hungry" },
  ];

  test("is judged by the marks of the record that it stands in", async () => {
    const { data, errors } = await answerTo(rows, "everyVisit { id worry }", [
      ...visits(),
      ["read", "youth-work.safety", { aboutOther: false }],
    ]);
    expect(data._entities[0].youthWork.everyVisit).toEqual([
      { id: "marked", worry: null },
      { id: "plain", worry: "hungry" },
    ]);
    expect(errors.map(({ path, extensions }) => [path?.slice(3), extensions["extent"]])).toEqual([
      [["everyVisit", 0, "worry"], "PART"],
      [["everyVisit", 1, "worry"], "PART"],
    ]);
  });

  test("says the same whether it is kept back or empty", async () => {
    const rules = [...visits(), ["read", "youth-work.safety", { aboutOther: false }]];
    const kept = await answerTo(rows, "everyVisit { id worry }", rules);
    const empty = await answerTo(
      rows.map((row) => (row.aboutOther ? { ...row, worry: null } : row)),
      "everyVisit { id worry }",
      rules,
    );
    expect(kept.text).toBe(empty.text);
  });
});

function cursor(id: string): string {
  return Buffer.from(id).toString("base64url");
}
