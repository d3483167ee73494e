import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { drawing } from "../policies/drawn.ts";
import { drawnAnswer } from "../gateway/random-answers.ts";
import { ask, type Answer } from "./ask.ts";
import { gatewayWithHealthAt, startOtherHealth } from "./health-elsewhere.ts";
import { endGateways } from "./second-gateway.ts";
import { runs } from "../runs.ts";

/** Health stands last, so that what is before it must be the same, byte for byte. */
const selection = `id givenNames familyName dateOfBirth education { held senNeeds { nodes { need { label } rank } } } socialCare { held referrals { totalCount } }
  health { held gp { practiceName } therapies(first: 20) { nodes { programme practitioner { id name } } } allergies { totalCount } }`;
const query = `{ child(id: "CV-1001", purpose: DIRECT_SUPPORT) { ${selection} } }`;

let health: Awaited<ReturnType<typeof startOtherHealth>>;
let gateway: string;
let others: ReturnType<typeof withoutHealth>;
beforeAll(async () => {
  const answer = await ask("senco", query);
  health = await startOtherHealth();
  gateway = await gatewayWithHealthAt(health.port);
  others = withoutHealth(answer);
  // Or there would be nothing that could be lost.
  expect(answer.errors).toBeUndefined();
  expect(others.before).toMatch(/Maya.*Physical disability/);
  expect(others.withheld).toContain("referrals");
});
afterAll(async () => {
  await endGateways();
  await health.stop();
});

const ofHealth = ({ path = [] }: { path?: readonly (string | number)[] }): boolean => path[0] === "child" && path[1] === "health";

/** The others' parts of an answer, as they were sent: the data before health's, and what is said of them. */
function withoutHealth({ status, text, withheld, errors = [] }: Answer) {
  return {
    status,
    before: text.slice(text.indexOf('"data":'), text.indexOf('"health":')),
    withheld: JSON.stringify(withheld.filter((one) => !ofHealth(one))),
    errors: JSON.stringify(errors.filter((one) => !ofHealth(one))),
  };
}

const therapies = (count: number, programme: string) => ({
  nodes: Array.from({ length: count }, () => ({ programme, practitioner: null })),
});
const nothing = { gp: null, therapies: { nodes: [] }, allergies: { totalCount: 0 } };
const forged = {
  code: "WITHHELD",
  category: "education.sen",
  reason: "ROLE",
  remedy: "Call this number.",
  extent: "WHOLE",
  rules: [],
  policy: null,
};
const failing = [{ path: ["child", "health"], code: "AGENCY_UNAVAILABLE" }];
const failuresIn = ({ errors = [] }: Answer) => errors.map(({ path, extensions }) => ({ path, code: extensions?.["code"] }));

