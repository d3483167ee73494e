import { consentStates, purposes, relationships, restrictions, rightsHolders } from "../policies/index.ts";
import type { Person, Policy, Restriction, Situation } from "../policies/index.ts";
import { UsageError } from "./command.ts";
import { readClassifiedFields } from "../supergraph/classified-fields.ts";

/** What is meant by the name of a category, or of a field of the schema. Throws UsageError if there is neither. */
export function categoryNamed(policy: Policy, name: string, supergraphFile: string): string {
  if (policy.categories.some(({ id }) => id === name)) return name;
  if (!/^[A-Z]\w*\.\w+$/.test(name)) throw unknownName("category", "--category", name, policy.categories);
  const field = readClassifiedFields(supergraphFile).find((one) => one.field === name);
  if (!field) throw new UsageError(`the schema has no classified field "${name}"`);
  return field.category;
}

/** The persons with a role, in one agency if it is named. Throws UsageError if there are none. */
export function personsNamed(policy: Policy, role: string, agency: string | undefined): readonly Person[] {
  const inAnyAgency = policy.persons.filter((person) => person.role === role);
  if (inAnyAgency.length === 0) throw unknownName("role", "--role", role, policy.roles);
  const found = inAnyAgency.filter((person) => agency === undefined || person.agency === agency);
  if (found.length === 0)
    throw unknown(
      `agency for ${role}`,
      agency ?? "",
      inAnyAgency.map((person) => person.agency),
    );
  return found;
}

const defaults = { process: "open", rightsHolder: "parent", consent: "none", restriction: "none", override: "no" };

/**
 * Reads a child's situation from text like `relationship=team, purpose=DIRECT_SUPPORT, consent=given, restriction=court-order+shielded`. Relationship and
 * purpose must be there, and nothing twice; without more, the purpose's process is open, the parents hold the rights, nobody was asked for consent, and nothing is restricted or overridden. Throws UsageError.
 */
export function situationFrom(person: Person, text: string): Situation {
  const pairs = text.split(",").map((part) => pair(part));
  const given = new Map(pairs);
  const twice = pairs.find(([key], index) => pairs.findIndex(([other]) => other === key) !== index);
  if (twice !== undefined) throw new UsageError(`--child-situation names ${twice[0]} twice`);
  for (const key of given.keys()) oneOf("key of --child-situation", key, ["relationship", "purpose", ...Object.keys(defaults)]);
  const value = (key: string): string => given.get(key) ?? (defaults as Readonly<Record<string, string>>)[key] ?? "";
  return {
    ...person,
    relationship: oneOf("relationship", value("relationship"), relationships),
    purpose: oneOf("purpose", value("purpose"), purposes),
    purposeHolds: oneOf("process", value("process"), ["open", "not-open"]) === "open",
    rightsHolder: oneOf("rightsHolder", value("rightsHolder"), rightsHolders),
    consent: oneOf("consent", value("consent"), consentStates),
    restriction: restrictionsFrom(value("restriction")),
    override: oneOf("override", value("override"), ["yes", "no"]) === "yes",
  };
}

function pair(part: string): [string, string] {
  const [key = "", value = "", ...more] = part.split("=").map((side) => side.trim());
  if (value === "" || more.length > 0) throw new UsageError(`--child-situation has the part "${part.trim()}", which is not key=value`);
  return [key, value];
}

function restrictionsFrom(text: string): readonly Restriction[] {
  return text === "none" ? [] : text.split("+").map((one) => oneOf("restriction", one.trim(), restrictions));
}

function oneOf<T extends string>(what: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined) throw unknown(what, value, allowed);
  return found;
}

/** For who wrote a title in place of an id, or its letters otherwise: what to write. */
function unknownName(
  what: string,
  option: string,
  name: string,
  all: readonly { readonly id: string; readonly name: string }[],
): UsageError {
  const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, " ");
  const meant = all.filter((one) => name !== "" && [one.id, one.name, one.id.split(".").at(-1) ?? ""].map(plain).includes(plain(name)));
  if (meant.length === 0)
    return unknown(
      what,
      name,
      all.map(({ id }) => id),
    );
  const choices = meant.map(({ id, name: title }) => `${option} ${id} (“${title}”)`).join(", or ");
  return new UsageError(`"${name}" is no id of a ${what}: write ${choices}`);
}

function unknown(what: string, value: string, allowed: readonly string[]): UsageError {
  return new UsageError(
    value === "" ? `the ${what} is missing: ${allowed.join(", ")}` : `there is no ${what} "${value}", only ${allowed.join(", ")}`,
  );
}
