import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { agencyBounds } from "../../gateway/confining/bounds.ts";
import { readNotices } from "../../gateway/confining/compact-notices.ts";
import type { Confined } from "../../gateway/confining/confine.ts";
import { compactHeader } from "../../trust/notice.ts";
import { eachPlace, isPlaces, type Places } from "../../service/graphql/places.ts";
import { agencyRule, noPermit } from "../../trust/refusal-words.ts";
import { type Draw, drawing } from "../policies/drawn.ts";
import { confiningOf, fetchOf, health, permitsFor } from "./health-fetch.ts";
import { runs } from "../runs.ts";
import { aVersion } from "../permits/permit-maker.ts";

let permits: string[];
beforeAll(async () => {
  permits = await permitsFor(2);
});

const words = { category: "health.gp", reason: "AGENCY_RULE", remedy: "Call this number.", rules: ["call"], policy: "call", field: "call" };
const noticeAt = (paths: unknown, more: Record<string, unknown> = {}) => ({ ...words, extent: "WHOLE", ...more, paths });
const gpOf = (children: unknown) => [["_entities", children, "health", "gp"]];

const selection = "health{held gp{practiceName} minds:mentalHealth{totalCount}} kg:health{held}";
const child = { health: { held: true, gp: null, minds: null }, kg: { held: true } };
const both = [child, child];

function take(withheld: unknown, entities: unknown = both): Confined {
  const answer = { data: { _entities: entities }, extensions: { withheld } };
  return health.take(fetchOf(selection, permits), JSON.stringify(answer));
}

const saidOf = ({ errors }: Confined): Record<string, string> =>
  Object.fromEntries(
    errors.map(({ path, extensions: { code, category, reason } }) => [
      path.slice(1).join("."),
      code === "WITHHELD" ? `${String(category)} ${String(reason)}` : String(code),
    ]),
  );
const minds = { "0.health.minds": "health.mental-health NO_CONSENT", "1.health.minds": "health.mental-health NO_CONSENT" };

describe("what an agency says in the compact form is believed as far as an error at each of its places would be", () => {
  const one = <T>(draw: Draw, values: readonly T[]): T => values[draw(values.length)] as T;
  const steps = ["health", "kg", "gp", "minds", "held", "practiceName", "__proto__", "constructor", "education", 0, 1, 7];
  const index = (draw: Draw): Places[number] => one<Places[number]>(draw, [0, 1, [[0, 1]], [[1, 9]], [[0, 0], [3, 4]], "0"]); // prettier-ignore
  const path = (draw: Draw): Places => [
    draw(20) === 0 ? "errors" : "_entities",
    ...(draw(12) === 0 ? [] : [index(draw)]),
    ...Array.from({ length: draw(4) }, () => (draw(8) === 0 ? index(draw) : one(draw, steps))),
  ];
  const notice = (draw: Draw) => ({
    ...words,
    category: one(draw, ["health.gp", "health.mental-health", "health.held", "education.sen", "constructor"]),
    reason: one(draw, ["AGENCY_RULE", "PERMIT", "NO_CONSENT", "RESTRICTED", "call this number"]),
    extent: one(draw, ["WHOLE", "WHOLE", "PART"]),
    paths: Array.from({ length: 1 + draw(3) }, () => path(draw)),
  });
  const empty = (draw: Draw) => ({
    health: one<unknown>(draw, [null, { held: null, gp: null, minds: null }, child.health, { held: true, gp: {} }]),
    kg: one(draw, [null, { held: false }]),
  });

  test("whatever it says", () => {
    let said = 0;
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const draw = drawing(seed);
        const withheld = Array.from({ length: draw(4) }, () => notice(draw));
        const data = { _entities: [empty(draw), draw(9) === 0 ? null : empty(draw)] };
        const errors = withheld.flatMap(({ paths, ...extensions }) =>
          paths
            .flatMap((places) => [...eachPlace(places)])
            .map((at) => ({
              message: `Withheld: ${extensions.category} (${extensions.reason}).`,
              path: at,
              extensions: { code: "WITHHELD", ...extensions },
            })),
        );
        const fetch = fetchOf(selection, permits);
        const plain = health.take(fetch, JSON.stringify({ data, errors }));
        const compact = health.take(fetch, JSON.stringify({ data, extensions: { withheld } }));
        expect(compact).toEqual(plain);
        said += compact.errors.filter(({ extensions }) => extensions["reason"] === "AGENCY_RULE").length;
      }),
      { seed: 37, numRuns: runs(10_000) },
    );
    // Or nothing would have been believed either way.
    expect(said).toBeGreaterThan(runs(1_000));
  });

  test("its own rules and a permit that does not hold are told in fixed sentences; rules and policy it cannot make up", () => {
    const told = (reason: string) =>
      take([noticeAt(gpOf([[0, 1]]), { reason })]).errors.filter(({ path: at }) => at.includes("gp")).map(({ extensions }) => extensions); // prettier-ignore
    expect(told("AGENCY_RULE")).toMatchObject(Array.from({ length: 2 }, () => ({ ...agencyRule, policy: aVersion })));
    expect(told("PERMIT")).toMatchObject(Array.from({ length: 2 }, () => ({ ...noPermit, policy: null })));
  });

  test.each<[string, unknown[], string | undefined]>([
    ["a reason that there is not", [noticeAt(gpOf(0), { reason: "call this number" })], "AGENCY_UNAVAILABLE"],
    ["a refusal where the permit permits", [noticeAt(gpOf(0), { reason: "NO_CONSENT" })], "AGENCY_UNAVAILABLE"],
    ["another's category", [noticeAt(gpOf(0), { category: "education.sen" })], "health.gp AGENCY_RULE"],
    ["another's field", [noticeAt([["_entities", 0, "education", "senNeeds"]], { reason: "ROLE" })], "AGENCY_UNAVAILABLE"],
    ["a part", [noticeAt(gpOf(0), { extent: "PART" })], undefined],
    ["the same many times", Array.from({ length: 500 }, () => noticeAt([...gpOf(0), ...gpOf(0)])), "health.gp AGENCY_RULE"],
    ["one thing and another", [noticeAt(gpOf(0), { reason: "PERMIT" }), noticeAt(gpOf(0))], "health.gp PERMIT"],
    ["more of it than is known here", [noticeAt(gpOf(0), { since: "1.1" })], "health.gp AGENCY_RULE"],
  ])("%s, said of a place that is empty", (_what, withheld, said) => {
    const taken = take(withheld);
    expect(saidOf(taken)).toEqual({ "0.health.gp": said, "1.health.gp": undefined, ...minds });
    expect(JSON.stringify(taken)).not.toMatch(/call|education/i);
  });

  test("nothing is said where there is a value, and what leads nowhere counts for all that is empty below the last place to which it leads", () => {
    expect(saidOf(take([noticeAt([["_entities", [[0, 1]], "kg", "held"]])]))).toEqual(minds);
    const nowhere = noticeAt([["_entities", 1, "health", [[2, 9]], "gp"]]);
    expect(saidOf(take([nowhere]))).toEqual({ ...minds, "1.health.gp": "health.gp AGENCY_RULE" });
  });
});

