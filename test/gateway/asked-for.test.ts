import { describe, expect, test } from "@jest/globals";
import { Kind, parse } from "graphql";
import { createAskedFor } from "../../gateway/asked-for.ts";
import { readSupergraph } from "../../gateway/supergraph.ts";
import { readAskedFor, writeAskedFor } from "../../trust/asked-for.ts";

const askedFor = createAskedFor(readSupergraph("supergraph.graphql").document);

function asked(source: string, variables: Record<string, unknown> = {}): string {
  const document = parse(source);
  const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) throw new Error("no operation");
  return askedFor({ document, operation, variables });
}

describe("what the partnership is told that an operation asks for", () => {
  test("is each category of its fields once, through fragments and aliases, and no others", () => {
    const query = `query { a: child(id: "1", purpose: DIRECT_SUPPORT) { ...Part health { ... on HealthRecord { held } t: therapies { nodes { id } } } } }
      fragment Part on Child { givenNames familyName health { held } } fragment Unused on Child { dateOfBirth }`;
    expect(asked(query)).toBe("child.names,health.held,health.therapies");
  });

  test("leaves out what is skipped, by the variables as they are given or usual", () => {
    const query = `query ($no: Boolean = false, $yes: Boolean!) { child(id: "1", purpose: DIRECT_SUPPORT) {
      givenNames @include(if: $no) dateOfBirth @skip(if: $yes) health @include(if: $yes) { held } ... @skip(if: true) { contact { line1: postcode } } } }`;
    expect(asked(query, { yes: true })).toBe("health.held");
    expect(asked(query, { yes: false, no: true })).toBe("child.date-of-birth,child.names");
  });
});

describe("what the partnership believes of it", () => {
  const known = new Set(["child.names", "health.held"]);
  test("is what was written", () => {
    for (const categories of [new Set<string>(), new Set(["child.names"]), known])
      expect(readAskedFor(writeAskedFor(categories), known)).toEqual(categories);
  });

  test("is nothing where there is none, or one that cannot be right", () => {
    for (const wrong of [
      undefined,
      ["child.names"],
      "child.nothing",
      "child.names,child.names",
      "child.names,",
      " child.names",
      "x".repeat(9000),
    ])
      expect(readAskedFor(wrong, known)).toBeUndefined();
  });
});
