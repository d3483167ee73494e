import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { z } from "zod";
import { ChildviewError } from "../../service/errors.ts";

const word = z.string().regex(/^[a-z]+(-[a-z]+)*$/, "a short name, role or agency is in lower case with hyphens");
const line = z.string().regex(/^\S.*$/, "one line of text");

const person = z.strictObject({ short: word, subject: line, name: line, role: word, agency: word, sees: line });

const persons = z.array(person).superRefine((list, context) => {
  for (const key of ["short", "subject"] as const) {
    const values = list.map((entry) => entry[key]);
    const twice = values.find((value, index) => values.indexOf(value) !== index);
    if (twice !== undefined) context.addIssue({ code: "custom", message: `${key} "${twice}" stands twice` });
  }
});

/** A person of the demo world. `short` is the name by which a developer calls them, `sees` a line about whom and what they see. */
export type Person = z.infer<typeof person>;

/** The file with the people of the demo. */
export const personsFile = fileURLToPath(new URL("../persons.yaml", import.meta.url));

/**
 * Reads the people of the demo. Throws SETTING_INVALID naming the first thing that is wrong. Does not check that an issuer may assert
 * their roles.
 */
export function readPersons(file: string): Person[] {
  const result = persons.safeParse(parseYaml(file));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new ChildviewError("SETTING_INVALID", `${file}, ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "not a list of persons"}`);
}

function parseYaml(file: string): unknown {
  try {
    return parse(readFileSync(file, "utf8"));
  } catch (cause) {
    throw new ChildviewError("SETTING_INVALID", `${file}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