describe("it cannot make an answer long by it, or leave anything to read as nothing recorded", () => {
  const { heard } = agencyBounds(2);
  const elsewhere = (count: number) => noticeAt([["_entities", 0, "kg", "held", [[0, count - 1]]]]);

  test("what is not read for want of room counts for everything that is empty", () => {
    expect(saidOf(take([elsewhere(heard), noticeAt(gpOf([[0, 1]]))]))).toMatchObject({ "0.health.gp": "AGENCY_UNAVAILABLE" });
    const first = take([noticeAt(gpOf([[0, 1]])), elsewhere(heard)]);
    expect(saidOf(first)).toMatchObject({ "0.health.gp": "health.gp AGENCY_RULE" });
  });

  test("places without end end", () => {
    const endless = { ...noticeAt([["_entities", [[0, 1e15]], "health", [[0, 1e15]], "x", [[0, 1e15]]]]) };
    expect(saidOf(take(Array.from({ length: 100 }, () => endless)))).toMatchObject({ ...minds });
  });

  test("more entries than are read, or what is no compact form, is no answer", () => {
    const good = noticeAt(gpOf(0));
    const bad = [
      Array.from({ length: heard + 1 }, () => good),
      ...[null, 7, "none", {}, { 0: good, length: 1 }, [null], [[]], [good, 7], [{}], [noticeAt([])], [noticeAt(undefined)], [noticeAt("_entities")]],
      ...Object.keys(good).map((key) => [Object.fromEntries(Object.entries(good).filter(([name]) => name !== key))]),
      [{ ...good, extent: "ALL" }],
      [{ ...good, rules: "call" }],
      [{ ...good, policy: 7 }],
      ...[[[1, 0]], [], [[0]], [["0", "1"]], [1], null, -1, 1.5, { 0: 0 }].map((step) => [noticeAt(gpOf(step))]),
      [noticeAt([Array.from({ length: 51 }, () => "health")])],
    ]; // prettier-ignore
    for (const withheld of bad) expect(() => take(withheld)).toThrow();
    expect(() => take([good])).not.toThrow();
  });

  test.each<[string, (many: (wrong: unknown) => unknown[]) => unknown]>([
    ["entries", (many) => many(7)],
    ["rules", (many) => [{ ...noticeAt(gpOf(0)), rules: many(0) }]],
    ["places", (many) => [{ ...noticeAt(gpOf(0)), paths: many(["_entities", -1]) }]],
    ["ranges", (many) => [{ ...noticeAt(gpOf(0)), paths: [["_entities", many([1, 0])]] }]],
  ])("of %s that are wrong, only the first is looked at, and what is logged of it is short", (_what, withheld) => {
    let looked = 0;
    const counting = (wrong: unknown): unknown[] =>
      new Proxy(Array.from({ length: 900 }, () => wrong), {
        get: (list, key) => {
          if (typeof key === "string" && /^\d+$/.test(key)) looked++;
          return Reflect.get(list, key) as unknown;
        },
      }); // prettier-ignore
    expect(() => readNotices(withheld(counting), 1_000)).toThrow(/^.{10,80}$/);
    expect(looked).toBe(1);
    expect(() => take(withheld((wrong) => Array.from({ length: 900 }, () => wrong)))).toThrow(/^.{10,80}$/);
  });

  test("names of JavaScript's own objects are names like others", () => {
    const text =
      '[{"__proto__":{"polluted":true},"paths":[["__proto__"],["constructor","prototype"],["_entities",[[0,1]],"__proto__","gp"]],';
    const given = JSON.parse(`${text}${JSON.stringify({ ...words, extent: "WHOLE" }).slice(1)}]`) as unknown;
    expect(saidOf(take(given))).toMatchObject(minds);
    const hidden = JSON.stringify({ data: { _entities: both } }).replace(/}$/, ',"extensions":{"__proto__":{"withheld":7}}}');
    expect(() => health.take(fetchOf(selection, permits), hidden)).not.toThrow();
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
    expect(isPlaces(JSON.parse('["__proto__",[[0,1]]]'))).toBe(true);
  });

  test("other extensions of an answer are not looked at", () => {
    for (const extensions of [null, 7, [], "x", { ftv1: "x" }, { withheldToo: 7 }]) {
      const answer = JSON.stringify({ data: { _entities: both }, extensions });
      expect(() => health.take(fetchOf(selection, permits), answer)).not.toThrow();
    }
  });
});

