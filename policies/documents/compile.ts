import { compileActions } from "./actions.ts";
import { assemble } from "./assemble.ts";
import { unknownInAgreement, unknownInEverything, unknownInRule } from "./check-names.ts";
import type { Names } from "./names.ts";
import { beyondOwnRules } from "./check-own-rule.ts";
import { unsafeIn } from "./check-rule.ts";
import type { Finding } from "./check-rule.ts";
import { agreementFrom, ruleFrom } from "./normal-form.ts";
import type { Agreement, Category, Policy, Role, Rule } from "../policy.ts";
import { readShape } from "./read-shape.ts";
import { isPastReview } from "./reviews.ts";
import { agreementShape, categoriesShape, rolesShape } from "./shapes.ts";
import type { WrittenAgreement } from "./shapes.ts";
import { parseSource } from "./source.ts";
import type { Path, PolicyDocument, Source } from "./source.ts";
import { spelledOut } from "./spelled-out.ts";
import type { AgreementDocument } from "./spelled-out.ts";

/** The texts of a policy folder. */
export interface PolicyDocuments {
  readonly categories: PolicyDocument;
  readonly roles: PolicyDocument;
  /** Versions from before there were actions have none; then nobody may change anything. */
  readonly actions?: PolicyDocument | undefined;
  readonly agreements: readonly PolicyDocument[];
  /** In which an agency is stricter by itself; each file is named after its agency. */
  readonly agencies?: readonly PolicyDocument[] | undefined;
}

interface Read {
  readonly source: Source;
  readonly written: WrittenAgreement;
  /** What is written, spelled out. */
  readonly document: AgreementDocument;
  /** The agency whose own rules these are; undefined for an agreement. */
  readonly ofAgency: string | undefined;
}

/**
 * Checks the documents and compiles them. `today` is an ISO day; an agreement holds up to and including its review date.
 * `titles` are how sentences call the agencies, by name.
 * Throws a PolicyError at the first thing that is wrong, RangeError if `today` is not a day. Pure.
 * Does not check whether an agreement is wise, or whether the law it cites says so.
 */
export function compile(documents: PolicyDocuments, today: string, titles: ReadonlyMap<string, string> = new Map()): Policy {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(today)) throw new RangeError(`"${today}" is not an ISO day.`);
  const categories = compileCategories(documents.categories);
  const roles = rolesFrom(parseSource(documents.roles));
  const names = namesOf(categories, roles);
  const read = [
    ...documents.agreements.map((file) => readOne(file, names)),
    ...(documents.agencies ?? []).map((file) => readOne(file, names, agencyOf(file))),
  ];
  check(read, names, today);
  return assemble({
    categories,
    roles,
    agreements: read.map(({ source, document }) => agreementFrom(document, source.file)),
    rules: read.flatMap((one) => rulesIn(one, roles)),
    actions: documents.actions === undefined ? [] : compileActions(documents.actions, names),
    titles,
  });
}

/** The rules in which one agency is stricter by itself, and the document that they stand in; none of either if it has no such rules. */
export interface OwnRules {
  readonly rules: readonly Rule[];
  readonly documents: readonly Agreement[];
}

/** Checks and compiles the rules in which one agency is stricter by itself, for the agency, which enforces them. Throws a PolicyError; never for a review that is due. Pure. */
export function compileOwnRules(documents: Pick<PolicyDocuments, "categories" | "roles">, file: PolicyDocument): OwnRules {
  const roles = rolesFrom(parseSource(documents.roles));
  const names = namesOf(compileCategories(documents.categories), roles);
  const read = readOne(file, names, agencyOf(file));
  check([read], names, read.document.reviewBy);
  return { rules: rulesIn(read, roles), documents: [agreementFrom(read.document, file.file)] };
}

function readOne(file: PolicyDocument, names: Names, ofAgency?: string): Read {
  const source = parseSource(file);
  const written = readShape(source, agreementShape);
  return { source, written, document: spelledOut(written, names), ofAgency };
}

function agencyOf({ file }: PolicyDocument): string {
  return file.slice(file.lastIndexOf("/") + 1).replace(/\.yaml$/, "");
}

function rulesIn({ document, ofAgency }: Read, roles: readonly Role[]): readonly Rule[] {
  const agencies = [...new Set(roles.flatMap((role) => role.agencies))];
  return document.rules.map((rule) => ({ ...ruleFrom(rule, document, agencies), ...(ofAgency !== undefined && { ofAgency }) }));
}

/** Checks categories.yaml alone, for services that need to know what there is but decide nothing. Throws a PolicyError. Pure. */
export function compileCategories(document: PolicyDocument): readonly Category[] {
  const source = parseSource(document);
  const { categories } = readShape(source, categoriesShape);
  const ids = new Set<string>();
  for (const [index, { id, owner }] of categories.entries()) {
    claim(ids, id, source, ["categories", index, "id"]);
    const prefix = owner === "partnership" ? "child" : owner;
    if (!id.startsWith(`${prefix}.`)) {
      throw source.error("VALUE_INVALID", ["categories", index, "id"], `"${id}" must begin with "${prefix}.", since ${owner} owns it.`);
    }
  }
  return categories;
}

function rolesFrom(source: Source): Role[] {
  const { roles } = readShape(source, rolesShape);
  const ids = new Set<string>();
  for (const [index, { id }] of roles.entries()) claim(ids, id, source, ["roles", index, "id"]);
  return roles;
}

function namesOf(categories: readonly Category[], roles: readonly Role[]): Names {
  return {
    categories: new Map(categories.map((category) => [category.id, category])),
    roles: new Map(roles.map((role) => [role.id, role])),
    agencies: new Set([...roles.flatMap((role) => role.agencies), ...categories.map((category) => category.owner)]),
  };
}

function check(read: readonly Read[], names: Names, today: string): void {
  const agreements = new Set<string>();
  const rules = new Set<string>();
  for (const { source, written, document, ofAgency } of read) {
    claim(agreements, document.id, source, ["id"]);
    if (isPastReview(document, today)) throw source.error("REVIEW_EXPIRED", ["reviewBy"], `The review was due by ${document.reviewBy}.`);
    refuse(source, [], unknownInAgreement(document, names));
    for (const [index, rule] of document.rules.entries()) {
      claim(rules, rule.id, source, ["rules", index, "id"]);
      refuse(source, ["rules", index], unknownInEverything(written.rules[index]?.mayNotRead, names));
      refuse(source, ["rules", index], unsafeIn(rule));
      refuse(source, ["rules", index], unknownInRule(rule, document, names));
      if (ofAgency !== undefined) refuse(source, ["rules", index], beyondOwnRules(rule, ofAgency, names));
    }
  }
}

function claim(ids: Set<string>, id: string, source: Source, path: Path): void {
  if (ids.has(id)) throw source.error("ID_DUPLICATE", path, `"${id}" stands twice.`);
  ids.add(id);
}

function refuse(source: Source, path: Path, [first]: readonly Finding[]): void {
  if (first) throw source.error(first.code, [...path, ...first.at], first.detail);
}
