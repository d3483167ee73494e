import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { runYouthWork, type AnswerError, type RunningYouthWork } from "./running-youth-work.ts";
import { aVersion } from "../permits/permit-maker.ts";

let agency: RunningYouthWork;
beforeAll(async () => {
  agency = await runYouthWork();
  await agency.store({
    known: ["C-1", "C-2"],
    visits: [
      { id: "v1", child: "C-1", on: "2026-03-01", worry: "bruises" },
      { id: "v2", child: "C-1", on: "2026-05-01", place: "school" },
      { id: "v3", child: "C-2", on: "2026-04-01", worry: "hungry" },
    ],
    clubs: [{ id: "c1", child: "C-1" }],
  });
});
afterAll(() => agency.close());

const all = { rules: ["held", "visits", "safety", "clubs", "leaflets"].map((thing): ["read", string] => ["read", `youth-work.${thing}`]) };
const visitsOnly = { rules: [["read", "youth-work.visits"] as ["read", string]] };
const everything =
  "held visits { totalCount nodes { id visitedOn place { code } steps { done outcome { label } } worker { id } worry } } clubs { totalCount nodes { id name } }";

const reasons = (errors: readonly AnswerError[]) =>
  errors.map(({ extensions: { category, reason } }) => `${String(category)}: ${String(reason)}`);

