import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PolicyError } from "../documents/policy-error.ts";
import type { PolicyDocument } from "../documents/source.ts";
import type { Policy } from "../policy.ts";
import { type ChangeExpectation, readChangeTests } from "./change-tests.ts";
import type { Expectation } from "./expectation.ts";
import { readTests } from "./read-tests.ts";

const unmeant = ", so nothing says what the agreements are meant to do.";

/** Reads tests/*.yaml of a folder of policies. Throws a PolicyError if there is no test or something is wrong in one. */
export function loadTests(folder: string, policy: Policy): readonly Expectation[] {
  const expectations = readTests(policy, filesIn(folder));
  if (expectations.length === 0) throw missing("tests", `${join(folder, "tests")} holds no test${unmeant}`);
  return expectations;
}

/** Reads what tests/*.yaml of a folder of policies say of who may change what. Throws a PolicyError if something is wrong in one. */
export function loadChangeTests(folder: string, policy: Policy): readonly ChangeExpectation[] {
  return readChangeTests(policy, filesIn(folder));
}

function filesIn(folder: string): readonly PolicyDocument[] {
  return namesIn(folder).map((name) => ({ file: `tests/${name}`, text: textOf(folder, name) }));
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(join(folder, "tests"))
      .filter((name) => name.endsWith(".yaml"))
      .sort();
  } catch (cause) {
    throw missing("tests", `${join(folder, "tests")} cannot be read${unmeant}`, { cause });
  }
}

function textOf(folder: string, name: string): string {
  const file = join(folder, "tests", name);
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw missing(`tests/${name}`, `${file} is no file that can be read.`, { cause });
  }
}

function missing(file: string, detail: string, options?: ErrorOptions): PolicyError {
  return new PolicyError("TESTS_MISSING", { file, line: 1 }, detail, options);
}
