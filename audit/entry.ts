import { hash } from "node:crypto";
import { canonicalText, isMembers, type Members } from "./canonical.ts";
import { hashOfLeaf } from "./tree.ts";

/** What an entry says of values that were erased. */
export interface Erasure {
  readonly runs: readonly (readonly [number, number])[];
  readonly fields: readonly string[];
  readonly values: number;
  readonly by: string;
  readonly ground: string;
}

/** An entry of an export, and what of it does not fit together. */
export interface EntryLine {
  readonly index: number;
  readonly leaf: Buffer;
  /** Whether the text is the one whose hash stands beside it. */
  readonly unchanged: boolean;
  /** What is wrong with the values beside it, in words. */
  readonly wrongValues: readonly string[];
  /** Fields that are said to be erased, with the index of the entry that says by whom. */
  readonly erased: readonly { readonly field: string; readonly by: number }[];
  readonly erasure: Erasure | undefined;
}

/** Reads an entry of an export. Undefined if the line is no entry as they are written. */
export function readEntryLine(parsed: Members, line: string): EntryLine | undefined {
  const { entry, index, leaf: encoded, personal } = parsed;
  if (!isMembers(entry) || !isIndex(index) || typeof encoded !== "string" || !isMembers(personal)) return undefined;
  const text = canonicalText(entry);
  // One text for one value: a name that stands there twice, which readers read differently, cannot be.
  if (line !== `{"entry":${text},"index":${String(index)},"leaf":"${encoded}","personal":${canonicalText(personal)}}`) return undefined;
  const leaf = Buffer.from(encoded, "base64");
  const { commitments, facts, kind } = entry;
  if (leaf.length !== 32 || !isMembers(commitments) || !isMembers(facts)) return undefined;
  const erased = Object.entries(personal).flatMap(([field, shown]) => (isErased(shown) ? [{ field, by: shown.erased }] : []));
  return {
    index,
    leaf,
    unchanged: hashOfLeaf(text).equals(leaf),
    wrongValues: wrongValues(commitments, personal),
    erased,
    erasure: kind === "erasure" ? erasureOf(facts) : undefined,
  };
}

function wrongValues(commitments: Members, personal: Members): string[] {
  const missing = Object.keys(commitments).filter((field) => !Object.hasOwn(personal, field));
  const shown = Object.entries(personal).filter(([, value]) => !isErased(value));
  return [
    ...missing.map((field) => `its value of "${field}" is gone, and nothing says that it was erased`),
    ...Object.keys(personal).flatMap((field) => (Object.hasOwn(commitments, field) ? [] : [`it never had a value of "${field}"`])),
    ...shown.flatMap(([field, value]) =>
      fits(field, value, commitments[field]) ? [] : [`its value of "${field}" is not the one that was recorded`],
    ),
  ];
}

const domain = "childview audit commitment v1\n";

function fits(field: string, shown: unknown, commitment: unknown): boolean {
  if (!isMembers(shown) || typeof shown["salt"] !== "string") return false;
  const salt = Buffer.from(shown["salt"], "base64");
  const committed = Buffer.concat([Buffer.from(domain), salt, Buffer.from(canonicalText([field, shown["value"]]))]);
  return hash("sha256", committed, "base64") === commitment;
}

function isErased(shown: unknown): shown is { erased: number } {
  return isMembers(shown) && isIndex(shown["erased"]);
}

function isIndex(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function erasureOf({ entries, fields, values, by, ground }: Members): Erasure | undefined {
  const isRun = (run: unknown): run is [number, number] => Array.isArray(run) && run.length === 2 && run.every(isIndex);
  if (!Array.isArray(entries) || !entries.every(isRun) || !Array.isArray(fields) || !isIndex(values)) return undefined;
  return { runs: entries, fields: fields.map(String), values, by: String(by), ground: String(ground) };
}
