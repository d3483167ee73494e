import type { z } from "zod";
import type { PolicyError, PolicyErrorCode } from "./policy-error.ts";
import type { Path, Source } from "./source.ts";

type Issue = z.core.$ZodIssue;

/** The source's value if it has the shape. Otherwise throws a PolicyError at the first place where it has not. */
export function readShape<T>(source: Source, shape: z.ZodType<T>): T {
  const result = shape.safeParse(source.value);
  if (result.success) return result.data;
  throw refusal(source, result.error.issues);
}

function refusal(source: Source, issues: readonly Issue[]): PolicyError {
  const [first] = issues;
  if (!first) return source.error("VALUE_INVALID", [], "The file has not the right shape.");
  const issue = innermost(first);
  const path = issue.code === "unrecognized_keys" ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path;
  const absent = issue.code !== "unrecognized_keys" && !source.has(path);
  const detail = absent ? "is missing" : issue.message;
  return source.error(codeOf(issue, absent), path, `${written(path)}: ${detail}.`);
}

// A key with several forms, such as `who`: what is wrong with the longer form that is the nearest says more than "none fits".
function innermost(issue: Issue): Issue {
  if (issue.code !== "invalid_union") return issue;
  const longer = issue.errors.filter(([inner]) => inner !== undefined && (inner.path.length > 0 || inner.code === "unrecognized_keys"));
  const [nearest] = longer.toSorted((one, other) => one.length - other.length)[0] ?? [];
  return nearest ? innermost({ ...nearest, path: [...issue.path, ...nearest.path] }) : issue;
}

function codeOf(issue: Issue, absent: boolean): PolicyErrorCode {
  const field = issue.path.findLast((step) => typeof step === "string");
  if (issue.code === "unrecognized_keys") return field === "when" || field === "record" ? "CONDITION_UNKNOWN" : "KEY_UNKNOWN";
  const empty = absent || issue.code === "too_small";
  if (empty && field === "because") return "BECAUSE_MISSING";
  if (empty && field === "basis") return "BASIS_MISSING";
  if (absent) return "KEY_MISSING";
  if (issue.code !== "invalid_value") return "VALUE_INVALID";
  if (field === "purpose" || field === "purposes") return "PURPOSE_UNKNOWN";
  return field === "relationship" ? "RELATIONSHIP_UNKNOWN" : "VALUE_INVALID";
}

function written(path: Path): string {
  return (
    path
      .map((step) => (typeof step === "number" ? `[${String(step + 1)}]` : `.${String(step)}`))
      .join("")
      .replace(/^\./, "") || "the file"
  );
}
