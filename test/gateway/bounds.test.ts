import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type LoneAnswer, startLoneGateway } from "./lone-gateway.ts";

let gateway: Awaited<ReturnType<typeof startLoneGateway>>;
beforeAll(async () => {
  gateway = await startLoneGateway();
});
afterAll(() => gateway.close());

const codes = ({ errors }: LoneAnswer): string[] => errors.map(({ extensions }) => extensions.code);
const longName = "n".repeat(20_000);
const many = (count: number, one: (at: number) => string): string => Array.from({ length: count }, (_, at) => one(at)).join(" ");

describe("variables that cannot be used", () => {
  const actor = "query ($actor: ActorInput!) { explainAccess(actor: $actor, purpose: DIRECT_SUPPORT) { __typename } }";

  test("are told in one short message, however many fields there are that nobody knows", async () => {
    const unknown = Object.fromEntries(Array.from({ length: 2000 }, (_, at) => [`x${at}`, 1]));
    const answer = await gateway.ask({ query: actor, variables: { actor: { role: "senco", ...unknown } } });
    expect(answer.status).toBe(400);
    expect(codes(answer)).toEqual(["BAD_USER_INPUT"]);
    expect(answer.errors[0]?.message).toContain('"$actor"');
    expect(answer.errors[0]?.message).toContain('Field "x0" is not defined');
    expect(answer.text.length).toBeLessThan(2_000);
  });

  test.each<[string, unknown]>([
    ["a name of many letters", { role: "senco", [longName]: 1 }],
    ["a value of many letters", longName],
    ["a list of many", { role: Array.from({ length: 5_000 }, () => longName.slice(0, 20)) }],
    ["nothing where something has to be", { agency: "education" }],
  ])("are not repeated, be it %s", async (_what, value) => {
    const answer = await gateway.ask({ query: actor, variables: { actor: value } });
    expect(codes(answer)).toEqual(["BAD_USER_INPUT"]);
    expect(answer.text.length).toBeLessThan(1_000);
  });

  test("are answered in production with no name that is like the one that was sent", async () => {
    const answer = await gateway.ask({ query: actor, variables: { actor: { role: "senco", agenc: "health" } } });
    expect(codes(answer)).toEqual(["BAD_USER_INPUT"]);
    expect(answer.text).not.toMatch(/did you mean|agency"/i);
  });

  test("that are missing are named", async () => {
    const answer = await gateway.ask({ query: actor });
    expect(answer.errors[0]?.message).toBe('The variable "$actor" has to be given.');
  });
});

describe("a document that is refused is not repeated many times over", () => {
  test.each<[string, string]>([
    [
      "the operation's long name, with each variable that is not known",
      `query ${longName} { ${many(100, (at) => `a${at}: child(id: $v${at}, purpose: DIRECT_SUPPORT) { id }`)} }`,
    ],
    ["a long name of a field", `{ ${longName} }`],
    ["many fields that are not known", `{ ${many(200, (at) => `field${at}`)} }`],
    ["many fragments in a ring", `{ __typename } ${many(200, (at) => `fragment F${at} on Child { ...F${(at + 1) % 200} }`)}`],
    ["a long word where there should be another", `{ child } ${longName}`],
    ["a long text where there should be a number", `{ myChildren(purpose: DIRECT_SUPPORT, first: "${longName}") { totalCount } }`],
  ])("%s", async (_what, query) => {
    const answer = await gateway.ask({ query });
    expect(answer.status).toBe(400);
    expect(new Set(codes(answer))).toEqual(new Set([query.includes("} n") ? "GRAPHQL_PARSE_FAILED" : "GRAPHQL_VALIDATION_FAILED"]));
    expect(answer.text.length).toBeLessThan(15_000);
  });

  test("an alias of many letters, which each row and each refusal would repeat, is refused", async () => {
    const answer = await gateway.ask({ query: `{ ${longName}: myChildren(purpose: DIRECT_SUPPORT) { totalCount } }` });
    expect(codes(answer)).toEqual(["ALIAS_REFUSED"]);
    expect(answer.text.length).toBeLessThan(500);
  });
});

test("a variable that is called as one of the gateway's own is the caller's mistake", async () => {
  const query =
    "query ($representations: Int) { myChildren(purpose: DIRECT_SUPPORT, first: $representations) { nodes { health { held } } } }";
  expect(codes(await gateway.ask({ query, variables: { representations: 1 } }))).toEqual(["ALIAS_REFUSED"]);
});

describe("an operation that the document does not have is the caller's mistake", () => {
  test.each([["__proto__"], ["constructor"], ["Other"], ["of many letters", longName]])("%s", async (name, operationName = name) => {
    const answer = await gateway.ask({ query: "query One { __typename }", operationName });
    expect(answer.status).toBe(400);
    expect(codes(answer)).toEqual(["OPERATION_RESOLUTION_FAILURE"]);
    expect(answer.text.length).toBeLessThan(500);
  });

  test("so is one of two that is not named", async () => {
    expect(codes(await gateway.ask({ query: "query One { __typename } query Two { __typename }" }))).toEqual([
      "OPERATION_RESOLUTION_FAILURE",
    ]);
  });
});
