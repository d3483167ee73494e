import { beforeAll, describe, expect, test } from "@jest/globals";
import { type Confined } from "../../gateway/confining/confine.ts";
import { agencyRule, noPermit } from "../../trust/refusal-words.ts";
import { answerOf, confiningOf, fetchOf, health, notice, permitsFor } from "./health-fetch.ts";
import { aVersion, forge, makeKey } from "../permits/permit-maker.ts";

let permits: string[];
beforeAll(async () => {
  permits = await permitsFor(2);
});

const plain = (taken: Confined): { health: unknown }[] => JSON.parse(JSON.stringify(taken.data["_entities"])) as { health: unknown }[];
/** What is said, place by place: the category and reason of a refusal, or the code of a failure. */
const saidOf = ({ errors }: Confined): Record<string, string> =>
  Object.fromEntries(
    errors.map(({ path, extensions: { code, category, reason, extent } }) => [
      path.slice(2).join("."),
      code === "WITHHELD" ? `${String(extent)} ${String(category)} ${String(reason)}` : String(code),
    ]),
  );

/** What is taken of one child's answer. */
function take(selection: string, given: unknown, errors: unknown[] = [], variables: Record<string, unknown> = {}): Confined {
  return health.take(fetchOf(selection, permits.slice(0, 1), variables), answerOf([given], errors));
}

