import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { Kind, parse, type TypeNode } from "graphql";

const policy = "as many as the agreements say";
const agencies = "one for each agency";

/** The lists of objects that have no pages, and why none of them grows with what people record. Lists of words – categories, purposes, roles, sentences – come from lists that are closed. */
const bounded: Readonly<Record<string, string>> = {
  "AccessCell.rules": policy,
  "AccessExplanation.decisions": policy,
  "AccessOverride.reviews": agencies,
  "AccessTerms.closedBy": policy,
  "AuditTrailEntry.categories": policy,
  "AuditTrailEntry.flags": "one for each thing that is unusual, of seven",
  "Child.identifiers": agencies,
  "Consent.effects": "those of one word, which names fifty recipients at most",
  "Consent.recipients": "fifty at most",
  "ConsentCategory.opens": policy,
  "ConsentDispute.positions": "one for each person whose word counts",
  "ConsentEvent.recipients": "fifty at most",
  "ConsentOptions.categories": policy,
  "ConsentOptions.purposes": policy,
  "ConsentOptions.recipients": policy,
  "ExplainedDecision.rules": policy,
  "PolicyVersion.agreements": policy,
  "Process.milestones": "at most a few hundred: what a person records of a child in a year is bounded",
  "RecipientAgency.roles": policy,
  "RuleFinding.failed": policy,
  "SharingEntry.grants": "what one person sees, told together by purposes and by what it rests on",
};

test("every list of the partnership that grows with what people record has pages", () => {
  const { definitions } = parse(readFileSync("subgraphs/partnership/schema.graphql", "utf8"));
  const objects = definitions.flatMap((node) =>
    node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION ? [node] : [],
  );
  // What a category, an agency or a code is, is no record.
  const coded = new Set(["CodedValue"]);
  const names = new Set(objects.map(({ name }) => name.value).filter((name) => !coded.has(name)));
  const plain = objects
    .filter(({ name }) => !/(Connection|Edge)$/.test(name.value))
    .flatMap(({ name, fields = [] }) =>
      fields.filter(({ type }) => isList(type) && names.has(named(type))).map((field) => `${name.value}.${field.name.value}`),
    );
  expect(plain.sort()).toEqual(Object.keys(bounded).sort());
});

function isList(type: TypeNode): boolean {
  return type.kind === Kind.NON_NULL_TYPE ? isList(type.type) : type.kind === Kind.LIST_TYPE;
}

function named(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : named(type.type);
}
