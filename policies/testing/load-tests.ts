import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PolicyError } from "../documents/policy-error.ts";
import type { Policy } from "../policy.ts";
import type { Expectation } from "./expectation.ts";
import { readTests } from "./read-tests.ts";

/** Reads tests/*.yaml of a folder of policies. Throws a PolicyError if there is no test or something is wrong in one. */
export function loadTests(folder: string, policy: Policy): readonly Expectation[] {
  const expectations = readTests(
    policy,
    namesIn(folder).map((name) => ({ file: `tests/${name}`, text: readFileSync(join(folder, "tests", name), "utf8") })),
  );
  if (expectations.length === 0) throw missing();
  return expectations;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(join(folder, "tests"))
      .filter((name) => name.endsWith(".yaml"))
      .sort();
  } catch (cause) {
    throw missing({ cause });
  }
}

function missing(options?: ErrorOptions): PolicyError {
  return new PolicyError(
    "TESTS_MISSING",
    { file: "tests", line: 1 },
    "There is no test, so nothing says what the agreements are meant to do.",
    options,
  );
}
