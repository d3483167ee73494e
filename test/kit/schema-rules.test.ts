import { describe, expect, test } from "@jest/globals";
import { parse } from "graphql";
import { checkClassification } from "../../subgraphs/kit/schema/classification-rules.ts";
import { compose } from "../../supergraph/compose.ts";

const categories = new Set(["health.gp", "health.conditions", "health.mental-health"]);

function check(sdl: string): void {
  checkClassification("health", parse(sdl), categories);
}

const gp = '@classified(as: "health.gp")';
const conditions = '@classified(as: "health.conditions")';
const mentalHealth = '@classified(as: "health.mental-health")';
const wayIn = '@unclassified(because: "It is the way in.")';

test("a schema in which every field says what it is composes and is served", () => {
  expect(() => {
    check(`
      type Query { child: Child ${wayIn} }
      type Child { health: Record ${wayIn} }
      type Record { gp: Surgery ${gp} conditions: [Condition!] ${conditions} }
      type Surgery { id: ID! ${wayIn} name: String ${gp} }
      type Condition { code: String ${conditions} notes: String ${mentalHealth} }
    `);
  }).not.toThrow();
});

describe("a schema is refused, and the field is named,", () => {
  const cases: [string, string, string][] = [
    ["if a field has no classification", `type Record { gp: String ${gp} notes: String }`, "Record.notes"],
    [
      "if a field that is added to a type elsewhere has none",
      `type Record { gp: String ${gp} } extend type Record { notes: String }`,
      "Record.notes",
    ],
    ["if a way in has none", "type Query { child: String }", "Query.child"],
    ["if a classified field cannot be null", `type Record { gp: String! ${gp} }`, "Record.gp"],
    ["if a classified list cannot be null", `type Record { gp: [String]! ${gp} }`, "Record.gp"],
    ["if the category is not listed", 'type Record { notes: String @classified(as: "health.horoscope") }', "Record.notes"],
    ["if the category is another agency's", 'type Record { needs: String @classified(as: "education.sen") }', "Record.needs"],
    ["if the category is misspelt", 'type Record { gp: String @classified(as: "health.GP") }', "Record.gp"],
    ["if no reason is given for leaving a field open", 'type Record { notes: String @unclassified(because: "") }', "Record.notes"],
    ["if the reason is only spaces", 'type Record { notes: String @unclassified(because: "  ") }', "Record.notes"],
    ["if the category is left out", "type Record { notes: String @classified }", "Record.notes"],
    ["if a field of a type with an underscore has none", "type _Record { notes: String }", "_Record.notes"],
    // A way in is not guarded: it is what places an object under a grant.
    ["if a way in is classified, which nothing would check", `type Query { gp: String ${gp} }`, "Query.gp"],
    ["if a way in that is added is classified", `extend type Query { gp: String ${gp} }`, "Query.gp"],
  ];
  test.each(cases)("%s", (_, sdl, field) => {
    expect(() => {
      check(sdl);
    }).toThrow(expect.objectContaining({ code: "SCHEMA_REFUSED", message: expect.stringContaining(`health: ${field} `) }));
  });
});

