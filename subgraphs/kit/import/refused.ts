import type { z } from "zod";
import { ChildviewError } from "../../../service/errors.ts";

/** Where in which file something cannot be right, and why. */
interface Refusal {
  /** The file's name without its folder. */
  file: string;
  /** Counted from 1. */
  line?: number | undefined;
  /** The column, element or path within the line: `column "dateOfBirth"`. */
  place?: string | undefined;
  /** What stands there; shown in quotes, shortened, with control characters escaped. */
  value?: unknown;
  /** Why it cannot be right, as the end of a sentence: `is not a real date`. */
  reason: string;
}

/** A file that cannot be imported. The message holds the value that was refused, so it is for the person who imports, never for a log or an answer. */
export class ImportRefused extends ChildviewError {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super("IMPORT_REFUSED", describe(refusal));
    this.refusal = refusal;
  }
}

/** Turns the first thing that a zod schema found wrong into a refusal. `place` names where its path lies: column, element, JSON path. */
export function refusalOf(
  error: z.ZodError,
  input: unknown,
  at: { file: string; line?: number | undefined },
  place: (path: PropertyKey[]) => string,
): ImportRefused {
  const [issue] = error.issues;
  const path = issue?.path ?? [];
  const value = path.reduce<unknown>((inner, key) => valueAt(inner, key), input);
  return new ImportRefused({ ...at, place: place(path), value, reason: issue?.message ?? "cannot be right" });
}

function valueAt(value: unknown, key: PropertyKey): unknown {
  return typeof value === "object" && value !== null ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined;
}

function describe({ file, line, place, value, reason }: Refusal): string {
  const where = [file, line === undefined ? "" : `line ${line}`, place ?? ""].filter((part) => part !== "").join(", ");
  return value === undefined ? `${where}: ${reason}` : `${where}: ${quoted(value)} ${reason}`;
}

function quoted(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 77)}…"` : text;
}