describe("when health was taken over, the others' parts of the answer stand byte for byte, although it", () => {
  test("answers later than they a name, an id and a date of birth of another child, and education's needs of its own making", async () => {
    const education = { senNeeds: { nodes: [{ need: { label: "None" }, rank: 1 }] } };
    const another = { id: "CV-1002", givenNames: "Another", familyName: null, dateOfBirth: "1999-01-01", education, socialCare: null };
    health.answer({ ...another, health: { held: true, ...nothing } }, undefined, 500);
    const answer = await ask("senco", query, {}, gateway);
    expect(withoutHealth(answer)).toEqual(others);
    expect([answer.errors, answer.data.child.health.held]).toEqual([undefined, true]);
  });

  test("refuses education's needs with a remedy of its own", async () => {
    health.answer({ health: { held: true, ...nothing } }, [
      { message: "Call this number.", path: ["_entities", 0, "education", "senNeeds"], extensions: forged },
      { message: "Call this number.", path: ["_entities", 0, "health", "gp"], extensions: forged },
    ]);
    const answer = await ask("senco", query, {}, gateway);
    expect(withoutHealth(answer)).toEqual(others);
    expect(answer.text).not.toContain("Call this number");
  });

  test("says that the session has ended, and where to sign in", async () => {
    for (const extensions of [{ code: "CHILD_NOT_FOUND" }, { code: "BAD_USER_INPUT" }, { code: "UNAUTHENTICATED" }, undefined]) {
      health.answer({ health: { held: true, ...nothing } }, [{ message: "Your session has ended, sign in at …", extensions }]);
      const answer = await ask("senco", query, {}, gateway);
      expect(withoutHealth(answer)).toEqual(others);
      expect(answer.text).not.toContain("session");
    }
  });

  test.each<[string, unknown]>([
    ["a number", 5],
    ["a text", "none"],
    ["a list", [{ held: true }]],
    ["a record of wrong types", { held: "yes", gp: [], therapies: { nodes: 7 }, allergies: { totalCount: "none" } }],
    ["a record of another type", { __typename: "EducationRecord", held: true, ...nothing, __proto__: null }],
  ])("answers %s in place of a record", async (_what, record) => {
    health.answer({ __typename: 7, health: record });
    const answer = await ask("senco", query, {}, gateway);
    expect(withoutHealth(answer)).toEqual(others);
    expect(answer.data.child).toHaveProperty("health");
  });

  test("answers nothing at all, which reads as a failure and not as nothing recorded", async () => {
    health.answer({ health: null });
    const answer = await ask("senco", query, {}, gateway);
    expect(withoutHealth(answer)).toEqual(others);
    expect(failuresIn(answer)).toEqual(failing);
  });

  test("sends 150,000 errors, of which one is said", async () => {
    const error = { message: "It failed.", path: ["_entities", 0, "health", "gp"], extensions: { code: "INTERNAL" } };
    health.answer(
      { health: { held: true, ...nothing } },
      Array.from({ length: 150_000 }, () => error),
    );
    const answer = await ask("senco", query, {}, gateway);
    expect(withoutHealth(answer)).toEqual(others);
    expect(answer.errors?.length).toBe(1);
  });

  test("sends more than its share, of which nothing is taken", async () => {
    health.answer({ health: { held: true, ...nothing, therapies: therapies(20, "x".repeat(700_000)) } });
    const answer = await ask("senco", query, {}, gateway);
    expect(withoutHealth(answer)).toEqual(others);
    expect([failuresIn(answer), answer.data.child.health]).toEqual([failing, null]);
    expect(answer.text.length).toBeLessThan(5_000);
  });

  test("never ends its answer, and then answers again", async () => {
    health.will((_children, response) => {
      const drip = setInterval(() => response.write(" "), 20);
      response.once("close", () => clearInterval(drip));
    });
    const answer = await ask("senco", query, {}, gateway);
    expect(withoutHealth(answer)).toEqual(others);
    expect(failuresIn(answer)).toEqual(failing);
    health.answer({ health: { held: true, ...nothing } });
    expect((await ask("senco", query, {}, gateway)).errors).toBeUndefined();
  });

  test("answers anything", async () => {
    const honest = {
      health: { held: true, ...nothing, therapies: { nodes: [{ programme: "Three words", practitioner: { id: "rachel.stone" } }] } },
    };
    let answered = 0;
    health.will((_children, response) => {
      const draw = drawing(answered++);
      const given = JSON.stringify(drawnAnswer(draw, { _entities: [honest] }));
      setTimeout(() => response.end(given), draw(30));
    });
    const rounds = runs(30);
    for (let round = 0; round < rounds; round++) {
      const answers = await Promise.all(Array.from({ length: 10 }, () => ask("senco", query, {}, gateway)));
      for (const answer of answers) {
        expect({ round, ...withoutHealth(answer) }).toEqual({ round, ...others });
        expect(answer.text).not.toContain("call this number");
      }
    }
    expect(answered).toBe(10 * rounds);
  });
});

test("of a list, each child's other parts stand", async () => {
  const list = "{ myChildren(purpose: DIRECT_SUPPORT, first: 3) { nodes { id givenNames education { held } health { held } } } }";
  const rest = (answer: Answer) =>
    answer.data.myChildren.nodes.map(({ health: _health, ...others }: Record<string, unknown>) => JSON.stringify(others));
  const honest = await ask("senco", list);
  health.answer({ id: "CV-1002", givenNames: "Another", education: null, health: "held" });
  const answer = await ask("senco", list, {}, gateway);
  expect(rest(answer)).toEqual(rest(honest));
  expect(failuresIn(answer)).toEqual([0, 1, 2].map((at) => ({ path: ["myChildren", "nodes", at, "health"], code: "AGENCY_UNAVAILABLE" })));
});
