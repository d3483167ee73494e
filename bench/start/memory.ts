import { readFileSync } from "node:fs";
import { basename } from "node:path";

/** What a service holds in memory. */
export interface Memory {
  readonly name: string;
  /** Of its own and shared (the resident set, as Linux counts it). */
  readonly megabytes: number;
}

/** The memory of the processes that a process started, as Linux tells it under /proc; none on another system. */
export function memoryOf(parent: number): Memory[] {
  try {
    const children = readFileSync(`/proc/${String(parent)}/task/${String(parent)}/children`, "utf8")
      .split(" ")
      .filter(Boolean);
    return children.map((child) => ({ name: nameOf(child), megabytes: Math.round(residentOf(child) / 1024) }));
  } catch {
    return [];
  }
}

function nameOf(child: string): string {
  const words = readFileSync(`/proc/${child}/cmdline`, "utf8").split("\0").filter(Boolean);
  const script = words.findIndex((word) => word.endsWith(".ts"));
  return words[script + 1] ?? basename((words[script] ?? "").replace(/\/main\.ts$/, ""));
}

function residentOf(child: string): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child}/status`, "utf8"))?.[1]);
}
