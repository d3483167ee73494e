import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { Kind, type ObjectTypeDefinitionNode, type OperationDefinitionNode, OperationTypeNode, parse } from "graphql";
import { format } from "prettier";
import { personsFile, readPersons } from "../../development/openid/persons.ts";
import { type ChangesWorld, openChangesWorld } from "./world.ts";

const file = "docs/changes-by-example.md";
/** Who asks, what they ask, and what they are answered. */
const example = /(?<=```graphql\n# As ([a-z-]+)\n)([^`]+)(```\n\n```json\n)[^`]*/g;
const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

let world: ChangesWorld;
beforeAll(async () => void (world = await openChangesWorld()), 120_000);
afterAll(() => world.close());

test("the page shows what its documents are answered", async () => {
  const page = readFileSync(file, "utf8");
  const now = await withAnswers(page);
  // With WRITE_ANSWERS the page is written anew.
  if (process.env["WRITE_ANSWERS"] !== undefined) writeFileSync(file, now);
  else expect(now).toBe(page);
});

test("the page has an example of every mutation that there is, and none of its documents is passed over", () => {
  const page = readFileSync(file, "utf8");
  const documents = [...page.matchAll(example)].map(([, , source = ""]) => parse(source).definitions[0] as OperationDefinitionNode);
  expect(documents.length).toBe(page.split("```graphql").length - 1);
  const shown = documents
    .filter(({ operation }) => operation === OperationTypeNode.MUTATION)
    .flatMap(({ selectionSet }) => selectionSet.selections);
  const named = shown.flatMap((field) => (field.kind === Kind.FIELD ? [field.name.value] : []));
  const { definitions } = parse(readFileSync("subgraphs/partnership/schema.graphql", "utf8"));
  const types = definitions.filter((each): each is ObjectTypeDefinitionNode => each.kind === Kind.OBJECT_TYPE_DEFINITION);
  const all = types.find(({ name }) => name.value === "Mutation")?.fields ?? [];
  expect([...new Set(named)].sort()).toEqual(all.map(({ name }) => name.value).sort());
});

/** The page with what its documents are answered now, one a minute. Throws if one is refused. */
async function withAnswers(page: string): Promise<string> {
  const persons = new Map(readPersons(personsFile).map((person) => [person.short, person]));
  const ids = new Map<string, string>();
  const answers: string[] = [];
  for (const [, short = "", document = ""] of page.matchAll(example)) {
    const person = persons.get(short);
    if (person === undefined) throw new Error(`${file}: nobody of the demo is called ${short}`);
    const source = document.replace(/\(id of (\w+)\)/g, (name, field: string) => ids.get(field) ?? name);
    const { data, codes, result } = await world.ask(person, source);
    if (codes.length > 0) throw new Error(`${file}: ${codes.join()}, where ${short} asks ${source}`);
    answers.push(await pretty(withNames(JSON.stringify(result), String(Object.keys(data)[0]), ids)));
    world.at(new Date(world.now().getTime() + 60_000).toISOString());
  }
  return page.replace(example, (_, _short, document, between) => `${document}${between}${answers.shift()}`);
}

/** An answer without its random ids: one that comes first and is new is called after the field, and kept under that name for the documents after it; others that are new are "…". */
function withNames(answer: string, field: string, ids: Map<string, string>): string {
  const [first] = answer.match(uuid) ?? [];
  if (first !== undefined && ![...ids.values()].includes(first)) ids.set(field, first);
  const names = new Map([...ids].map(([name, id]) => [id, `(id of ${name})`]));
  return answer.replace(uuid, (id) => names.get(id) ?? "…");
}

/** JSON in which all that fits on a line stands on one. */
const pretty = (json: string) => format(json, { parser: "json", printWidth: 140, objectWrap: "collapse" });
