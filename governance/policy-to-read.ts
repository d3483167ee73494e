import { type Agreement, listed, loadPolicy, pastReview, type Policy } from "../policies/index.ts";
import { readAgencies, titlesOf } from "../trust/agencies.ts";
import type { CommandInput } from "./command.ts";

/** The earliest day there is: on it no agreement is late for its review. */
export const anyDay = "0001-01-01";

/** A policy to be read and asked, but perhaps no longer to be decided by. */
export interface PolicyToRead {
  readonly policy: Policy;
  /** The ids of the agreements that are past their review date. */
  readonly expired: readonly string[];
  /** One line that says so, if there are any. */
  readonly warning: string | undefined;
}

/**
 * The policy for those who ask about it. An agreement past its review date is read like the others, since those who must review it have to see what it says; to sign
 * it, or to decide by it, needs `loadPolicy`, which refuses it. Throws a PolicyError, and AGENCIES_INVALID.
 */
export function policyToRead({ files, today }: Pick<CommandInput, "files" | "today">): PolicyToRead {
  const policy = loadPolicy(files.policies, anyDay, titlesOf(readAgencies(files.agencies)));
  const late = pastReview(policy.agreements, today);
  return { policy, expired: late.map(({ id }) => id), warning: late.length === 0 ? undefined : warningOf(late) };
}

function warningOf(late: readonly Agreement[]): string {
  const which = listed(
    late.map(({ id, reviewBy }) => `${id} (by ${reviewBy})`),
    "and",
  );
  return `WARNING: past its review date, so that nobody can sign it and the partnership does not start on it: ${which}.`;
}
