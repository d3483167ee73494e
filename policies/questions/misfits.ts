import type { Person, Policy } from "../policy.ts";
import { effectOf } from "./effects.ts";

/** What surrounds the policies and has to fit them. */
export interface Surroundings {
  /** The classified fields of the composed schema, like `HealthRecord.therapies`, and their categories. */
  readonly fields: readonly { readonly field: string; readonly category: string }[];
  /** Which issuers' tokens may say that somebody has a role in an agency. */
  readonly assertable: readonly Person[];
}

/** Something that does not fit, and how to mend it. `about` is the id or the field in question. */
export interface Misfit {
  readonly about: string;
  readonly what: string;
  readonly mend: string;
}

/** What does not fit together: sound documents can still speak past the schema and the issuers, or leave a category to nobody. */
export function misfits(policy: Policy, { fields, assertable }: Surroundings): readonly Misfit[] {
  return [
    ...unknownCategories(policy, fields),
    ...unusedCategories(policy, fields),
    ...unreadCategories(policy),
    ...categoriesNoFamilyReads(policy),
    ...silentProhibitions(policy),
    ...roleMisfits(policy, assertable),
  ];
}

function unknownCategories({ categories }: Policy, fields: Surroundings["fields"]): Misfit[] {
  return fields
    .filter(({ category }) => !categories.some(({ id }) => id === category))
    .map(({ field, category }) => ({
      about: field,
      what: `The field is classified as "${category}", which categories.yaml does not have.`,
      mend: "Correct the field's classification, or add the category and say in an agreement who reads it.",
    }));
}

function unusedCategories({ categories }: Policy, fields: Surroundings["fields"]): Misfit[] {
  return categories
    .filter(({ id }) => !fields.some(({ category }) => category === id))
    .map(({ id }) => ({
      about: id,
      what: "No field of the schema belongs to the category, so rules about it have no effect.",
      mend: "Classify a field as it, or remove the category.",
    }));
}

function unreadCategories(policy: Policy): Misfit[] {
  return policy.categories.flatMap(({ id, nobodyReads }) => {
    const isRead = readsEver(policy, policy.persons, id);
    if (isRead === (nobodyReads === undefined)) return [];
    return isRead
      ? [{ about: id, what: "categories.yaml says that nobody reads it, and somebody may.", mend: "Remove nobodyReads, or the permits." }]
      : [
          {
            about: id,
            what: "Nobody may ever read it, and no reason is stated.",
            mend: "Permit it to somebody, or say why under nobodyReads in categories.yaml.",
          },
        ];
  });
}

function categoriesNoFamilyReads(policy: Policy): Misfit[] {
  const families = policy.persons.filter(({ agency }) => agency === "family");
  return policy.categories.flatMap(({ id, nobodyReads, noFamilyReads }) => {
    const isRead = readsEver(policy, families, id);
    if (nobodyReads !== undefined || isRead === (noFamilyReads === undefined)) return [];
    return isRead
      ? [{ about: id, what: "categories.yaml says that no family reads it, and some may.", mend: "Remove noFamilyReads, or the permits." }]
      : [
          {
            about: id,
            what: "Nobody of a family may ever read it, and no reason is stated.",
            mend: "Permit it to families, as family-access.yaml does, or say why under noFamilyReads in categories.yaml.",
          },
        ];
  });
}

function readsEver(policy: Policy, persons: readonly Person[], category: string): boolean {
  return persons.some((person) => effectOf(policy, person, category).some((set) => !set.isEmpty));
}

function silentProhibitions({ rules }: Policy): Misfit[] {
  return rules
    .filter(({ effect, leavesOut }) => effect === "prohibit" && leavesOut === undefined)
    .map(({ id }) => ({
      about: id,
      what: "The prohibition names categories, and does not say why it leaves out all others, and those that agencies will add.",
      mend: "Write mayNotRead: everything, or everythingOf with what it leaves out, or only with the reason.",
    }));
}

function roleMisfits({ persons, personNumbers }: Policy, assertable: readonly Person[]): Misfit[] {
  const asserts = ({ role, agency }: Person) => assertable.some((one) => one.role === role && one.agency === agency);
  const mute = persons.filter((person) => !asserts(person));
  const strange = assertable.filter(({ role, agency }) => personNumbers.get(role)?.get(agency) === undefined);
  return [
    ...mute.map(({ role, agency }) => ({
      about: role,
      what: `No issuer may say that somebody is "${role}" in ${agency}, so nobody ever is.`,
      mend: "List the role for that agency's issuer in the list of agencies, or remove the agency from the role.",
    })),
    ...strange.map(({ role, agency }) => ({
      about: role,
      what: `The issuer of ${agency} may assert "${role}", which roles.yaml does not have for ${agency}.`,
      mend: "Remove the role from the issuer, or add it to roles.yaml.",
    })),
  ];
}
