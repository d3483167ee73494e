import { describe, expect, test } from "@jest/globals";
import { personsFile, readPersons } from "../../development/openid/persons.ts";
import { loadPolicy, purposes } from "../../policies/index.ts";
import { ask } from "./ask.ts";
import { askForAll } from "./whole-view.ts";

const categories = loadPolicy("policies", "2026-11-21").categories.map(({ id }) => id);
const persons = new Map(readPersons(personsFile).map(({ name, short }) => [name, short]));

interface Entry {
  readonly name: string;
  readonly grants: readonly {
    readonly categories: readonly { readonly code: string }[];
    readonly purposes: readonly string[];
    readonly restsOn: string;
  }[];
}

/** The categories that somebody reads of a child for a purpose, asked as that person. */
async function readBy(person: string, child: string, purpose: string): Promise<ReadonlySet<string>> {
  const { data, withheld } = await askForAll(person, child, purpose);
  if (data.child === null) return new Set();
  const refused = new Set(withheld.filter(({ extent }) => extent === "WHOLE").map(({ category }) => category));
  return new Set(categories.filter((category) => !refused.has(category)));
}

/** What a family is told of its child: who sees what, and which consents are in force for what. */
async function toldTo(person: string, child: string) {
  const entry = "{ nodes { name grants { categories { code } purposes restsOn } } }";
  const { data, errors } = await ask(
    person,
    `query ($child: ID!) { child(id: $child, purpose: FAMILY_ACCESS) { sharing { team ${entry} family ${entry} }
      consents(first: 100) { nodes { inForceFor } } } }`,
    { child },
  );
  expect(errors).toBeUndefined();
  const { sharing, consents } = data.child;
  return { entries: [...sharing.team.nodes, ...sharing.family.nodes] as readonly Entry[], consents: consents.nodes };
}

describe("what a family is told of sharing is what happens when those people ask", () => {
  test.each([
    ["parent", "CV-1001"],
    ["parent", "CV-1002"],
    ["novak-mother", "CV-1003"],
    ["young-person", "CV-1004"],
  ])("%s, of %s, for every category and purpose", async (family, child) => {
    const { entries, consents } = await toldTo(family, child);
    const told = await readBy(family, child, "FAMILY_ACCESS");
    const openedByConsent = new Set<string>();
    const asked = entries.flatMap((entry) => {
      const person = persons.get(entry.name);
      return person === undefined ? [] : [{ person, ...entry }];
    });
    expect(asked.length).toBeGreaterThan(0);
    for (const { person, grants } of asked)
      for (const purpose of purposes) {
        const reads = await readBy(person, child, purpose);
        const here = grants
          .filter((grant) => grant.purposes.includes(purpose))
          .flatMap((grant) => grant.categories.map(({ code }) => code));
        expect([person, purpose, [...here].sort()]).toEqual([person, purpose, [...reads].filter((category) => told.has(category)).sort()]);
      }
    for (const { grants } of entries)
      for (const grant of grants.filter(({ restsOn }) => restsOn === "CONSENT"))
        for (const { code } of grant.categories) openedByConsent.add(code);
    const inForce = new Set<string>(consents.flatMap(({ inForceFor }: { inForceFor: string[] }) => inForceFor));
    expect([...inForce].sort()).toEqual([...openedByConsent].sort());
  });
});
