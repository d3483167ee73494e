import { failureText, loadTests, readableUnder, runTests } from "../../policies/index.ts";
import type { Expectation, Failure, Policy, TestRun } from "../../policies/index.ts";
import type { Command } from "../command.ts";
import { bulleted, counted, wrapped } from "../lines.ts";
import { policyToRead } from "../policy-to-read.ts";

/** Whether the agreements do what the tests beside them say, and every rule is tested. */
export const test: Command = {
  summary: "Whether the agreements do what the tests under tests/ say, and no rule is without a test.",
  usage: "",
  takes: 0,
  options: {},
  run(input) {
    const { policy, expired, warning } = policyToRead(input);
    const expectations = loadTests(input.files.policies, policy);
    const run = runTests(policy, expectations);
    const passed = run.failures.length === 0 && run.unexercised.length === 0;
    return {
      text: page(policy, expectations, run, passed),
      data: { ...dataOf(policy, expectations, run, passed), expired },
      code: passed ? 0 : 1,
      warning,
    };
  },
};

function page(
  policy: Policy,
  expectations: readonly Expectation[],
  { failures, unexercised, decisions }: TestRun,
  passed: boolean,
): string {
  const failed = expectations.filter((expectation) => failures.some((failure) => failure.expectation === expectation));
  const extent = `${counted(expectations.length, "test")}, ${counted(decisions, "decision")}, ${counted(policy.rules.length, "rule")}`;
  const verdict = `${passed ? "PASSED" : "FAILED"}: ${extent}; ${counted(failed.length, "test")} failed, ${counted(unexercised.length, "rule")} in no test.\n`;
  const tests = failed.map((expectation) => failedText(policy, expectation, failures));
  return [verdict, ...tests, ...unexercisedText(unexercised), `Policy version ${policy.version}\n`].join(passed ? "" : "\n");
}

function failedText(policy: Policy, expectation: Expectation, failures: readonly Failure[]): string {
  const { name, place } = expectation;
  const own = failures.filter((failure) => failure.expectation === expectation);
  return `${wrapped(`${place.file}:${String(place.line)}: ${name}`, 2, "")}${bulleted(own.map((failure) => failureText(policy, failure)))}`;
}

function unexercisedText(rules: TestRun["unexercised"]): string[] {
  if (rules.length === 0) return [];
  const lines = rules.map(({ id, agreement }) => `${id} (${agreement})`);
  return [`No test depends on ${rules.length === 1 ? "this rule" : "these rules"}:\n${bulleted(lines)}`];
}

function dataOf(policy: Policy, expectations: readonly Expectation[], { failures, unexercised, decisions }: TestRun, passed: boolean) {
  return {
    policy: policy.version,
    passed,
    tests: expectations.length,
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
  };
}