describe("an agency's answer has what was asked for, and nothing else", () => {
  test("fields that nobody asked for are left out, those of others and those with the names of JavaScript's own objects among them", () => {
    const given = JSON.parse(
      '{"id":"CV-1002","givenNames":"Another","education":{"senNeeds":{"nodes":[]}},"__proto__":{"polluted":true},"constructor":{},"health":{"held":true,"gp":{"id":"1","practiceName":"Hill","__proto__":{"polluted":true}}}}',
    ) as unknown;
    const taken = take("__typename health{held gp{practiceName}}", given);
    expect(plain(taken)).toEqual([{ __typename: "Child", health: { held: true, gp: { practiceName: "Hill" } } }]);
    expect(taken.errors).toEqual([]);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  test("a name that all of JavaScript's objects have is there only if the agency gave it", () => {
    const selection = "__proto__:health{held} constructor:health{held}";
    expect(saidOf(take(selection, {}))).toEqual({ ["__proto__"]: "AGENCY_UNAVAILABLE", constructor: "AGENCY_UNAVAILABLE" });
    const taken = take(selection, JSON.parse('{"__proto__":{"held":true},"constructor":{"held":false}}'));
    expect(JSON.stringify(taken.data["_entities"])).toBe('[{"__proto__":{"held":true},"constructor":{"held":false}}]');
  });

  test("the type of an object that can have but one type is that type, whatever the agency says", () => {
    expect(
      plain(take("__typename health{__typename held}", { __typename: "Query", health: { __typename: "EducationRecord", held: true } })),
    ).toEqual([{ __typename: "Child", health: { __typename: "HealthRecord", held: true } }]);
  });

  test.each<[string, string, unknown, string]>([
    ["a number in place of a record", "health{held}", { health: 5 }, "health"],
    ["a list in place of a record", "health{held}", { health: [{ held: true }] }, "health"],
    ["a text in place of a truth value", "health{held}", { health: { held: "constructor" } }, "health.held"],
    [
      "a record in place of a list",
      "health{therapies{nodes{programme}}}",
      { health: { therapies: { nodes: { 0: {} } } } },
      "health.therapies.nodes",
    ],
    [
      "an object in place of a text",
      "health{gp{practiceName}}",
      { health: { gp: { practiceName: { of: "it" } } } },
      "health.gp.practiceName",
    ],
    [
      "a value that the enum does not have",
      "health{allergies{nodes{kind}}}",
      { health: { allergies: { nodes: [{ kind: "toString" }] } } },
      "health.allergies.nodes.0.kind",
    ],
    [
      "a count that is no whole number",
      "health{allergies{totalCount}}",
      { health: { allergies: { totalCount: 1.5 } } },
      "health.allergies",
    ],
    ["a count that is too large", "health{allergies{totalCount}}", { health: { allergies: { totalCount: 2 ** 31 } } }, "health.allergies"],
    ["nothing where an id has to be", "health{gp{id}}", { health: { gp: { id: null } } }, "health.gp"],
  ])("%s is none, and said to have failed", (_what, selection, given, place) => {
    const taken = take(selection, given);
    expect(saidOf(taken)).toMatchObject({ [place]: "AGENCY_UNAVAILABLE" });
    const value = place.split(".").reduce<unknown>((within, step) => (within as Record<string, unknown>)[step], plain(taken)[0]);
    expect(value).toBeNull();
  });

  test("a page has at most as many entries as were asked for, and a list that is too long is none: cut, it would read as the whole", () => {
    const rows = (count: number) => ({ health: { allergies: { nodes: Array.from({ length: count }, () => ({ notes: "" })) } } });
    const failed = (selection: string, count: number, variables = {}) =>
      "health.allergies.nodes" in saidOf(take(selection, rows(count), [], variables));
    const inPages = (first: string) => `health{allergies${first}{nodes{notes}}}`;
    expect([failed(inPages("(first:2)"), 2), failed(inPages("(first:2)"), 3)]).toEqual([false, true]);
    expect([failed(inPages(""), 50), failed(inPages(""), 51)]).toEqual([false, true]);
    expect([failed(inPages("(first:500)"), 100), failed(inPages("(first:500)"), 101)]).toEqual([false, true]);
    expect([failed(inPages("(first:$size)"), 3, { size: 3 }), failed(inPages("(first:$size)"), 4, { size: 3 })]).toEqual([false, true]);
    // The same document, asked for other pages.
    const sizes = [3, 2, 50, null, undefined].map((size) => failed(inPages("(first:$size)"), 3, size === undefined ? {} : { size }));
    expect(sizes).toEqual([false, true, false, false, false]);
    const reactions = (count: number) => ({
      health: { allergies: { nodes: [{ categories: Array.from({ length: count }, () => "FOOD") }] } },
    });
    expect(saidOf(take("health{allergies{nodes{categories}}}", reactions(1000)))).toEqual({});
    expect(saidOf(take("health{allergies{nodes{categories}}}", reactions(1001)))).toEqual({
      "health.allergies.nodes.0.categories": "AGENCY_UNAVAILABLE",
    });
  });

  test("children who were not asked for, or too few, are no answer at all", () => {
    for (const entities of [[], [{}], [{}, {}, {}], { 0: {}, 1: {}, length: 2 }, null, "ab"])
      expect(() => health.take(fetchOf("health{held}", permits), answerOf(entities))).toThrow("entities are missing");
    for (const answer of ["[]", "{}", '{"data":null}', '{"data":{"_entities":[{},{}]},"errors":"no list"}', "<html>"])
      expect(() => health.take(fetchOf("health{held}", permits), answer)).toThrow();
  });

  test("a field that is asked for under a condition is taken only if the condition holds, and then has to be there", () => {
    const selection = "health{held gp@include(if:$some){practiceName}}";
    const given = { health: { held: true, gp: { practiceName: "Hill" } } };
    expect(plain(take(selection, given, [], { some: false }))).toEqual([{ health: { held: true } }]);
    expect(plain(take(selection, given))).toEqual([given]);
    expect(saidOf(take(selection, { health: { held: true } }))).toEqual({ "health.gp": "AGENCY_UNAVAILABLE" });
    expect(saidOf(take("health{held gp@skip(if:$some){practiceName}}", { health: { held: true } }))).toEqual({});
  });

  test("what is asked for twice is taken together, in fragments too, and under each alias", () => {
    const query = `query($representations:[_Any!]!){_entities(representations:$representations){...on Child{health{...A}...on Child{health{gp{...B}}}}}}
      fragment A on HealthRecord{one:held gp{id}} fragment B on GpRegistration{named:practiceName}`;
    const fetch = { ...fetchOf("", permits.slice(0, 1)), query };
    const given = { health: { one: true, gp: { id: "1", named: "Hill" } } };
    expect(plain(health.take(fetch, answerOf([given])))).toEqual([given]);
  });
});

describe("null never reads as nothing recorded where it is not said to", () => {
  test.each<[string, string, unknown, Record<string, string>]>([
    ["the way into the record", "health{held}", { health: null }, { health: "AGENCY_UNAVAILABLE" }],
    ["a child as a whole", "health{held} kg:health{held}", null, { health: "AGENCY_UNAVAILABLE", kg: "AGENCY_UNAVAILABLE" }],
    ["whether there is a record", "health{held}", { health: { held: null } }, { "health.held": "AGENCY_UNAVAILABLE" }],
    [
      "what a page is made of",
      "health{allergies{nodes{notes}}}",
      { health: { allergies: { nodes: null } } },
      { "health.allergies.nodes": "AGENCY_UNAVAILABLE" },
    ],
    [
      "an entry of a list",
      "health{allergies{nodes{notes}}}",
      { health: { allergies: { nodes: [null] } } },
      { "health.allergies.nodes.0": "AGENCY_UNAVAILABLE" },
    ],
    ["what is left out", "health{held gp{practiceName}}", { health: { held: true } }, { "health.gp": "AGENCY_UNAVAILABLE" }],
    [
      "a list, although there is a record",
      "health{held allergies{totalCount}}",
      { health: { held: true, allergies: null } },
      { "health.allergies": "AGENCY_UNAVAILABLE" },
    ],
    [
      "a list, although another says that there is a record",
      "health{allergies{totalCount} noKnownAllergies{totalCount}}",
      { health: { allergies: null, noKnownAllergies: { totalCount: 0 } } },
      { "health.allergies": "AGENCY_UNAVAILABLE" },
    ],
  ])("%s", (_what, selection, given, said) => {
    expect(saidOf(take(selection, given))).toEqual(said);
  });

  test("it does where the schema leaves it to a record: what it has not, and all lists of a child of whom there is no record", () => {
    const nobody = { health: { held: false, gp: null, allergies: null, noKnownAllergies: null } };
    const taken = take("health{held gp{id} allergies{totalCount} noKnownAllergies{totalCount}}", nobody);
    expect([plain(taken), taken.errors]).toEqual([[nobody], []]);
    const silent = {
      health: { gp: { practiceName: null, registeredOn: null }, allergies: { nodes: [{ categories: null, substance: null }] } },
    };
    const some = take("health{gp{practiceName registeredOn} allergies{nodes{categories substance{code}}}}", silent);
    expect([plain(some), some.errors]).toEqual([[silent], []]);
  });

  test("whoever may not read whether there is a record is never told by null that there is none", async () => {
    const [permit = ""] = await permitsFor(1, { rules: [["read", "health.allergies"]] });
    const taken = health.take(fetchOf("health{allergies{totalCount}}", [permit]), answerOf([{ health: { allergies: null } }]));
    expect(saidOf(taken)).toEqual({ "health.allergies": "AGENCY_UNAVAILABLE" });
  });
});

describe("what is withheld the permit says", () => {
  const selection =
    "health{held minds:mentalHealth{totalCount} missedAppointments{totalCount} immunisations{totalCount} therapies{totalCount}}";

  test("whatever the agency answers there, and in the permit's words", () => {
    const page = { totalCount: 7 };
    const given = { health: { held: true, minds: page, missedAppointments: null, immunisations: page, therapies: page } };
    const taken = take(selection, given, [notice(["_entities", 0, "health", "missedAppointments"], { category: "health.appointments" })]);
    expect(plain(taken)).toEqual([{ health: { held: true, minds: null, missedAppointments: null, immunisations: null, therapies: page } }]);
    expect(saidOf(taken)).toEqual({
      "health.minds": "WHOLE health.mental-health NO_CONSENT",
      "health.missedAppointments": "WHOLE health.appointments ROLE",
      "health.immunisations": "WHOLE health.immunisations PERMIT",
      "health.therapies": "PART health.therapies RESTRICTED",
    });
    expect(taken.errors.find(({ path }) => path.includes("minds"))).toEqual({
      message: "Withheld: health.mental-health (NO_CONSENT).",
      path: ["_entities", 0, "health", "minds"],
      extensions: {
        code: "WITHHELD",
        category: "health.mental-health",
        reason: "NO_CONSENT",
        remedy:
          "Ask a holder of parental responsibility, or the young person once they decide for themself, to share “Mental health” with health.",
        rules: ["camhs-reads-mental-health"],
        policy: aVersion,
        extent: "WHOLE",
        field: "HealthRecord.mentalHealth",
      },
    });
    expect(taken.errors.find(({ path }) => path.includes("therapies"))?.extensions["rules"]).toEqual(["therapists-read-therapies"]);
  });

  test("a child whose permit cannot be read is shown nothing", () => {
    for (const permit of ["", "Maya", `${permits[0]?.split("~")[0]}~bm9uZQ`, `${permits[0]}~`, "a.W10.b~W10"]) {
      const taken = health.take(fetchOf("health{gp{id}}", [permit]), answerOf([{ health: { gp: { id: "1" } } }]));
      expect([plain(taken), saidOf(taken)]).toEqual([[{ health: { gp: null } }], { "health.gp": "WHOLE health.gp PERMIT" }]);
    }
  });

  test("of a child whose permit is in a format that is not known nothing is taken, and it failed: that is no decision", async () => {
    const next = forge(await makeKey(), { claims: { v: 3 } });
    const fetch = fetchOf("health{gp{id}} kg:health{held}", [permits[0] ?? "", next]);
    const gp = { health: { gp: { id: "1" } }, kg: { held: true } };
    expect(() => health.take(fetch, answerOf([gp, gp]))).toThrow(expect.objectContaining({ code: "PERMIT_FORMAT_UNKNOWN" }));
    const nothing = health.nothing(fetch);
    expect(nothing.errors.flatMap(({ path, extensions }) => (path[1] === 1 ? [[path[2], extensions["code"]]] : []))).toEqual([
      ["health", "AGENCY_UNAVAILABLE"],
      ["kg", "AGENCY_UNAVAILABLE"],
    ]);
  });

  test("each child's own permit counts for them alone", async () => {
    const [closed = ""] = await permitsFor(1, { rules: [] });
    const gp = { health: { gp: { id: "1" } } };
    const taken = health.take(fetchOf("health{gp{id}}", [permits[0] ?? "", closed]), answerOf([gp, gp]));
    expect(plain(taken)).toEqual([gp, { health: { gp: null } }]);
    expect(taken.errors.map(({ path }) => path)).toEqual([["_entities", 1, "health", "gp"]]);
  });
});

describe("of what an agency says beside the data, only what it can know is believed, in words of ours", () => {
  const gp = ["_entities", 0, "health", "gp"];

  test.each<[string, unknown[], Record<string, string>]>([
    [
      "a refusal of another's field",
      [notice(["_entities", 0, "education", "senNeeds"], { category: "education.sen" })],
      { "health.gp": "AGENCY_UNAVAILABLE" },
    ],
    ["a refusal where the permit permits", [notice(gp)], { "health.gp": "AGENCY_UNAVAILABLE" }],
    [
      "a refusal in another's category",
      [notice(gp, { category: "education.sen", reason: "AGENCY_RULE" })],
      { "health.gp": "WHOLE health.gp AGENCY_RULE" },
    ],
    ["that no permit holds", [notice(gp, { reason: "PERMIT" })], { "health.gp": "WHOLE health.gp PERMIT" }],
    [
      "a code that is another service's",
      [{ message: "Your session has ended, sign in at …", path: gp, extensions: { code: "CHILD_NOT_FOUND" } }],
      { "health.gp": "AGENCY_UNAVAILABLE" },
    ],
    ["an error without a place", [{ message: "Your session has ended, sign in at …" }], { "health.gp": "AGENCY_UNAVAILABLE" }],
    ["what is no error", [null, 7, [], "x"], { "health.gp": "AGENCY_UNAVAILABLE" }],
    [
      "that it failed",
      [{ message: "SELECT * FROM gp", path: gp, extensions: { code: "INTERNAL", host: "db-1" } }],
      { "health.gp": "INTERNAL" },
    ],
    [
      "that it cannot be asked",
      [{ message: "db-1", path: gp, extensions: { code: "AGENCY_UNAVAILABLE", agency: "education" } }],
      { "health.gp": "AGENCY_UNAVAILABLE" },
    ],
    [
      "that an argument is wrong",
      [{ message: "Sign in at …", path: gp, extensions: { code: "ARGUMENT_INVALID" } }],
      { "health.gp": "ARGUMENT_INVALID" },
    ],
  ])("%s", (_what, errors, said) => {
    const taken = take("health{held gp{practiceName}}", { health: { held: true, gp: null } }, errors);
    expect(plain(taken)).toEqual([{ health: { held: true, gp: null } }]);
    expect(saidOf(taken)).toEqual(said);
    const text = JSON.stringify(taken.errors);
    expect(text).not.toMatch(/sign in|call|db-1|SELECT|education/i);
  });

  test("its own rules and a permit that does not hold are told in fixed sentences; rules and policy it cannot make up", () => {
    const words = (reason: string) =>
      take("health{gp{id}}", { health: { gp: null } }, [notice(gp, { reason, policy: "mine" })]).errors[0]?.extensions;
    expect(words("AGENCY_RULE")).toMatchObject({ ...agencyRule, policy: aVersion });
    expect(words("PERMIT")).toMatchObject({ ...noPermit, policy: null });
  });

  test("what is wrong with the size or the cursor of a page is said in the agency's sentence, which is one of two", () => {
    const message = 'An argument cannot be used: "after" is a cursor of this list.';
    const error = { message, path: ["_entities", 0, "health", "allergies"], extensions: { code: "ARGUMENT_INVALID" } };
    expect(take('health{allergies(after:"x"){totalCount}}', { health: { allergies: null } }, [error]).errors).toEqual([error]);
  });

  test("that no permit holds, said of a child as a whole, is said at all that was asked for", () => {
    const taken = take("health{held} kg:health{held}", null, [notice(["_entities", 0], { category: "health.held", reason: "PERMIT" })]);
    expect(saidOf(taken)).toEqual({ health: "WHOLE health.held PERMIT", kg: "WHOLE health.held PERMIT" });
  });

  test("an error that leaves the alias out is said at all that is empty below the last place to which it leads", () => {
    const given = { health: { surgery: null, allergies: { nodes: [{ notes: null }] } } };
    const wrong = [notice(["_entities", 0, "health", "gp"], { reason: "AGENCY_RULE" })];
    expect(saidOf(take("health{surgery:gp{id} allergies{nodes{notes}}}", given, wrong))).toEqual({
      "health.surgery": "WHOLE health.gp AGENCY_RULE",
      "health.allergies.nodes.0.notes": "WHOLE health.allergies AGENCY_RULE",
    });
    // One that the permit says anyway explains nothing else.
    const known = [notice(["_entities", 0, "health", "mentalHealth"], { category: "health.mental-health" })];
    expect(
      saidOf(take("health{surgery:gp{id} minds:mentalHealth{totalCount}}", { health: { surgery: null, minds: null } }, known)),
    ).toEqual({
      "health.minds": "WHOLE health.mental-health NO_CONSENT",
    });
  });

  test("what is said where there is a value, or outside the child's own part, is not said", () => {
    const taken = take("health{held}", { health: { held: true } }, [
      notice(["_entities", 0, "health", "held"]),
      notice(["_entities", 7]),
      notice([]),
    ]);
    expect(taken.errors).toEqual([]);
  });

  test("an error inside what is left out stands where it is left out", () => {
    const taken = take("health{allergies{totalCount}}", { health: { allergies: { totalCount: "many" } } });
    expect(saidOf(taken)).toEqual({ "health.allergies": "AGENCY_UNAVAILABLE" });
  });
});

describe("an agency cannot make an answer long by what it says", () => {
  const many = Array.from({ length: 4_000 }, (_, at) => notice(["_entities", 0, "health", `x${at}`], { reason: "AGENCY_RULE" }));

  test("4,000 errors are said at the places that are empty, once each", () => {
    const taken = take("health{held gp{id}}", { health: { held: true, gp: null } }, many);
    expect(saidOf(taken)).toEqual({ "health.gp": "WHOLE health.gp AGENCY_RULE" });
  });

  test("an error that is not read for want of room leaves nothing to read as nothing recorded", () => {
    const gp = { message: "", path: ["_entities", 0, "health", "gp"], extensions: { code: "INTERNAL" } };
    const others = Array.from({ length: 5_000 }, () => ({ ...gp, path: ["_entities", 0, "health", "held"] }));
    expect(saidOf(take("health{held gp{id}}", { health: { held: true, gp: null } }, [...others, gp]))).toEqual({
      "health.gp": "AGENCY_UNAVAILABLE",
    });
  });

  test("where too many places fail or are refused, it did not answer", () => {
    const rows = Array.from({ length: 100 }, () => ({}));
    const aliases = Array.from({ length: 30 }, (_, at) => `a${at}:notes`).join(" ");
    const given = { health: { allergies: { nodes: rows } } };
    expect(() => take(`health{allergies(first:100){nodes{${aliases}}}}`, given)).toThrow("too little of the answer");
    const nulls = Object.fromEntries(Array.from({ length: 110 }, (_, at) => [`a${at}`, null]));
    const keys = Object.keys(nulls).map((key) => `${key}:notes`);
    const empty = { health: { allergies: { nodes: rows.map(() => nulls) } } };
    expect(() => take(`health{allergies(first:100){nodes{${keys.join(" ")}}}}`, empty, many)).toThrow("too much of the answer");
  });
});

describe("the partnership decides, and its words are its own", () => {
  const partnership = confiningOf("partnership");
  const root = (selection: string) => ({ query: `{child(id:"CV-1001",purpose:DIRECT_SUPPORT){${selection}}}`, variables: {} });
  const take = (selection: string, child: unknown, errors: unknown[] = []) =>
    partnership.take(root(selection), JSON.stringify({ data: { child }, errors }));

  test("a child out of reach is null without a word, and what is withheld is as it says", () => {
    expect(take("givenNames", null).errors).toEqual([]);
    const refused = notice(["child", "contact"], { category: "child.address", field: "Child.contact" });
    const part = notice(["child", "givenNames"], { category: "child.names", extent: "PART", field: "Child.givenNames" });
    const taken = take("givenNames contact{lines}", { givenNames: "Maya", contact: null }, [refused, part]);
    expect(taken.errors).toEqual([refused, part]);
  });

  test("it is held to what was asked for all the same: shape, places, and codes of the closed list", () => {
    const given = { id: "CV-1001", healthPermit: "p", givenNames: 7, health: { held: true } };
    const taken = take("id healthPermit givenNames familyName", given, [
      { message: "mysql: gone", path: ["child", "familyName"], extensions: { code: "ER_GONE" } },
    ]);
    expect(JSON.parse(JSON.stringify(taken.data))).toEqual({
      child: { id: "CV-1001", healthPermit: "p", givenNames: null, familyName: null },
    });
    expect(taken.errors.map(({ path, extensions }) => [path.join("."), extensions["code"]])).toEqual([
      ["child.givenNames", "AGENCY_UNAVAILABLE"],
      ["child.familyName", "AGENCY_UNAVAILABLE"],
    ]);
    expect(JSON.stringify(taken.errors)).not.toContain("mysql");
  });

  test("a practitioner is the one who was asked for, whoever comes back", () => {
    const query = "query($representations:[_Any!]!){_entities(representations:$representations){...on Practitioner{id name}}}";
    const fetch = { query, variables: { representations: [{ __typename: "Practitioner", id: "helen.marsh" }] } };
    expect(plain(partnership.take(fetch, answerOf([{ id: "somebody.else", name: "Helen" }])))).toEqual([
      { id: "helen.marsh", name: "Helen" },
    ]);
  });
});

test("a service that does not answer leaves all that was asked for empty, and says so once at each", () => {
  const taken = health.nothing(fetchOf("health{held} kg:health{held}", permits));
  expect(plain(taken)).toEqual([
    { health: null, kg: null },
    { health: null, kg: null },
  ]);
  expect(taken.errors.map(({ path, extensions }) => [path.join("."), extensions])).toEqual(
    ["_entities.0.health", "_entities.0.kg", "_entities.1.health", "_entities.1.kg"].map((path) => [
      path,
      { code: "AGENCY_UNAVAILABLE", agency: "health" },
    ]),
  );
});

describe("what takes long to parse is not parsed", () => {
  const asked = "health{gp{practiceName}}";
  const real = { health: { gp: { practiceName: "Hill" } } };
  const withMore = (more: string): string => `${answerOf([real]).slice(0, -1)},"more":${more}}`;
  const takeText = (text: string) => () => health.take(fetchOf(asked, permits.slice(0, 1)), text);
  const often = (part: string, times: number): string => Array.from({ length: times }, () => part).join(",");

  test.each<[string, (parts: number) => string]>([
    ["small objects, one after the other", (parts) => `[${often('{"k":1}', parts / 2)}]`],
    ["lists within lists", (parts) => "[".repeat(parts) + "]".repeat(parts)],
    ["one object of many members", (parts) => `{${Array.from({ length: parts }, (_, at) => `"k${String(at)}":1`).join(",")}}`],
  ])("%s: beyond a hundred thousand parts nothing is taken, and within them what was asked for", (_what, more) => {
    expect(takeText(withMore(more(100_001)))).toThrow("more parts than the gateway reads");
    expect(plain(takeText(withMore(more(99_000)))())).toEqual([real]);
  });

  test("texts have room, however long they are: the bound on their bytes is another", () => {
    expect(plain(takeText(withMore(JSON.stringify("A long note. ".repeat(30_000))))())).toEqual([real]);
  });
});
