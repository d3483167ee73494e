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
  const detail = absent ? "is missing" : complaint(issue, valueAt(source.value, issue.path), path);
  return source.error(codeOf(issue, absent), path, `${written(path)}: ${detail}.`);
}

/** What is wrong with a value, and for the commonest slips what to write instead. */
function complaint(issue: Issue, value: unknown, path: Path): string {
  if (issue.code === "invalid_type") return otherForm(issue.expected, value, path) ?? issue.message;
  if (typeof value !== "string") return issue.message;
  if (issue.code === "invalid_value") {
    const meant = issue.values.find((one) => spelling(String(one)) === spelling(value));
    const choice = `"${value}" is none of ${issue.values.map(String).join(", ")}`;
    return meant === undefined ? choice : `${choice}: write ${String(meant)}`;
  }
  if (issue.code !== "invalid_format") return issue.message;
  if (issue.format === "date") return `"${value}" is no date: write the year, the month and the day, like 2027-11-30`;
  const slug = spelling(value);
  return issue.pattern !== undefined && new RegExp(issue.pattern.slice(1, -1)).test(slug)
    ? `"${value}" ${issue.message}: write ${slug}`
    : `"${value}" ${issue.message}`;
}

function otherForm(expected: string, value: unknown, path: Path): string | undefined {
  const key = String(path.findLast((step) => typeof step === "string") ?? "");
  if (expected === "array" && isPlain(value)) return `one value stands where a list belongs: write "${key}: [${String(value)}]"`;
  if (expected === "array") return "something else stands where a list belongs";
  if (expected === "string" && Array.isArray(value)) return "a list stands where one text belongs: leave the brackets out";
  if (expected === "string" && isPlain(value)) return `${String(value)} is read as ${typeof value}: write it in quotes, "${String(value)}"`;
  if (expected === "boolean") return "write true or false";
  if (expected === "object" && isPlain(value))
    return `"${String(value)}" stands where keys belong, each with its value on a line of its own`;
  return undefined;
}

function isPlain(value: unknown): value is string | number | boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}

/** A word as ids are spelt, so that "Direct support" and DIRECT_SUPPORT are the same. */
function spelling(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, "-")
    .replace(/^-|-$/g, "");
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, step) => (typeof inner === "object" && inner !== null ? Object.getOwnPropertyDescriptor(inner, step)?.value : undefined),
    value,
  );
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
