import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@jest/globals";

/** Copies the policies to a folder, in which one text of one file is another. Returns the folder. Fails the test if the file does not have the text. */
export function changedPolicies(folder: string, file: string, from: string | RegExp, to: string): string {
  cpSync("policies", folder, { recursive: true });
  const text = readFileSync(join(folder, file), "utf8");
  expect(text).toMatch(from);
  writeFileSync(join(folder, file), text.replace(from, to));
  return folder;
}