describe("an agency that is asked straight, past the gateway", () => {
  const bad: [string, () => unknown][] = [
    ["no permit", () => undefined],
    ["null for a permit", () => null],
    ["an empty permit", () => ""],
    ["the child's number for a permit", () => "C-1"],
    ["an object for a permit", () => ({ child: "C-1" })],
    ["a forged permit", () => agency.forgedPermit("C-1", all)],
    ["a permit for another agency", () => agency.permit("C-1", all, { aud: "urn:childview:health" })],
    ["a permit of another issuer", () => agency.permit("C-1", all, { iss: "urn:other" })],
    ["an expired permit", () => agency.oldPermit("C-1", all)],
    ["a permit and a newline", async () => `${await agency.permit("C-1", all)}\n`],
  ];

  test.each(bad)("answers nothing to %s, and says so of the whole child", async (_, permit) => {
    const { data, errors, text } = await agency.ask([await permit()], everything);
    expect(data).toEqual({ _entities: [null] });
    expect(errors).toMatchObject([{ path: ["_entities", 0], extensions: { code: "WITHHELD", extent: "WHOLE", rules: [], policy: null } }]);
    expect(reasons(errors)).toEqual(["youth-work.held: PERMIT"]);
    expect(text).not.toContain("C-1");
  });

  test.each(bad)("beside a child whose permit holds answers nothing to %s, and says so at each field", async (_, permit) => {
    const { data, errors, text } = await agency.ask([await permit(), await agency.permit("C-2", visitsOnly)], everything);
    expect(data._entities[0]).toEqual({ youthWork: { held: null, visits: null, clubs: null } });
    const told = errors.filter(({ path }) => path?.[1] === 0);
    expect(reasons(told)).toEqual(["youth-work.clubs: PERMIT", "youth-work.held: PERMIT", "youth-work.visits: PERMIT"]);
    for (const { extensions } of told) expect(extensions).toMatchObject({ rules: [], policy: null });
    expect(text).not.toContain("C-1");
  });

  test("reads nothing of a document that comes without a permit which holds, and says as much whatever is asked, and of however many", async () => {
    const nonsense = await agency.send("{ this is no document", { representations: [{ __typename: "Child", youthWorkPermit: "junk" }] });
    expect(nonsense).toEqual(await agency.ask(["junk"], everything));
    const without = await agency.send("{ this is no document", {});
    expect([without.status, without.errors.map(({ extensions }) => extensions["code"])]).toEqual([403, ["PERMIT_INVALID"]]);
    const junk = Array.from({ length: 201 }, (_, at) => ({ __typename: "Child", youthWorkPermit: `junk${at}` }));
    const most = await agency.send("{ no document", { representations: junk.slice(1) });
    expect([most.status, most.errors.length, most.text.length < 80_000]).toEqual([200, 200, true]);
    // A good permit opens no door to more children than any gateway asks for.
    const representations = [{ __typename: "Child", youthWorkPermit: await agency.permit("C-1", all) }, ...junk];
    const tooMany = await agency.send(
      "query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename } }",
      { representations },
    );
    expect([tooMany.status, tooMany.errors.map(({ extensions }) => extensions["code"])]).toEqual([413, ["OPERATION_TOO_LARGE"]]);
  });

  test("takes no permit from the document itself", async () => {
    const permit = await agency.permit("C-1", all);
    const text = `{ _entities(representations: [{ __typename: "Child", youthWorkPermit: "${permit}" }]) { ... on Child { youthWork { held } } } }`;
    expect((await agency.send(text)).errors[0]?.extensions["code"]).toBe("PERMIT_INVALID");
    const beside = await agency.send(text, {
      representations: [{ __typename: "Child", youthWorkPermit: await agency.permit("C-2", all) }],
    });
    expect(beside.data).toEqual({ _entities: [{ youthWork: { held: null } }] });
  });

  const known = async () => ({ __typename: "Child", youthWorkPermit: await agency.permit("C-1", all) });
  test.each(["Nobody", "__proto__", "constructor", "Practitioner", "Visit", "_Any", "", 7, null, ["Child"]])(
    "is asked for an entity of the type %j by the caller's mistake",
    async (type) => {
      const { status, data, errors } = await agency.send("query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }", {
        r: [await known(), { __typename: type, id: "x", youthWorkPermit: "" }],
      });
      expect([status, data, errors.map(({ extensions }) => extensions["code"])]).toEqual([200, null, ["BAD_USER_INPUT"]]);
    },
  );

  test("says little of variables and documents that cannot be used, and takes the caller's mistakes for such", async () => {
    const representations = [await known()];
    const long = "n".repeat(20_000);
    const answers = [
      await agency.send(`query One { __typename }`, { representations }, "__proto__"),
      await agency.send(`query ($f: Boolean!) { __typename @include(if: $f) }`, { representations, f: long }),
      await agency.send(`{ ${long} }`, { representations }),
      await agency.send(`query ${long} { ${Array.from({ length: 100 }, (_, at) => `a${at}: stray(x: $x${at}) { id }`).join(" ")} }`, {
        representations,
      }),
      await agency.send(`{ ${"stray { id } ".repeat(10_000)} }`, { representations }),
    ];
    expect(answers.map(({ errors }) => errors[0]?.extensions["code"])).toEqual([
      ...[
        "OPERATION_RESOLUTION_FAILURE",
        "BAD_USER_INPUT",
        "GRAPHQL_VALIDATION_FAILED",
        "GRAPHQL_VALIDATION_FAILED",
        "GRAPHQL_PARSE_FAILED",
      ],
    ]);
    for (const { text } of answers) expect(text.length).toBeLessThan(15_000);
  });

  test("tells a forger nothing of what was wrong", async () => {
    const answers = await Promise.all(bad.map(async ([, permit]) => agency.ask([await permit()], everything)));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  });

  test("answers the one child whose permit holds beside others whose permits do not, each in its place", async () => {
    const { data, errors } = await agency.ask(["", await agency.permit("C-2", all), "nothing"], "visits { nodes { id } }");
    expect(data._entities.map(({ youthWork }: { youthWork: unknown }) => youthWork)).toEqual([
      { visits: null },
      { visits: { nodes: [{ id: "v3" }] } },
      { visits: null },
    ]);
    expect(errors.map(({ path }) => path)).toEqual([
      ["_entities", 0, "youthWork", "visits"],
      ["_entities", 2, "youthWork", "visits"],
    ]);
  });

  test("answers no child at all when permits of two actors come in one request, even through two fields", async () => {
    const mine = await agency.permit("C-1", all);
    const stolen = await agency.permit("C-2", all, { sub: "somebody.else" });
    const { data } = await agency.send(
      `query ($a: [_Any!]!, $b: [_Any!]!) {
        a: _entities(representations: $a) { ... on Child { youthWork { visits { totalCount } } } }
        b: _entities(representations: $b) { ... on Child { youthWork { visits { totalCount } } } }
      }`,
      { a: [{ __typename: "Child", youthWorkPermit: mine }], b: [{ __typename: "Child", youthWorkPermit: stolen }] },
    );
    expect(data).toEqual({ _entities: [null, null] });
  });

  const ways: [string, Record<string, unknown>, string][] = [
    ["the record itself", { __typename: "YouthWorkRecord", child: "C-1" }, "... on YouthWorkRecord { held visits { totalCount } }"],
    ["a row", { __typename: "Visit", id: "v1", child: "C-1", worry: "?" }, "... on Visit { id worry }"],
    ["a page", { __typename: "VisitConnection", nodes: [{ id: "v1" }] }, "... on VisitConnection { totalCount }"],
    ["a practitioner", { __typename: "Practitioner", id: "rachel.stone" }, "... on Practitioner { id }"],
    [
      "a child by number",
      { __typename: "Child", child: "C-1", root: { child: "C-1" } },
      "... on Child { youthWork { held visits { totalCount } } }",
    ],
  ];
  test.each(ways)("lets nobody in by naming %s", async (_, representation, selection) => {
    const { data, text } = await agency.send(`query ($r: [_Any!]!) { _entities(representations: $r) { ${selection} } }`, {
      r: [representation],
    });
    const [entity] = (data?._entities ?? [null]) as ({ youthWork?: Record<string, unknown> } | null)[];
    expect(Object.values(entity?.youthWork ?? {}).filter((value) => value !== null)).toEqual([]);
    expect(entity?.youthWork === undefined ? entity : null).toBeNull();
    expect(text).not.toMatch(/bruises|2026-0/);
  });

  test("never shows a permit again", async () => {
    const permit = await agency.permit("C-1", all);
    const { text } = await agency.send(`query ($r: [_Any!]!) { _entities(representations: $r) { ... on Child { youthWorkPermit } } }`, {
      r: [{ __typename: "Child", youthWorkPermit: permit }],
    });
    expect(text).not.toContain(permit.slice(0, 40));
  });

  test("answers nothing through a way in that forgot the grant", async () => {
    const { data, errors, text } = await agency.send("{ stray { id visitedOn worry place { code } } }", {
      representations: [await known()],
    });
    expect(data).toEqual({ stray: null });
    expect(new Set(errors.map(({ extensions }) => extensions["code"]))).toEqual(new Set(["INTERNAL"]));
    expect(text).not.toContain("nobody may see this");
  });

  test("answers no introspection, and suggests no name to whoever guesses", async () => {
    const representations = [await known()];
    const introspection = await agency.send("{ __schema { types { name } } }", { representations });
    expect(introspection.data).toBeUndefined();
    const guess = await agency.send("{ _entities(representations: []) { ... on Child { youthWerk { id } } } }", { representations });
    expect(guess.data).toBeUndefined();
    expect(guess.text).not.toContain("Did you mean");
  });
});

