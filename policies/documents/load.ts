import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compile, compileCategories, compileOwnRules, type OwnRules, type PolicyDocuments } from "./compile.ts";
import { PolicyError } from "./policy-error.ts";
import type { Category, Policy } from "../policy.ts";
import type { PolicyDocument } from "./source.ts";

/**
 * Reads categories.yaml, roles.yaml, actions.yaml (if there is one), agreements/*.yaml and agencies/*.yaml (if there are any) of a folder and compiles them. `today` is an ISO day, in
 * England; agreements past their review date are refused. `titles` are how sentences call the agencies, by name. Throws a PolicyError. Reads once; later changes to the files go unseen.
 */
export function loadPolicy(folder: string, today: string, titles?: ReadonlyMap<string, string>): Policy {
  return compile(readPolicyDocuments(folder), today, titles);
}

/** Reads the documents that {@link loadPolicy} compiles, for whoever keeps them. Throws a PolicyError for a file that is missing or cannot be read; nothing else of them is checked. */
export function readPolicyDocuments(folder: string): PolicyDocuments {
  const agreements = filesIn(folder, "agreements");
  if (agreements.length === 0) throw missing(folder, "agreements", "holds no agreement");
  return {
    categories: read(folder, "categories.yaml"),
    roles: read(folder, "roles.yaml"),
    actions: existsSync(join(folder, "actions.yaml")) ? read(folder, "actions.yaml") : undefined,
    agreements: agreements.map((file) => read(folder, file)),
    agencies: existsSync(join(folder, "agencies")) ? filesIn(folder, "agencies").map((file) => read(folder, file)) : [],
  };
}

/** Reads the rules in which an agency is stricter by itself, from its file under agencies/; none if there is no such file. Past their review date they hold all the same. Throws a PolicyError. */
export function readOwnRules(folder: string, agency: string): OwnRules {
  const file = `agencies/${agency}.yaml`;
  if (!existsSync(join(folder, file))) return { rules: [], documents: [] };
  return compileOwnRules({ categories: read(folder, "categories.yaml"), roles: read(folder, "roles.yaml") }, read(folder, file));
}

function filesIn(folder: string, place: string): readonly string[] {
  return attempt(folder, place, () => readdirSync(join(folder, place)))
    .filter((name) => name.endsWith(".yaml"))
    .sort()
    .map((name) => `${place}/${name}`);
}

/** Reads categories.yaml of a folder alone, for services that decide nothing. Throws a PolicyError. */
export function readCategories(folder: string): readonly Category[] {
  return compileCategories(read(folder, "categories.yaml"));
}

function read(folder: string, file: string): PolicyDocument {
  return { file, text: attempt(folder, file, () => readFileSync(join(folder, file), "utf8")) };
}

function attempt<T>(folder: string, file: string, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    throw missing(folder, file, "cannot be read", { cause });
  }
}

function missing(folder: string, file: string, what: string, options?: ErrorOptions): PolicyError {
  return new PolicyError("FILE_MISSING", { file, line: 1 }, `${join(folder, file)} ${what}.`, options);
}
