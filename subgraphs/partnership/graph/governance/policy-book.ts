import { type Access, accessMatrix, basisText, outcomeSentences, type Policy, sentenceOf, type Terms } from "../../../../policies/index.ts";
import type { AccessCell, AccessTerms } from "./access-cell.ts";
import type { Agreement, AgreementRule } from "./agreement.ts";

/** The agreements as officers read them. */
export interface PolicyBook {
  readonly agreements: readonly Agreement[];
  /** All rules, by id. */
  readonly rules: ReadonlyMap<string, AgreementRule>;
  /** The whole access matrix, by category and then by person. */
  readonly cells: () => readonly AccessCell[];
}

const books = new WeakMap<Policy, PolicyBook>();

/** The book of a policy. A policy never changes, so its book is made once. */
export function bookOf(policy: Policy): PolicyBook {
  const known = books.get(policy);
  if (known) return known;
  const agreements = policy.agreements.map(({ id, title, parties, purposes, owner, approved, reviewBy }) => ({
    id,
    title,
    parties,
    purposes,
    owner,
    approved,
    reviewBy,
  }));
  const rules = new Map(
    policy.rules.map((rule) => [
      rule.id,
      {
        id: rule.id,
        sentence: sentenceOf(policy, rule),
        because: rule.because,
        basis: rule.basis.map(basisText),
        agreement: agreements.find(({ id }) => id === rule.agreement) ?? null,
      },
    ]),
  );
  let cells: readonly AccessCell[] | undefined;
  const book = { agreements, rules, cells: () => (cells ??= accessMatrix(policy).map((access) => cellOf(access, rules))) };
  books.set(policy, book);
  return book;
}

function cellOf(access: Access, rules: PolicyBook["rules"]): AccessCell {
  const { person, category, relationship, purpose, rightsHolder, need, withoutOverride, withOverride, ruleIds } = access;
  return {
    id: [category, person.role, person.agency, relationship, purpose, rightsHolder].join(" "),
    ...person,
    category,
    relationship,
    purpose,
    rightsHolder,
    need,
    withoutOverride: termsOf(withoutOverride),
    withOverride: termsOf(withOverride),
    sentences: outcomeSentences(access),
    rules: ruleIds.flatMap((id) => rules.get(id) ?? []),
  };
}

function termsOf({ consents, closedBy, closedInPart }: Terms): AccessTerms {
  return {
    consents,
    closedBy: [
      ...closedBy.map((restriction) => ({ restriction, onlyWhile: null })),
      ...closedInPart.map(({ restriction, consents: onlyWhile }) => ({ restriction, onlyWhile })),
    ],
  };
}
