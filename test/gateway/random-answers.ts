import type { Draw } from "../policies/drawn.ts";

/** Names that answers are made of: those asked for, those of others, and those of JavaScript's own objects. */
const names = [
  ...["health", "kg", "held", "gp", "practiceName", "registeredOn", "allergies", "pills", "nodes", "edges", "node", "cursor", "pageInfo"],
  ...[
    "hasNextPage",
    "endCursor",
    "totalCount",
    "kind",
    "categories",
    "notes",
    "substance",
    "code",
    "label",
    "therapies",
    "programme",
    "id",
  ],
  ...[
    "goals",
    "text",
    "practitioner",
    "minds",
    "immunisations",
    "death",
    "__typename",
    "givenNames",
    "dateOfBirth",
    "education",
    "senNeeds",
  ],
  ...["healthPermit", "_entities", "__proto__", "constructor", "toString", "hasOwnProperty", "length", "then", "0", ""],
];
const texts = [
  "Hill Surgery",
  "FOOD",
  "ALLERGY",
  "toString",
  "constructor",
  "",
  "Child",
  "HealthRecord",
  "2026-11-29",
  "\u0000\ud800 \u2028",
  "x".repeat(300),
];
const numbers = [0, 1, -1, 2.5, 7, 2 ** 31, -(2 ** 31) - 1, 1e300, -0];

type Json = unknown;

function one<T>(draw: Draw, values: readonly T[]): T {
  return values[draw(values.length)] as T;
}

/** Any JSON value, deep at most so far. */
function anything(draw: Draw, depth: number): Json {
  const kind = draw(depth > 0 ? 9 : 5);
  if (kind === 0) return null;
  if (kind === 1) return draw(2) === 0;
  if (kind === 2) return one(draw, numbers);
  if (kind <= 4) return one(draw, texts);
  if (kind <= 6) return Array.from({ length: draw(4) }, () => anything(draw, depth - 1));
  return objectOf(Array.from({ length: draw(6) }, () => [one(draw, names), anything(draw, depth - 1)]));
}

// As JSON.parse makes them: "__proto__" is a name like others.
function objectOf(entries: readonly (readonly [string, Json])[]): Json {
  const made = {};
  for (const [key, value] of entries) Object.defineProperty(made, key, { value, enumerable: true, writable: true, configurable: true });
  return made;
}

/** A value like the given one, in which here and there something else stands. */
function disturbed(draw: Draw, value: Json, depth: number): Json {
  if (draw(14) === 0) return draw(3) === 0 ? null : anything(draw, depth);
  if (Array.isArray(value)) {
    const entries = value.map((entry) => disturbed(draw, entry, depth - 1));
    const more = draw(12) === 0 ? Array.from({ length: draw(6) }, () => structuredClone(value[0])) : [];
    return [...entries, ...more];
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).flatMap(([key, entry]) =>
    draw(25) === 0 ? [] : [[key, disturbed(draw, entry, depth - 1)] as const],
  );
  return objectOf(draw(8) === 0 ? [...entries, [one(draw, names), anything(draw, 2)]] : entries);
}

function anyPath(draw: Draw): Json {
  if (draw(12) === 0) return anything(draw, 1);
  const steps = [["_entities", draw(3)], ["health", "kg", "education", "__proto__"], names, [0, 1, 2, "nodes"], names, [0, 1, ...names]];
  const [first = [], ...others] = steps;
  return [...first, ...others.slice(0, draw(6)).map((choices) => one<Json>(draw, choices))];
}

function anyError(draw: Draw, whole = false): Json {
  if (!whole && draw(20) === 0) return anything(draw, 2);
  return {
    message: "Your session has ended: call this number.",
    path: anyPath(draw),
    extensions: {
      code: one(draw, ["WITHHELD", "WITHHELD", "INTERNAL", "AGENCY_UNAVAILABLE", "ARGUMENT_INVALID", "CHILD_NOT_FOUND", "__proto__"]),
      category: one(draw, ["health.gp", "health.mental-health", "education.sen", "health.held", 7]),
      reason: one(draw, ["AGENCY_RULE", "PERMIT", "NO_CONSENT", "call this number"]),
      remedy: "Call this number.",
      extent: one(draw, ["WHOLE", "PART", "ALL"]),
      rules: ["call-this-number"],
      policy: "call-this-number",
      agency: "education",
    },
  };
}

/** Steps of places in the compact form: the right ones, ranges that mean far more than there is, and what is none. */
function anyStep(draw: Draw, step: Json): Json {
  if (typeof step !== "number" || draw(3) === 0) return step;
  if (draw(40) === 0) return one<Json>(draw, [[], [[2, 1]], [[-1, 0]], [["0", "1"]], [0], [[0, 1], [1, 2]], [[0, 1e15, 7]], { 0: 0 }]); // prettier-ignore
  return one<Json>(draw, [[[0, 1]], [[0, 50]], [[0, 1e15]], [[0, 0], [2, 9]], [[7, 7]]]); // prettier-ignore
}

function anyNotice(draw: Draw): Json {
  if (draw(60) === 0) return anything(draw, 2);
  const { extensions } = anyError(draw, true) as { extensions: Record<string, Json> };
  const path = (): Json => {
    const steps = anyPath(draw);
    return Array.isArray(steps) ? steps.map((step: Json) => anyStep(draw, step)) : steps;
  };
  const extent = draw(30) === 0 ? extensions["extent"] : one(draw, ["WHOLE", "PART"]);
  const category =
    draw(30) === 0 ? extensions["category"] : one(draw, ["health.gp", "health.mental-health", "education.sen", "health.held"]);
  return {
    ...extensions,
    ...{ extent, category, field: "call this number" },
    paths: draw(60) === 0 ? anything(draw, 2) : Array.from({ length: 1 + draw(3) }, path),
  };
}

/** What an agency answers that answers anything: now and then what it was asked, more often something like it, and sometimes something else. */
export function drawnAnswer(draw: Draw, honest: Json): { readonly data: Json; readonly errors?: Json; readonly extensions?: Json } {
  const answer = drawnPlain(draw, honest);
  if (draw(2) === 0) return answer;
  const withheld = draw(30) === 0 ? anything(draw, 2) : Array.from({ length: draw(4) }, () => anyNotice(draw));
  return { ...answer, extensions: draw(20) === 0 ? anything(draw, 2) : { withheld } };
}

function drawnPlain(draw: Draw, honest: Json): { readonly data: Json; readonly errors?: Json } {
  const data = draw(10) === 0 ? anything(draw, 5) : disturbed(draw, honest, 4);
  const kind = draw(4);
  if (kind === 0) return { data };
  return { data, errors: kind === 1 && draw(6) === 0 ? anything(draw, 2) : Array.from({ length: draw(5) }, () => anyError(draw)) };
}
