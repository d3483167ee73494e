import { describe, expect, test } from "@jest/globals";
import { readAgencies } from "../../trust/agencies.ts";
import { ask, send, tokenOf } from "./ask.ts";
import { systemPlace } from "./running-system.ts";

const child = (selection: string): string => `{ child(id: "CV-1001", purpose: DIRECT_SUPPORT) { ${selection} } }`;
const codesOf = (answer: Awaited<ReturnType<typeof ask>>): unknown[] => (answer.errors ?? []).map(({ extensions }) => extensions?.["code"]);

describe("permits", () => {
  test.each(["healthPermit", "educationPermit", "socialCarePermit"])("%s cannot be asked for by clients", async (field) => {
    const answer = await ask("senco", child(field));
    expect(answer.data).toBeUndefined();
    expect(codesOf(answer)).toEqual(["GRAPHQL_VALIDATION_FAILED"]);
  });

  test("no name of a permit shows in the schema that clients see", async () => {
    const { text } = await ask("senco", "{ __schema { types { name fields { name } } } }");
    expect(text).toContain("therapies");
    expect(text).not.toMatch(/permit/i);
  });
});

describe("the alias trap", () => {
  test.each([
    ["a value named as the permit", "healthPermit: givenNames health { held }"],
    ["a value named as another field", "familyName: givenNames"],
    ["a value named as the type", "__typename: givenNames"],
    ["a value named as a member of every object", "constructor: givenNames"],
    ["a value named as the prototype", "__proto__: givenNames"],
    ["in a fragment", "...F } } fragment F on Child { healthPermit: givenNames health { held "],
  ])("%s is refused", async (_what, selection) => {
    expect(codesOf(await ask("senco", child(selection)))).toContain("ALIAS_REFUSED");
  });

  test("an ordinary alias works, twice the same field included", async () => {
    const { data } = await ask("senco", child("first: givenNames second: givenNames"));
    expect(data.child).toEqual({ first: "Maya", second: "Maya" });
  });
});

describe("the same refused field by every way round", () => {
  const refused = "mentalHealth { totalCount }";
  test.each([
    ["an alias", child(`health { x: ${refused} }`), ["child", "health", "x"]],
    ["an inline fragment", child(`health { ... on HealthRecord { ${refused} } }`), ["child", "health", "mentalHealth"]],
    ["a named fragment", `${child("health { ...F }")} fragment F on HealthRecord { ${refused} }`, ["child", "health", "mentalHealth"]],
    ["@include", child(`health { ${refused.replace("{", "@include(if: true) {")} }`), ["child", "health", "mentalHealth"]],
    [
      "a list",
      `{ myChildren(purpose: DIRECT_SUPPORT, first: 1) { edges { node { health { ${refused} } } } } }`,
      ["myChildren", "edges", 0, "node", "health", "mentalHealth"],
    ],
  ])("%s", async (_way, query, path) => {
    const answer = await ask("senco", query);
    expect(answer.withheld.map((entry) => entry.path)).toEqual([path]);
    expect(answer.text).not.toContain("totalCount");
  });
});

describe("straight at an agency", () => {
  const health = (): string => readAgencies(systemPlace().agenciesFile).agencies.find(({ name }) => name === "health")?.url ?? "";
  const entities = (permit: string): Promise<Awaited<ReturnType<typeof send>>> =>
    send(
      health(),
      {},
      {
        query: "query ($r: [_Any!]!) { _entities(representations: $r) { ... on Child { health { held conditions { totalCount } } } } }",
        variables: { r: [{ __typename: "Child", healthPermit: permit }] },
      },
    );

  test("without a permit everything is withheld, and it is not said why", async () => {
    const answers = await Promise.all(["", "nonsense", await tokenOf("paediatrician")].map(entities));
    for (const { data, errors } of answers) {
      expect(data._entities).toEqual([null]);
      expect(new Set(errors?.map(({ extensions }) => [extensions?.["code"], extensions?.["reason"]].join(" ")))).toEqual(
        new Set(["WITHHELD PERMIT"]),
      );
    }
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  });

  test("a child cannot be named by an id, nor the schema be asked for", async () => {
    const byId = await send(
      health(),
      {},
      { query: '{ _entities(representations: [{ __typename: "Child", id: "CV-1001" }]) { ... on Child { health { held } } } }' },
    );
    expect(byId.data?._entities?.[0]?.health?.held ?? null).toBeNull();
    const schema = await send(health(), {}, { query: "{ __schema { types { name } } }" });
    expect(schema.data).toBeUndefined();
  });
});

describe("operations that are made to harm", () => {
  test("a fragment bomb is refused", async () => {
    const fragments = Array.from({ length: 18 }, (_, at) => `fragment F${at} on Child { ...F${at + 1} ...F${at + 1} }`).join(" ");
    const answer = await ask("senco", `${child("...F0")} ${fragments} fragment F18 on Child { givenNames }`);
    expect(answer.data).toBeUndefined();
    expect(codesOf(answer)).toEqual(["OPERATION_TOO_LARGE"]);
  });

  test("too many tokens are refused", async () => {
    const answer = await ask("senco", child(Array.from({ length: 3000 }, (_, at) => `a${at}: givenNames`).join(" ")));
    expect(answer.data).toBeUndefined();
    expect(codesOf(answer)).toEqual(["OPERATION_TOO_LARGE"]);
  });

  test("a body that is too large, a batch and a simple form post are refused without a stack trace", async () => {
    const { gateway } = systemPlace();
    const authorization = `Bearer ${await tokenOf("senco")}`;
    const tooLarge = await send(`${gateway}/graphql`, { authorization }, { query: `# ${"x".repeat(300_000)}` });
    const batch = await send(`${gateway}/graphql`, { authorization }, [{ query: child("id") }, { query: child("id") }]);
    const form = await fetch(`${gateway}/graphql`, {
      method: "POST",
      headers: { authorization, "content-type": "text/plain" },
      body: "{}",
    });
    const get = await fetch(`${gateway}/graphql?query={__typename}`, { headers: { authorization } });
    expect([tooLarge.status, batch.status, form.status, get.status]).toEqual([413, 400, expect.any(Number), 404]);
    expect(form.status).toBeGreaterThanOrEqual(400);
    for (const text of [tooLarge.text, batch.text, await form.text(), await get.text()]) expect(text).not.toMatch(/\bat .*\.(ts|js):\d/);
  });
});
