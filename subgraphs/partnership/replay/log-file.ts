import { closeSync, createReadStream, openSync, readSync } from "node:fs";
import { createInterface } from "node:readline";
import { ChildviewError } from "../../../service/errors.ts";
import { serviceOf } from "./recorded.ts";
import type { LogLines } from "./replay.ts";

const linesAtOnce = 1000;

/** The export of a log in a file. Throws ARGUMENT_INVALID if it is none, when it is read also if it ends before its end. */
export function inFile(file: string): LogLines {
  const service = serviceOf(firstLineOf(file));
  if (service === undefined) throw new ChildviewError("ARGUMENT_INVALID", `${file} is no export of an audit log`);
  return { service, read: (take) => readLines(file, take) };
}

async function readLines(file: string, take: (lines: readonly string[]) => Promise<void>): Promise<void> {
  let [lines, last]: [string[], string] = [[], ""];
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    lines.push(line);
    last = line;
    if (lines.length < linesAtOnce) continue;
    await take(lines);
    lines = [];
  }
  if (!last.startsWith('{"end":')) throw new ChildviewError("ARGUMENT_INVALID", `${file} ends before the log does: export it anew`);
  await take(lines);
}

/** The first line, which is short, though an export after a checkpoint has that in it. */
function firstLineOf(file: string): string {
  const beginning = Buffer.alloc(16 * 1024);
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, "r");
    return beginning.toString("utf8", 0, readSync(descriptor, beginning)).split("\n", 1)[0] ?? "";
  } catch (cause) {
    throw new ChildviewError("ARGUMENT_INVALID", `${file} cannot be read`, { cause });
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
