import type { Command } from "./command.ts";

/** What there is to ask, for somebody who does not know yet. */
export function help(commands: Readonly<Record<string, Command>>): string {
  const lines = Object.entries(commands).map(([name, { usage, summary }]) => `  ${`${name} ${usage}`.trim()}\n      ${summary}\n`);
  return `What an information governance officer can ask of the agreements: npm run --silent policy -- <command>
(Without --silent npm writes two lines of its own before the answer.)

${lines.join("")}
${everyCommand}`;
}

/** How one command is asked. */
export function helpOf(name: string, { usage, summary }: Command): string {
  return `npm run --silent policy -- ${`${name} ${usage}`.trim()}\n    ${summary}\n\n${everyCommand}`;
}

const everyCommand = `Every command takes --json, --policies <folder>, --agencies <file> and --supergraph <file>.
It ends with 0 for yes (sound, permitted, equal, passed, signed), 1 for no, 2 if it could not be run.
`;
