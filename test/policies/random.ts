import fc from "fast-check";
import { purposes, relationships, restrictions, rightsHolders, consentStates } from "../../policies/index.ts";
import type { PolicyDocuments } from "../../policies/index.ts";
import type { Roles, WrittenRule } from "./oracle.ts";

export const categories = ["child.names", "education.sen", "health.therapies", "social-care.assessments"] as const;
export const roles: Roles = new Map([
  ["parent", ["family"]],
  ["senco", ["education"]],
  ["nurse", ["health", "education"]],
  ["officer", ["social-care"]],
]);

const some = <T>(values: readonly T[], least = 1) => fc.subarray([...values], { minLength: least });
const orNot = <T>(values: fc.Arbitrary<T>) => fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: values });
const marks = (value: boolean) =>
  fc.constantFrom({ aboutOther: value }, { withheldFromFamily: value }, { aboutOther: value, withheldFromFamily: value }, {});
const who = fc.record({ roles: some([...roles.keys()], 2), agency: orNot(some(["education", "health", "social-care", "family"], 2)) });

const permit = fc.record({
  effect: fc.constant("permit" as const),
  who,
  mayRead: some(categories, 2),
  when: fc.record({
    relationship: some(
      relationships.filter((relationship) => relationship !== "none"),
      2,
    ),
    purpose: some(purposes, 2),
    rightsHolder: orNot(some(rightsHolders)),
    consent: orNot(fc.constant(["given" as const])),
    override: orNot(fc.constant(true)),
    record: orNot(marks(false)),
  }),
});

const prohibition = fc.record({
  effect: fc.constant("prohibit" as const),
  who: fc.oneof(fc.constant("everyone" as const), who),
  mayNotRead: some(categories),
  when: fc.record({
    relationship: orNot(some(relationships)),
    purpose: orNot(some(purposes)),
    rightsHolder: orNot(some(rightsHolders)),
    consent: orNot(some(consentStates.filter((state) => state !== "given"))),
    restriction: orNot(some(restrictions)),
    override: orNot(fc.constant(false)),
    record: orNot(marks(true)),
  }),
});

const draft = fc.oneof({ weight: 4, arbitrary: permit }, { weight: 1, arbitrary: prohibition });
type Draft = typeof draft extends fc.Arbitrary<infer T> ? T : never;

/** One to nine rules over a few roles and categories. */
export const someRules: fc.Arbitrary<WrittenRule[]> = fc.array(draft, { minLength: 1, maxLength: 9 }).map((drafts) => drafts.map(numbered));

/** One prohibition, to be added to other rules. */
export const someProhibition: fc.Arbitrary<WrittenRule> = prohibition.map((added) => numbered(added, 99));

function numbered(rule: Draft, index: number): WrittenRule {
  const id = `rule-${String(index)}`;
  // A value that was left out is no value: the documents are plain data.
  return JSON.parse(JSON.stringify({ id, ...rule })) as WrittenRule;
}

/** The rules written down as documents, in the part of YAML that is JSON; one agreement for each list. */
export function written(...lists: readonly (readonly WrittenRule[])[]): PolicyDocuments {
  const ownerOf = (id: string) => (id.startsWith("child.") ? "partnership" : id.split(".")[0]);
  return {
    categories: {
      file: "categories.yaml",
      text: JSON.stringify({
        categories: categories.map((id) => ({ id, name: id, owner: ownerOf(id), sensitivity: "standard", description: id })),
      }),
    },
    roles: { file: "roles.yaml", text: JSON.stringify({ roles: [...roles].map(([id, agencies]) => ({ id, name: id, agencies })) }) },
    agreements: lists.map((rules, index) => ({
      file: `agreements/${String(index)}.yaml`,
      text: JSON.stringify(agreement(`agreement-${String(index)}`, rules)),
    })),
  };
}

function agreement(id: string, rules: readonly WrittenRule[]): object {
  return {
    id,
    title: id,
    parties: ["partnership", "education", "health", "social-care", "family"],
    purposes,
    bases: { law: { ukGdpr6: "a", ukGdpr9: "b", dpa2018: "c", confidentiality: "d" } },
    rights: ["Ask."],
    owner: "Somebody",
    approved: "2026-01-01",
    reviewBy: "2030-01-01",
    dataItems: categories,
    rules: rules.map((rule) => ({ ...rule, because: "It is a test.", basis: ["law"] })),
  };
}