describe("what a permit permits", () => {
  test("is answered whole: rows, values within them, codes and practitioners", async () => {
    const { data, errors } = await agency.ask([await agency.permit("C-1", all)], everything);
    const visit = (id: string, on: string, place: string, worry: string | null) => ({
      id,
      visitedOn: on,
      place: { code: place },
      steps: [{ done: `talked (${place})`, outcome: { label: "well" } }],
      worker: { id: "rachel.stone" },
      worry,
    });
    expect(errors).toEqual([]);
    expect(data._entities[0].youthWork).toEqual({
      held: true,
      visits: { totalCount: 2, nodes: [visit("v2", "2026-05-01", "school", null), visit("v1", "2026-03-01", "home", "bruises")] },
      clubs: { totalCount: 1, nodes: [{ id: "c1", name: "chess" }] },
    });
  });

  test("does not reach further: a refused field is null, with an error that explains itself without its path", async () => {
    const withheld = {
      "youth-work.clubs": { reason: "NO_CONSENT" as const, rules: ["clubs-with-consent"] },
    };
    const { status, data, errors } = await agency.ask(
      [await agency.permit("C-1", { ...visitsOnly, withheld })],
      "visits { totalCount } clubs { totalCount }",
    );
    expect(status).toBe(200);
    expect(data._entities[0].youthWork).toEqual({ visits: { totalCount: 2 }, clubs: null });
    expect(errors).toEqual([
      {
        message: "Withheld: youth-work.clubs (NO_CONSENT).",
        path: ["_entities", 0, "youthWork", "clubs"],
        extensions: {
          code: "WITHHELD",
          category: "youth-work.clubs",
          reason: "NO_CONSENT",
          remedy:
            "Ask a holder of parental responsibility, or the young person once they decide for themself, to share “Clubs” with health.",
          rules: ["clubs-with-consent"],
          policy: aVersion,
          extent: "WHOLE",
          field: "YouthWorkRecord.clubs",
        },
      },
    ]);
  });

  test("is nothing for a category that it does not name", async () => {
    const { data, errors } = await agency.ask([await agency.permit("C-1", visitsOnly)], "held");
    expect(data._entities[0].youthWork.held).toBeNull();
    expect(reasons(errors)).toEqual(["youth-work.held: PERMIT"]);
  });

  test("is nothing for a category that it both permits and withholds", async () => {
    const withheld = { "youth-work.visits": { reason: "RESTRICTED" as const, rules: [] } };
    const { data, errors } = await agency.ask([await agency.permit("C-1", { ...all, withheld })], "visits { totalCount }");
    expect(data._entities[0].youthWork.visits).toBeNull();
    expect(reasons(errors)).toEqual(["youth-work.visits: RESTRICTED"]);
  });

  test("does not carry a field of another category along with the row that it stands in", async () => {
    const { data, errors } = await agency.ask([await agency.permit("C-1", visitsOnly)], "visits { nodes { id worry } }");
    expect(data._entities[0].youthWork.visits.nodes).toEqual([
      { id: "v2", worry: null },
      { id: "v1", worry: null },
    ]);
    expect(errors.map(({ path, extensions }) => [path?.slice(3), extensions["field"], extensions["category"]])).toEqual([
      [["visits", "nodes", 0, "worry"], "Visit.worry", "youth-work.safety"],
      [["visits", "nodes", 1, "worry"], "Visit.worry", "youth-work.safety"],
    ]);
  });

  test("is the same through an alias, a fragment, `@include` and another path to the same rows", async () => {
    const { data } = await agency.ask(
      [await agency.permit("C-1", visitsOnly)],
      "a: clubs { totalCount } ... on YouthWorkRecord { b: held } everyVisit { c: worry } visits { edges { node { ... { d: worry @include(if: true) } } } }",
    );
    expect(data._entities[0].youthWork).toEqual({
      a: null,
      b: null,
      everyVisit: [{ c: null }, { c: null }],
      visits: { edges: [{ node: { d: null } }, { node: { d: null } }] },
    });
  });

  test("ends where the agency's own rules are stricter, and the answer says that it is the agency's rule", async () => {
    const { data, errors } = await agency.ask([await agency.permit("C-1", all, { purpose: "GOVERNANCE" })], everything);
    expect(data._entities[0].youthWork).toMatchObject({ held: true, visits: null, clubs: { totalCount: 1 } });
    expect(reasons(errors)).toEqual(["youth-work.visits: AGENCY_RULE"]);
    expect(errors[0]?.extensions).toMatchObject({ rules: ["visits-stay"], policy: aVersion });
  });

  test("does not reach a list that its resolver refuses: that is null, and never reads as none, even to whoever may not read whether there is a record", async () => {
    const { data, errors } = await agency.ask([await agency.permit("C-1", visitsOnly)], "sealed: sealedVisits { id }");
    expect(data._entities[0].youthWork).toEqual({ sealed: null });
    expect(errors.map(({ path, extensions }) => [path, extensions["extent"]])).toEqual([
      [["_entities", 0, "youthWork", "sealed"], "WHOLE"],
    ]);
  });

  test("is refused for the permit's reason where the agency's own rules would refuse it as well", async () => {
    const withheld = { "youth-work.visits": { reason: "NO_CONSENT" as const, rules: [] } };
    const { errors } = await agency.ask([await agency.permit("C-1", { withheld }, { purpose: "GOVERNANCE" })], "visits { totalCount }");
    expect(reasons(errors)).toEqual(["youth-work.visits: NO_CONSENT"]);
  });

  test("is not undone by a failure elsewhere, whose words stay in the log", async () => {
    const { data, errors, text } = await agency.ask([await agency.permit("C-1", all)], "broken held");
    expect(data._entities[0].youthWork).toEqual({ broken: null, held: true });
    expect(errors).toEqual([
      { message: expect.any(String), path: ["_entities", 0, "youthWork", "broken"], extensions: { code: "INTERNAL" } },
    ]);
    expect(text).not.toContain("Mill Lane");
  });
});

