import { readFileSync } from "node:fs";
import { buildSchema, getNamedType, type GraphQLInputType, isEnumType, isInputObjectType, isListType, isNonNullType } from "graphql";
import type { Move } from "../../governance/chains/moves/move.ts";
import { newKey } from "../changes/world.ts";

const schema = buildSchema(readFileSync("subgraphs/partnership/schema.graphql", "utf8"), { assumeValidSDL: true });

/** A mutation and its variables, as a client sends them. */
export interface Mutation {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

/** What a client would send to make a move with a child; `idOf` is by which id the service knows what the model calls by another. */
export function mutationFor(move: Move, childId: string, idOf: (id: string) => string): Mutation {
  const field = schema.getMutationType()?.getFields()[move.change];
  if (field === undefined) throw new Error(`there is no mutation ${move.change}`);
  const asked: Record<string, unknown> = { overrideId: move.override, ...move.asked, childId, idempotencyKey: newKey() };
  const given: Record<string, unknown> = {
    purpose: asked["forPurpose"] ?? (move.by.agency === "family" ? "FAMILY_ACCESS" : "DIRECT_SUPPORT"),
    ...asked,
  };
  const args = field.args.filter(({ name }) => given[name] !== undefined);
  const variables = args.map(({ name, type }) => [
    name,
    wireValue(type, /(membership|restriction|assessment|consent|override)Id/.test(name) ? idOf(String(given[name])) : given[name]),
  ]);
  const declared = args.map(({ name, type }) => `$${name}: ${String(type)}`).join(", ");
  const passed = args.map(({ name }) => `${name}: $${name}`).join(", ");
  return { query: `mutation (${declared}) { changed: ${move.change}(${passed}) { id } }`, variables: Object.fromEntries(variables) };
}

/** What a value looks like in JSON: the schema writes its codes in capital letters. */
function wireValue(type: GraphQLInputType, value: unknown): unknown {
  if (isNonNullType(type)) return wireValue(type.ofType, value);
  if (isListType(type)) return (value as unknown[]).map((each) => wireValue(type.ofType, each));
  if (isEnumType(getNamedType(type))) return String(value).toUpperCase().replaceAll("-", "_");
  if (!isInputObjectType(type)) return value;
  const fields = type.getFields();
  const entries = Object.entries(value as object).filter(([, each]) => each !== undefined);
  return Object.fromEntries(entries.map(([name, each]) => [name, fields[name] === undefined ? each : wireValue(fields[name].type, each)]));
}
