import { failureText, loadChangeTests, loadTests, readableUnder, runChangeTests, runTests } from "../../policies/index.ts";
import type { ChangeTestRun, Expectation, Failure, Policy, TestRun } from "../../policies/index.ts";
import { changeFailureText, failedChangesText } from "../change-tests-text.ts";
import type { Command } from "../command.ts";
import { bulleted, counted, wrapped } from "../lines.ts";
import { policyToRead } from "../policy-to-read.ts";

/** Whether the agreements do what the tests beside them say, and every rule and action is tested. */
export const test: Command = {
  summary: "Whether the agreements, and who may change what, are what the tests under tests/ say, and no rule or action is without a test.",
  usage: "",
  takes: 0,
  options: {},
  run(input) {
    const { policy, expired, warning } = policyToRead(input);
    const expectations = loadTests(input.files.policies, policy);
    const runs = { reads: runTests(policy, expectations), changes: runChangeTests(policy, loadChangeTests(input.files.policies, policy)) };
    return {
      text: page(policy, expectations, runs),
      data: { ...dataOf(policy, expectations, runs), expired },
      code: passed(runs) ? 0 : 1,
      warning,
    };
  },
};

/** What became of the tests of who reads what, and of who may change what. */
interface Runs {
  readonly reads: TestRun;
  readonly changes: ChangeTestRun;
}

function passed({ reads, changes }: Runs): boolean {
  return [reads.failures, reads.unexercised, changes.failures, changes.untested].every(({ length }) => length === 0);
}

function page(policy: Policy, expectations: readonly Expectation[], runs: Runs): string {
  const { reads, changes } = runs;
  const failed = expectations.filter((expectation) => reads.failures.some((failure) => failure.expectation === expectation));
  const [tests, actions] = [expectations.length + changes.tests, counted(policy.actions.length, "action")];
  const extent = `${counted(tests, "test")}, ${counted(reads.decisions, "decision")}, ${counted(policy.rules.length, "rule")}, ${actions}`;
  const untested = `${counted(reads.unexercised.length, "rule")} and ${counted(changes.untested.length, "action")} in no test`;
  const verdict = `${passed(runs) ? "PASSED" : "FAILED"}: ${extent}; ${counted(failed.length + changes.failed, "test")} failed, ${untested}.\n`;
  const texts = failed.map((expectation) => failedText(policy, expectation, reads.failures));
  const lines = [verdict, ...texts, ...failedChangesText(policy, changes), ...untestedText(runs), `Policy version ${policy.version}\n`];
  return lines.join(passed(runs) ? "" : "\n");
}

function failedText(policy: Policy, expectation: Expectation, failures: readonly Failure[]): string {
  const { name, place } = expectation;
  const own = failures.filter((failure) => failure.expectation === expectation);
  return `${wrapped(`${place.file}:${String(place.line)}: ${name}`, 2, "")}${bulleted(own.map((failure) => failureText(policy, failure)))}`;
}

function untestedText({ reads: { unexercised }, changes: { untested } }: Runs): string[] {
  const rules = unexercised.map(({ id, agreement }) => `${id} (${agreement})`);
  const list = (one: string, many: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [`No test depends on ${lines.length === 1 ? one : many}:\n${bulleted(lines)}`];
  return [...list("this rule", "these rules", rules), ...list("this action", "these actions", untested)];
}

function dataOf(policy: Policy, expectations: readonly Expectation[], runs: Runs) {
  const { failures, unexercised, decisions } = runs.reads;
  return {
    policy: policy.version,
    passed: passed(runs),
    tests: expectations.length + runs.changes.tests,
    decisions,
    failures: failures.map(({ expectation, person, category, circumstances, expected, decision, more }) => ({
      test: expectation.name,
      ...expectation.place,
      ...person,
      category,
      circumstances,
      expected: { readable: expected.readable, reason: expected.reason },
      got: { readable: readableUnder(decision), reason: decision.effect === "withhold" ? decision.reason : undefined },
      rules: decision.ruleIds,
      moreSituations: more,
      message: failureText(policy, { expectation, person, category, circumstances, expected, decision, more }),
    })),
    unexercised: unexercised.map(({ id }) => id),
    changes: {
      failures: runs.changes.failures.map((failure) => ({
        ...failure.grant,
        expected: failure.expected,
        test: failure.expectation?.name,
        message: changeFailureText(policy, failure),
      })),
      untested: runs.changes.untested,
    },
  };
}