describe("a child whom the agency does not know", () => {
  test("has no record: lists are null, which is not the same as none", async () => {
    const { data, errors } = await agency.ask([await agency.permit("C-9", all), await agency.permit("C-2", all)], everything);
    expect(data._entities[0].youthWork).toEqual({ held: false, visits: null, clubs: null });
    expect(data._entities[1].youthWork.clubs).toEqual({ totalCount: 0, nodes: [] });
    expect(errors).toEqual([]);
  });

  test("reads alike if the index has no number of them", async () => {
    const [unknown, unnumbered] = await Promise.all(
      ["C-9", null].map(async (child) =>
        agency.ask([await agency.permit(child, all)], `${everything} latestVisit { id } everyVisit { id }`),
      ),
    );
    expect(unnumbered?.text).toBe(unknown?.text);
  });
});

describe("several children in one request", () => {
  test("each get their own rows", async () => {
    const permits = await agency.permits(["C-1", "C-2", "C-9"], all);
    const { data } = await agency.ask(permits, "visits { nodes { id } } latestVisit { id }");
    expect(data._entities.map(({ youthWork }: { youthWork: unknown }) => youthWork)).toEqual([
      { visits: { nodes: [{ id: "v2" }, { id: "v1" }] }, latestVisit: { id: "v2" } },
      { visits: { nodes: [{ id: "v3" }] }, latestVisit: { id: "v3" } },
      { visits: null, latestVisit: null },
    ]);
  });

  test("cost one statement for each kind of record, however many they are", async () => {
    const statements = async (count: number): Promise<string[]> => {
      const permits = await agency.permits(
        Array.from({ length: count }, (_, index) => `C-${String(index + 1)}`),
        all,
      );
      agency.statementsSince();
      await agency.ask(permits, `${everything} latestVisit { id } everyVisit { id }`);
      return agency.statementsSince();
    };
    expect(await statements(1)).toHaveLength(3);
    expect(await statements(20)).toHaveLength(3);
  });

  test("cost no statement where everything is withheld", async () => {
    const permit = await agency.permit("C-1", {});
    agency.statementsSince();
    await agency.ask([permit, ""], everything);
    expect(agency.statementsSince()).toEqual([]);
  });

  test("cannot be shown one object that a resolver keeps for all: it fails rather than answer by the wider permit", async () => {
    const title = { rules: [["read", "youth-work.leaflets"] as ["read", string]] };
    const { data, errors } = await agency.ask([await agency.permit("C-1", title), await agency.permit("C-2", title)], "leaflet { title }");
    expect(data._entities[1].youthWork.leaflet).toBeNull();
    expect(errors.map(({ extensions }) => extensions["code"])).toEqual(["INTERNAL"]);
  });
});

