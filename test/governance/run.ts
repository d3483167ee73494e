import { type Command } from "../../governance/command.ts";
import { runCommand } from "../../governance/run.ts";

/** What a command line came to. */
export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs one command of the officer's command line in this process. */
export async function runIt(command: Command, words: readonly string[], today = "2026-11-22"): Promise<Ended> {
  let [out, err] = ["", ""];
  const code = await runCommand({ it: command }, ["it", ...words], {
    now: new Date(`${today}T12:00:00Z`),
    write: (text) => (out += text),
    complain: (text) => (err += text),
  });
  return { code, out, err };
}

/** The same with `--json`: the exit code, and the answer as a program reads it. */
export async function runJson(command: Command, words: readonly string[], today?: string) {
  const { out, code } = await runIt(command, [...words, "--json"], today);
  return { code, data: JSON.parse(out) };
}