describe("a field that reads others through @requires is refused, and named,", () => {
  const record = (field: string): string => `type Record { gp: String ${gp} notes: String @external ${mentalHealth} ${field} }`;
  const cases: [string, string][] = [
    ["if one of them is of another category", record(`summary: String ${conditions} @requires(fields: "notes")`)],
    ["if one among several is", record(`summary: String ${gp} @requires(fields: "gp notes")`)],
    ["if it is unclassified itself", record(`summary: String ${wayIn} @requires(fields: "notes")`)],
    ["if the directive has its full name", record(`summary: String ${conditions} @federation__requires(fields: "notes")`)],
    ["if the directive was given another name", record(`summary: String ${conditions} @needs(fields: "notes")`)],
    [
      "if the type is put together from two places",
      `${record("")} extend type Record { summary: String ${conditions} @requires(fields: "notes") }`,
    ],
    [
      "if the other field stands in the addition",
      `type Record { summary: String ${conditions} @requires(fields: "notes") } extend type Record { notes: String @external ${mentalHealth} }`,
    ],
    [
      "if it is deeper",
      `type Record { gp: Surgery @external ${gp} summary: String ${gp} @requires(fields: "gp { name notes }") } type Surgery { name: String ${gp} notes: String ${mentalHealth} }`,
    ],
    [
      "if it is deeper still, under a field of no category",
      `type Record { gp: Surgery @external ${wayIn} summary: String ${gp} @requires(fields: "gp { doctor { notes } }") }
       type Surgery { doctor: Doctor ${wayIn} } type Doctor { notes: String ${mentalHealth} }`,
    ],
    [
      "if it is behind an interface",
      `type Record { carer: Carer @external ${wayIn} summary: String ${gp} @requires(fields: "carer { ... on Nurse { notes } }") }
       interface Carer { id: ID } type Nurse implements Carer { id: ID ${wayIn} notes: String ${mentalHealth} }`,
    ],
    [
      "if it is a field of an interface",
      `type Record { carer: Carer @external ${wayIn} summary: String ${gp} @requires(fields: "carer { notes }") }
       interface Carer { notes: String } type Nurse implements Carer { notes: String ${mentalHealth} }`,
    ],
    [
      "if it is one of a union",
      `type Record { carer: Carer @external ${wayIn} summary: String ${gp} @requires(fields: "carer { ... on Nurse { notes } }") }
       union Carer = Nurse type Nurse { notes: String ${mentalHealth} }`,
    ],
  ];
  test.each(cases)("%s", (_, sdl) => {
    expect(() => {
      check(sdl);
    }).toThrow(expect.objectContaining({ code: "SCHEMA_REFUSED", message: expect.stringContaining("health: Record.summary ") }));
  });

  test("and is let be if they are all of its own category, or of none", () => {
    expect(() => {
      check(`
        type Record { id: ID ${wayIn} gp: Surgery @external ${gp} summary: String ${gp} @requires(fields: "id gp { name }") other: String ${wayIn} @requires(fields: "id") }
        type Surgery { name: String ${gp} notes: String ${mentalHealth} }
        type Another { name: String ${mentalHealth} }
      `);
    }).not.toThrow();
  });
});

test("composing applies the same rules to a schema that an agency hands in", () => {
  const handedIn = { name: "health", url: "http://127.0.0.1:1/graphql", sdl: "type Query { child: String }", categories };
  expect(() => compose([handedIn])).toThrow(
    expect.objectContaining({ code: "SCHEMA_REFUSED", message: expect.stringContaining("health: Query.child ") }),
  );
});

describe("subgraphs of which fields need one another in a circle are refused, and the fields are named,", () => {
  const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires"])';
  const classified = `
    directive @classified(as: String!) on FIELD_DEFINITION
    directive @unclassified(because: String!) on FIELD_DEFINITION`;
  const [from, to] = [`severity: Int @external ${gp}`, `urgency: Int @external ${gp}`];
  const child = (fields: string): string => `type Child @key(fields: "id") { id: ID! ${wayIn} ${fields} }`;
  const composing = (education: string, health: string) => () =>
    compose(
      Object.entries({ partnership: `type Query { child: Child ${wayIn} } ${child("")}`, education, health }).map(([name, sdl]) => ({
        name,
        url: `http://${name}`,
        sdl: `${link} ${classified} ${sdl}`,
        categories,
      })),
    );

  test("if two agencies each read what the other works out of it", () => {
    const [urgency, severity] = [`urgency: Int @requires(fields: "severity") ${gp}`, `severity: Int @requires(fields: "urgency") ${gp}`];
    expect(composing(child(`${from} ${urgency}`), child(`${to} ${severity}`))).toThrow(
      expect.objectContaining({
        code: "SCHEMA_REFUSED",
        message: expect.stringMatching(
          /in a circle.*education: Child\.urgency \(reads severity\), health: Child\.severity \(reads urgency\)$/,
        ),
      }),
    );
    expect(composing(child(`${from} ${urgency}`), child(`severity: Int ${gp}`))).not.toThrow();
  });

  test("if a key is worked out of what only that key leads to", () => {
    const education = `type Child @key(fields: "key") { key: ID @external ${gp} severity: Int ${gp} }`;
    expect(composing(education, child(`key: ID @requires(fields: "severity") ${gp} ${from}`))).toThrow(
      expect.objectContaining({
        code: "SCHEMA_REFUSED",
        message: expect.stringMatching(/in a circle.*health: Child\.key \(reads severity\)$/),
      }),
    );
  });
});
