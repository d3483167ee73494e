import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type DefinitionNode, Kind, parse } from "graphql";
import { format } from "prettier";
import { personsFile, readPersons } from "../../development/openid/persons.ts";
import { type ChangesWorld, openChangesWorld } from "./world.ts";

const file = "docs/changes-by-example.md";
// What is asked, by whom, and what is answered.
const example = /(```graphql\n# As ([a-z-]+)\n)([^`]+)(```\n\n```json\n)[^`]*/g;
const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const named = /\(id of (\w+)\)/g;

let world: ChangesWorld;
beforeAll(async () => void (world = await openChangesWorld()), 120_000);
afterAll(() => world.close());

/** The page with what each of its documents is answered now, one minute after another. New ids are random: the first of an answer is called after its field, the others "…". */
async function answered(page: string): Promise<string> {
  const persons = new Map(readPersons(personsFile).map((person) => [person.short, person]));
  const ids = new Map<string, string>();
  const answers: string[] = [];
  for (const [, , short = "", document = ""] of page.matchAll(example)) {
    const person = persons.get(short);
    if (person === undefined) throw new Error(`${file}: ${short} is nobody of the demo`);
    const source = document.replace(named, (name, field: string) => ids.get(field) ?? name);
    const { result } = await world.ask(person, source);
    answers.push(await pretty(withNames(result, ids)));
    world.at(new Date(world.now().getTime() + 60_000).toISOString());
  }
  return page.replace(example, (_, opening, _short, document, between) => `${opening}${document}${between}${answers.shift()}`);
}

function withNames(result: { readonly data?: Record<string, unknown> | null }, ids: Map<string, string>): string {
  const text = JSON.stringify(result);
  const [field = ""] = Object.keys(result.data ?? {});
  const [first] = text.match(uuid) ?? [];
  if (first !== undefined && ![...ids.values()].includes(first)) ids.set(field, first);
  const names = new Map([...ids].map(([name, id]) => [id, `(id of ${name})`]));
  return text.replace(uuid, (id) => names.get(id) ?? "…");
}

/** As prettier writes JSON, with what fits on a line on one. */
const pretty = (json: string) => format(json, { parser: "json", printWidth: 140, objectWrap: "collapse" });

test("the page shows what the documents on it are answered", async () => {
  // With WRITE_ANSWERS set, the page is written anew.
  const page = readFileSync(file, "utf8");
  const now = await answered(page);
  if (process.env["WRITE_ANSWERS"] !== undefined) writeFileSync(file, now);
  else expect(page).toBe(now);
});

test("the page has every mutation that there is", () => {
  const documents = [...readFileSync(file, "utf8").matchAll(example)].map(([, , , document = ""]) => parse(document));
  const shown = documents.flatMap(({ definitions }) => definitions.flatMap(changesIn));
  const schema = parse(readFileSync("subgraphs/partnership/schema.graphql", "utf8"));
  const all = schema.definitions.flatMap((definition) =>
    definition.kind === Kind.OBJECT_TYPE_DEFINITION && definition.name.value === "Mutation" ? (definition.fields ?? []) : [],
  );
  expect([...new Set(shown)].sort()).toEqual(all.map(({ name }) => name.value).sort());
});

function changesIn(definition: DefinitionNode): string[] {
  if (definition.kind !== Kind.OPERATION_DEFINITION || definition.operation !== "mutation") return [];
  return definition.selectionSet.selections.flatMap((field) => (field.kind === Kind.FIELD ? [field.name.value] : []));
}
