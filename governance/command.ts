import type { ParseArgsConfig } from "node:util";

/**
 * What became of a command: for a person to read, and for a program. `code` is the exit code: 0 for yes (sound, permitted, equal, passed), 1 for no.
 * A command that cannot be run at all throws, and ends with code 2.
 */
export interface Outcome {
  readonly text: string;
  readonly data: unknown;
  readonly code: 0 | 1;
  /** One line that whoever reads the text should know first. `data` says the same in its own way. */
  readonly warning?: string | undefined;
  /** The text is a file in a format of its own, in which no warning can stand. */
  readonly isFile?: boolean;
}

/** The files that commands work on. All can be named on the command line, and are by default those of this project. */
export interface Files {
  /** The folder with categories.yaml, roles.yaml, agreements/, tests/ and signatures/. */
  readonly policies: string;
  /** The list of agencies, with issuers and officers. */
  readonly agencies: string;
  /** The composed schema. */
  readonly supergraph: string;
}

/** What a command is run with. */
export interface CommandInput {
  /** The options given, by name; what is not given is undefined. */
  readonly options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
  /** The words that belong to no option. */
  readonly words: readonly string[];
  readonly files: Files;
  readonly now: Date;
  /** The ISO day in England on which that is. */
  readonly today: string;
}

/** One thing an officer can ask of the policies. */
export interface Command {
  /** One line: what it answers. */
  readonly summary: string;
  /** The words and options after the command's name, as help shows them. */
  readonly usage: string;
  /** How many words it takes at most, besides its options. */
  readonly takes: number;
  readonly options: NonNullable<ParseArgsConfig["options"]>;
  run(input: CommandInput): Outcome | Promise<Outcome>;
}

/** A command line that makes no sense. `message` says what to write instead. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The text of an option that must be given. Throws UsageError if it is not. */
export function required({ options }: CommandInput, name: string): string {
  const value = options[name];
  if (typeof value === "string" && value !== "") return value;
  throw new UsageError(`--${name} is missing`);
}

/** The text of an option, if it is given. */
export function optional({ options }: CommandInput, name: string): string | undefined {
  const value = options[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}