test("that no permit holds, said of the children as a whole, is said at all that was asked for", () => {
  const taken = take([noticeAt([["_entities", [[0, 1]]]], { category: "health.held", reason: "PERMIT" })], [null, null]);
  expect(saidOf(taken)).toEqual({
    ...Object.fromEntries(["0.health", "0.kg", "1.health", "1.kg"].map((place) => [place, "health.held PERMIT"])),
  });
});

test("the partnership's words are its own in this form, too, at places of the fetch and nowhere else", () => {
  const partnership = confiningOf("partnership");
  const query = '{child(id:"CV-1001",purpose:DIRECT_SUPPORT){givenNames team{nodes{active}} contact{lines}}}';
  const refused = { category: "child.address", reason: "ROLE", remedy: "Ask.", rules: ["r"], policy: "v", extent: "WHOLE", field: "Child.contact" }; // prettier-ignore
  const part = { ...refused, category: "child.team", extent: "PART", field: "Child.team" };
  const data = { child: { givenNames: "Maya", team: { nodes: [] }, contact: null } };
  const withheld = [
    { ...refused, paths: [["child", "contact"], ["child", "health"], ["child", [[0, 9]]]] }, // prettier-ignore
    { ...part, paths: [["child", "team"], ["child", "education"], ["myChildren", "nodes", [[0, 9]], "team"]] }, // prettier-ignore
  ];
  const taken = partnership.take({ query, variables: {} }, JSON.stringify({ data, extensions: { withheld } }));
  expect(taken.errors).toEqual([
    { message: "Withheld: child.address (ROLE).", path: ["child", "contact"], extensions: { code: "WITHHELD", ...refused } },
    { message: "Withheld: child.team (ROLE).", path: ["child", "team"], extensions: { code: "WITHHELD", ...part } },
  ]);
});

test("the example in the rules for subgraphs is read as they say", () => {
  const [, section = ""] = readFileSync("docs/permits.md", "utf8").split("### Each refusal once");
  const example = JSON.parse(/```json\n([^]*?)```/.exec(section)?.[1] ?? "") as { extensions: { withheld: unknown } };
  expect(section).toContain(`\`${compactHeader.name}: ${compactHeader.value}\``);
  const read = readNotices(example.extensions.withheld, 100);
  expect(read.map(({ path, extensions: { code, category } }) => [path.join("."), code, category])).toEqual([
    ["_entities.0.youthJustice.orders", "WITHHELD", "youth-justice.orders"],
    ["_entities.1.youthJustice.orders", "WITHHELD", "youth-justice.orders"],
  ]);
});
