import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compile, compileCategories } from "./compile.ts";
import { PolicyError } from "./policy-error.ts";
import type { Category, Policy } from "../policy.ts";
import type { PolicyDocument } from "./source.ts";

/**
 * Reads categories.yaml, roles.yaml, actions.yaml (if there is one) and agreements/*.yaml of a folder and compiles them. `today` is an ISO day, by default today's in
 * UTC; agreements past their review date are refused. Throws a PolicyError. Reads once; later changes to the files go unseen.
 */
export function loadPolicy(folder: string, today: string = new Date().toISOString().slice(0, 10)): Policy {
  const agreements = attempt(folder, "agreements", () => readdirSync(join(folder, "agreements")))
    .filter((name) => name.endsWith(".yaml"))
    .sort();
  if (agreements.length === 0) throw missing(folder, "agreements", "holds no agreement");
  return compile(
    {
      categories: read(folder, "categories.yaml"),
      roles: read(folder, "roles.yaml"),
      actions: existsSync(join(folder, "actions.yaml")) ? read(folder, "actions.yaml") : undefined,
      agreements: agreements.map((name) => read(folder, `agreements/${name}`)),
    },
    today,
  );
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
