import { type ChangeFailure, type ChangeTestRun, type Policy, words } from "../policies/index.ts";
import { bulleted, wrapped } from "./lines.ts";

/** What fails of who may change what: each test that gives what actions.yaml does not, and then what actions.yaml gives and no test does. */
export function failedChangesText(policy: Policy, { failures }: ChangeTestRun): string[] {
  const failed = [...new Set(failures.map(({ expectation }) => expectation))];
  return failed.map((expectation) => {
    const own = failures.filter((failure) => failure.expectation === expectation);
    const title = expectation === undefined ? "actions.yaml gives what no test does" : `${placeOf(expectation.place)}: ${expectation.name}`;
    return `${wrapped(title, 2, "")}${bulleted(own.map((failure) => changeFailureText(policy, failure)))}`;
  });
}

function placeOf({ file, line }: { readonly file: string; readonly line: number }): string {
  return `${file}:${String(line)}`;
}

/** A failure in one sentence: who, when, and what they should be able to do, or should not. */
export function changeFailureText({ roles }: Pick<Policy, "roles">, { grant, expected }: ChangeFailure): string {
  const who = `${roles.find(({ id }) => id === grant.role)?.name ?? grant.role}, when ${words.relationship[grant.relationship]},`;
  return `${who} ${expected ? "should be able to" : "should not be able to"} ${words.action[grant.action]} (${grant.action}), but is${expected ? " not" : ""}.`;
}
