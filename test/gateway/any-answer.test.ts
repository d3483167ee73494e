import { beforeAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import { buildASTSchema, execute, type ExecutionResult, extendSchema, parse } from "graphql";
import type { Confined } from "../../gateway/confining/confine.ts";
import { errorCodes } from "../../service/errors.ts";
import { agencyRule, inPart, noPermit } from "../../trust/refusal-words.ts";
import { drawing } from "../policies/drawn.ts";
import { fetchOf, health, permitsFor, supergraph } from "./health-fetch.ts";
import { drawnAnswer } from "./random-answers.ts";
import { runs } from "../runs.ts";

const selection = `__typename health{held gp{practiceName registeredOn} allergies(first:3){nodes{id kind categories notes substance{code label}} totalCount pageInfo{hasNextPage endCursor}}
  pills:therapies{edges{cursor node{programme goals{text} practitioner{__typename id}}}} minds:mentalHealth{totalCount} immunisations{totalCount} death{diedOn}} kg:health{held}`;

const page = { hasNextPage: false, endCursor: "YQ" };
const allergy = { id: "a", kind: "ALLERGY", categories: ["FOOD"], notes: null, substance: { code: null, label: "Nuts" } };
const therapy = {
  programme: "Longer sentences",
  goals: [{ text: "Three words" }],
  practitioner: { __typename: "Practitioner", id: "rachel.stone" },
};
const record = {
  held: true,
  gp: { practiceName: "Hill Surgery", registeredOn: "2020-01-01" },
  allergies: { nodes: [allergy, allergy], totalCount: 2, pageInfo: page },
  pills: { edges: [{ cursor: "YQ", node: therapy }] },
  minds: null,
  immunisations: null,
  death: null,
};
const child = { __typename: "Child", health: record, kg: { held: true } };

// GraphQL's own executor is the oracle of shapes: it is asked the same of what was taken, and must find it as it is.
const schema = extendSchema(
  buildASTSchema(supergraph, { assumeValid: true, assumeValidSDL: true }),
  parse("extend type Query { _entities: [Child] }"),
  {
    assumeValid: true,
    assumeValidSDL: true,
  },
);
const oracle = parse(`{_entities{${selection}}}`);

let fetch: ReturnType<typeof fetchOf>;
beforeAll(async () => {
  fetch = fetchOf(selection, await permitsFor(2));
});

type Path = readonly (string | number)[];
type Place = readonly [path: Path, value: unknown];

/** All places of an answer, those inside others included. */
function placesOf(value: unknown, path: Path = []): Place[] {
  if (typeof value !== "object" || value === null) return [[path, value]];
  const within = Array.isArray(value) ? value.map((entry, at) => [at, entry] as const) : Object.entries(value);
  return [[path, value], ...within.flatMap(([key, entry]) => placesOf(entry, [...path, key]))];
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (within, step) =>
      typeof within === "object" && within !== null && Object.hasOwn(within, step) ? (within as Record<string, unknown>)[step] : undefined,
    value,
  );
}

/** The places that may be empty without a word, by their last name; of an allergy also what is not named here. */
const mayBeEmpty =
  /(^|\.)(gp|practiceName|registeredOn|kind|categories|notes|substance|code|label|programme|goals|text|practitioner|death|diedOn|endCursor)$/;
const withheldByPermit = /^_entities\.\d+\.health\.(minds|immunisations)$/;
const ourWords: ReadonlySet<unknown> = new Set([
  ...[agencyRule, noPermit, inPart].map(({ remedy }) => remedy),
  ...[
    "Ask a holder of parental responsibility, or the young person once they decide for themself, to share “Mental health” with health.",
    "Your role does not read “Missed appointments”. If you need it for your work, ask the child's lead practitioner who can help.",
  ],
]);
const messages = [
  errorCodes.AGENCY_UNAVAILABLE.what,
  errorCodes.INTERNAL.what,
  `${errorCodes.ARGUMENT_INVALID.what} ${errorCodes.ARGUMENT_INVALID.todo}`,
];

/** What is wrong with what was taken of an answer; nothing, if all is well. */
function faults(given: { data: unknown }, taken: Confined): string[] {
  const found: string[] = [];
  const result = execute({
    schema,
    document: oracle,
    rootValue: taken.data,
    fieldResolver: (source: Record<string, unknown>, _args, _context, { path }) => source[path.key],
  }) as ExecutionResult;
  if (result.errors !== undefined || JSON.stringify(result.data) !== JSON.stringify(taken.data))
    found.push("it has not the shape that was asked for");

  const said = new Map<string, Confined["errors"]>();
  for (const error of taken.errors) said.set(error.path.join("."), [...(said.get(error.path.join(".")) ?? []), error]);
  for (const [path, value] of placesOf(taken.data)) {
    const place = path.join(".");
    const whole = (said.get(place) ?? []).filter(({ extensions }) => extensions["extent"] !== "PART");
    if (value === null ? whole.length > 1 : whole.length > 0) found.push(`${place} is said wrongly`);
    if (withheldByPermit.test(place) && value !== null) found.push(`${place} has what the permit withholds`);
    if (value === null && whole.length === 0) {
      const noRecord = place.endsWith(".health.allergies") || place.endsWith(".health.pills");
      if (at(given.data, path) !== null || !(mayBeEmpty.test(place) || noRecord)) found.push(`${place} is empty without a word`);
      const inRecord = (key: string) => at(taken.data, [...path.slice(0, -1), key]);
      if (noRecord && (inRecord("held") === true || inRecord("allergies") !== null || inRecord("pills") !== null))
        found.push(`${place} says that there is no record, and something else that there is`);
    }
    if (value !== null && typeof value !== "object" && path.at(-1) !== "__typename" && !Object.is(value, at(given.data, path)))
      found.push(`${place} was not answered`);
  }
  for (const { message, path, extensions } of taken.errors) {
    const { code, category, remedy, agency, policy, rules } = extensions;
    if (at(taken.data, path) === undefined) found.push(`${path.join(".")} was not asked for`);
    if (code === "WITHHELD") {
      if (
        !/^health\./.test(String(category)) ||
        !ourWords.has(remedy) ||
        message.includes("call") ||
        /call/.test(JSON.stringify([policy, rules]))
      )
        found.push(`${path.join(".")} is refused in words of the agency`);
    } else if (!messages.includes(message) || (agency ?? "health") !== "health")
      found.push(`${path.join(".")} failed in words of the agency`);
  }
  return found;
}

test("whatever an agency answers, only what was asked for is taken of it, in shape and in words of ours, and what is empty says why", () => {
  let refused = 0;
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const given = drawnAnswer(drawing(seed), { _entities: [child, child] });
      const text = JSON.stringify(given);
      let taken: Confined;
      try {
        taken = health.take(fetch, text);
      } catch {
        refused++;
        return;
      }
      const wrong = faults(JSON.parse(text) as typeof given, taken);
      if (wrong.length > 0) throw new Error(`${wrong.join("; ")}\n${text}`);
    }),
    { seed: 28, numRuns: runs(20_000) },
  );
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  // Most are answers, or the property would say little.
  expect(refused).toBeLessThan(runs(20_000) / 2);
}, 300_000);

test("an honest answer is taken as it is", () => {
  const taken = health.take(fetch, JSON.stringify({ data: { _entities: [child, child] } }));
  expect(JSON.parse(JSON.stringify(taken.data))).toEqual({ _entities: [child, child] });
  expect(new Set(taken.errors.map(({ extensions }) => extensions["code"]))).toEqual(new Set(["WITHHELD"]));
});
