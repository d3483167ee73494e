import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { runYouthWork, type RunningYouthWork } from "./running-youth-work.ts";

let agency: RunningYouthWork;
let permit: string;
const newestFirst = Array.from({ length: 120 }, (_, index) => `v${String(index).padStart(3, "0")}`);

beforeAll(async () => {
  agency = await runYouthWork();
  await store(newestFirst);
  permit = await agency.permit("C-1", { rules: [["read", "youth-work.visits"]] });
});
afterAll(() => agency.close());

/** Stores them oldest first, a day apart. */
function store(newest: readonly string[]): Promise<void> {
  const day = (index: number): string => new Date(Date.UTC(2026, 0, 200 - index)).toISOString().slice(0, 10);
  return agency.store({ known: ["C-1"], visits: newest.map((id, index) => ({ id, child: "C-1", on: day(index) })).reverse() });
}

async function pageOf(args: string) {
  const { data, errors } = await agency.ask(
    [permit],
    `visits${args} { totalCount nodes { id } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`,
  );
  return { page: data?._entities[0].youthWork.visits, errors };
}
const ids = (page: { nodes: { id: string }[] }) => page.nodes.map(({ id }) => id);

describe("a long list", () => {
  test("comes in pages of fifty, newest first, unless another size is asked for", async () => {
    expect(ids((await pageOf("")).page)).toEqual(newestFirst.slice(0, 50));
    expect(ids((await pageOf("(first: null)")).page)).toEqual(newestFirst.slice(0, 50));
    expect(ids((await pageOf("(first: 100)")).page)).toEqual(newestFirst.slice(0, 100));
  });

  test("is seen whole, each entry once, by whoever follows the cursors", async () => {
    const seen: string[] = [];
    let next: string | null = null;
    do {
      const { page } = await pageOf(next === null ? "(first: 45)" : `(first: 45, after: "${next}")`);
      expect(page.totalCount).toBe(120);
      expect(page.pageInfo.hasPreviousPage).toBe(next !== null);
      expect(page.pageInfo.startCursor).toBe(page.edges[0].cursor);
      seen.push(...ids(page));
      next = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (next !== null);
    expect(seen).toEqual(newestFirst);
  });

  test("can be counted without an entry", async () => {
    const { page } = await pageOf("(first: 0)");
    expect(page).toEqual({
      totalCount: 120,
      nodes: [],
      edges: [],
      pageInfo: { hasNextPage: true, hasPreviousPage: false, startCursor: null, endCursor: null },
    });
  });

  test("goes on after its cursor though an entry before it is gone", async () => {
    const { page } = await pageOf("(first: 3)");
    await store(newestFirst.filter((id) => id !== "v001"));
    expect(ids((await pageOf(`(first: 2, after: "${String(page.pageInfo.endCursor)}")`)).page)).toEqual(["v003", "v004"]);
  });
});

describe("an argument that cannot be used", () => {
  const cases: [string, string][] = [
    ["more than a hundred at once", "(first: 101)"],
    ["fewer than none", "(first: -1)"],
    ["no cursor", '(after: "not a cursor")'],
    ["an empty cursor", '(after: "")'],
    ["the cursor of nothing", `(after: "${Buffer.from("v999").toString("base64url")}")`],
    ["a cursor with padding", `(after: "${Buffer.from("v003").toString("base64url")}=")`],
  ];
  test.each(cases)("is refused as ARGUMENT_INVALID, and the list is null: %s", async (_, args) => {
    const { page, errors } = await pageOf(args);
    expect(page).toBeNull();
    expect(errors.map(({ extensions, path }) => [extensions["code"], path])).toEqual([
      ["ARGUMENT_INVALID", ["_entities", 0, "youthWork", "visits"]],
    ]);
  });

  test.each(["(first: 1.5)", '(first: "2")', "(after: 2)", "(last: 2)"])("of a wrong type or name stops the request: %s", async (args) => {
    const { page, errors } = await pageOf(args);
    expect(page).toBeUndefined();
    expect(errors.map(({ extensions }) => extensions["code"])).toEqual(["GRAPHQL_VALIDATION_FAILED"]);
  });

  test("is not looked at where the list is withheld: nothing can be learnt by trying", async () => {
    const nothing = await agency.permit("C-1", {});
    const [right, wrong] = await Promise.all(
      ["v003", "v999"].map((id) => agency.ask([nothing], `visits(after: "${Buffer.from(id).toString("base64url")}") { totalCount }`)),
    );
    expect(wrong?.text).toBe(right?.text);
    expect(right?.errors.map(({ extensions }) => extensions["code"])).toEqual(["WITHHELD"]);
  });
});