describe("one child named twice under two permits", () => {
  const selection =
    "visits { totalCount nodes { id month place { code } steps { done } worker { id } worry } } everyVisit { id worry } latestVisit { id worry } clubs { totalCount }";
  const alone = async (permit: string) => (await agency.ask([permit], selection)).data._entities[0];
  const orders: [string, number[]][] = [
    ["the wider first", [0, 1]],
    ["the narrower first", [1, 0]],
    ["both, twice over", [0, 1, 0, 1]],
  ];

  test.each(orders)("answers each as if it were alone: %s", async (_, order) => {
    const permits = [await agency.permit("C-1", all), await agency.permit("C-1", visitsOnly)];
    const expected = await Promise.all(permits.map(alone));
    const { data } = await agency.ask(
      order.map((index) => permits[index]),
      selection,
    );
    expect(data._entities).toEqual(order.map((index) => expected[index]));
  });

  test("leaves out for each the rows that it may not see", async () => {
    await agency.store({
      known: ["C-1"],
      visits: [
        { id: "plain", child: "C-1" },
        { id: "other", child: "C-1", aboutOther: true },
        { id: "harm", child: "C-1", withheldFromFamily: true },
      ],
    });
    const rules = (marks?: object) => ({ rules: [["read", "youth-work.visits", ...(marks ? [marks] : [])]] as never });
    const permits = await Promise.all(
      [rules(), rules({ aboutOther: false }), rules({ withheldFromFamily: false })].map((rule) => agency.permit("C-1", rule)),
    );
    const { data } = await agency.ask(permits, "visits { totalCount nodes { id } } everyVisit { id }");
    const ids = (entity: { youthWork: { everyVisit: { id: string }[] } }) => entity.youthWork.everyVisit.map(({ id }) => id).sort();
    expect(data._entities.map(ids)).toEqual([
      ["harm", "other", "plain"],
      ["harm", "plain"],
      ["other", "plain"],
    ]);
    expect(data._entities.map(({ youthWork }: { youthWork: { visits: { totalCount: number } } }) => youthWork.visits.totalCount)).toEqual([
      3, 2, 2,
    ]);
  });
});
