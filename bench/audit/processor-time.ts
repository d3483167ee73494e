import { readFileSync } from "node:fs";

/** How many ticks of Linux's accounting a second has: 100, wherever Node runs. */
const ticks = 100;

/** The processor time that a process and all that it started have taken so far, in milliseconds, those of its children included that have ended; as Linux tells it under /proc. Throws where there is no such thing. */
export function processorTimeOf(pid: number): number {
  const children = readFileSync(`/proc/${String(pid)}/task/${String(pid)}/children`, "utf8")
    .split(" ")
    .filter(Boolean);
  return children.reduce((sum, child) => sum + timeIfThere(Number(child)), ownTimeOf(pid));
}

// A child may end between two looks; from then on its parent has its time.
function timeIfThere(pid: number): number {
  try {
    return processorTimeOf(pid);
  } catch {
    return 0;
  }
}

function ownTimeOf(pid: number): number {
  // Behind the name, which may have anything in it: utime, stime, cutime, cstime are fields 14 to 17 (proc(5)).
  const fields = readFileSync(`/proc/${String(pid)}/stat`, "utf8")
    .replace(/^.*\) /s, "")
    .split(" ");
  return fields.slice(11, 15).reduce((sum, field) => sum + (Number(field) * 1000) / ticks, 0);
}
