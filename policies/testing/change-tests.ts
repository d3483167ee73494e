import { type ActionGrant, grantKey, grantsOf } from "../comparing/action-grants.ts";
import type { Place } from "../documents/policy-error.ts";
import { readShape } from "../documents/read-shape.ts";
import { parseSource, type PolicyDocument } from "../documents/source.ts";
import type { Policy } from "../policy.ts";
import { type Action, type Relationship, relationships } from "../vocabulary.ts";
import { valuesOf } from "./circumstances.ts";
import { namesFor, resolved } from "./names.ts";
import { testsShape } from "./shapes.ts";

/** One test of who may change what: whoever has one of the roles in one of the relationships may do each of these. */
export interface ChangeExpectation {
  readonly name: string;
  readonly place: Place;
  readonly roles: readonly string[];
  readonly relationships: readonly Relationship[];
  readonly may: readonly Action[];
}

/** Somebody who may make a change that no test gives them, or may not although a test says so. */
export interface ChangeFailure {
  readonly grant: ActionGrant;
  readonly expected: boolean;
  /** The test that says that they may. */
  readonly expectation?: ChangeExpectation;
}

/** What became of the tests of who may change what. */
export interface ChangeTestRun {
  /** How many tests there were, and how many of them failed. */
  readonly tests: number;
  readonly failed: number;
  readonly failures: readonly ChangeFailure[];
  /** The actions of which no test says who may. */
  readonly untested: readonly Action[];
}

/**
 * Reads what the files of tests say of who may change what. Throws a PolicyError for a wrong shape, or a role that does not exist; what is wrong in lists, `readTests`
 * finds, which reads the same files. Pure.
 */
export function readChangeTests(policy: Policy, files: readonly PolicyDocument[]): readonly ChangeExpectation[] {
  const read = files.map((file) => {
    const source = parseSource(file);
    return { source, document: readShape(source, testsShape) };
  });
  const { roles: known } = namesFor(
    policy,
    read.map(({ document }) => document),
  );
  return read.flatMap(({ source, document }) =>
    document.changes.map(({ name, who: { roles }, relationship, may }, index): ChangeExpectation => {
      const unknown = roles.findIndex((role) => !known.has(role));
      const at = ["changes", index, "who", "roles", unknown];
      if (unknown !== -1) throw source.error("ROLE_UNKNOWN", at, `There is no role, and no list of roles, "${String(roles[unknown])}".`);
      const place = { file: source.file, line: source.line(["changes", index, "name"]) };
      return { name, place, roles: resolved(known, roles), relationships: valuesOf(relationship, relationships), may };
    }),
  );
}

/** Compares what the tests give with what the policy gives. Of an action that some test names, nobody has it but by a test. Pure. */
export function runChangeTests({ actions }: Pick<Policy, "actions">, expectations: readonly ChangeExpectation[]): ChangeTestRun {
  const given = grantsOf({ actions });
  const said = new Map(
    expectations.flatMap((expectation) => grantsIn(expectation).map((grant) => [grantKey(grant), { grant, expectation }])),
  );
  const tested = new Set(expectations.flatMap(({ may }) => may));
  const missing = [...said].flatMap(([key, one]) => (given.has(key) ? [] : [{ ...one, expected: true }]));
  const unsaid = [...given].flatMap(([key, grant]) => (said.has(key) || !tested.has(grant.action) ? [] : [{ grant, expected: false }]));
  const failed = new Set(missing.map(({ expectation }) => expectation)).size;
  return {
    tests: expectations.length,
    failed,
    failures: [...missing, ...unsaid],
    untested: actions.flatMap(({ id }) => (tested.has(id) ? [] : [id])),
  };
}

function grantsIn({ roles, relationships, may }: ChangeExpectation): readonly ActionGrant[] {
  return may.flatMap((action) => roles.flatMap((role) => relationships.map((relationship) => ({ action, role, relationship }))));
}
