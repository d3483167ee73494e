import type { Agreement, Basis, Conditions, Rule } from "../policy.ts";
import type { AgreementDocument, RuleDocument } from "./spelled-out.ts";
import { recordMarks } from "../vocabulary.ts";

/** The rule in its one normal form: lists sorted and without repetition, keys in a fixed order, bases in full. `allAgencies` are those in which somebody has a role. */
export function ruleFrom(rule: RuleDocument, agreement: AgreementDocument, allAgencies: readonly string[]): Rule {
  const { who, when } = rule;
  const agencies = agenciesOf(who, allAgencies);
  return {
    id: rule.id,
    agreement: agreement.id,
    effect: rule.effect,
    roles: who !== "everyone" && "roles" in who ? normal(who.roles) : "everyone",
    ...(agencies && { agencies: normal(agencies) }),
    categories: normal([...(rule.mayRead ?? []), ...(rule.mayNotRead ?? [])]),
    when: conditionsFrom(when),
    marks: recordMarks.filter((mark) => when.record?.[mark] !== undefined),
    because: rule.because,
    basis: basesOf(agreement).filter(({ id }) => rule.basis.includes(id)),
    ...(rule.leavesOut && { leavesOut: rule.leavesOut }),
  };
}

function agenciesOf(who: RuleDocument["who"], all: readonly string[]): readonly string[] | undefined {
  if (who === "everyone") return undefined;
  return "roles" in who ? who.agency : all.filter((agency) => !who.everyoneOutside.includes(agency));
}

/** The agreement without its rules. */
export function agreementFrom(document: AgreementDocument, file: string): Agreement {
  const { id, title, parties, purposes, rights, owner, approved, reviewBy, dataItems } = document;
  return { id, title, file, parties, purposes, bases: basesOf(document), rights, owner, approved, reviewBy, dataItems };
}

function conditionsFrom(when: RuleDocument["when"]): Conditions {
  return {
    ...(when.relationship && { relationship: normal(when.relationship) }),
    ...(when.purpose && { purpose: normal(when.purpose) }),
    ...(when.rightsHolder && { rightsHolder: normal(when.rightsHolder) }),
    ...(when.consent && { consent: normal(when.consent) }),
    ...(when.restriction && { restriction: normal(when.restriction) }),
    ...(when.override !== undefined && { override: when.override }),
  };
}

function basesOf({ bases }: AgreementDocument): Basis[] {
  return normal(Object.keys(bases)).flatMap((id) => {
    const basis = bases[id];
    if (!basis) return [];
    const { ukGdpr6, ukGdpr9, dpa2018, confidentiality } = basis;
    return [{ id, ukGdpr6, ukGdpr9, dpa2018, confidentiality }];
  });
}

// The default sort compares code units, so every machine sorts alike.
function normal<T extends string>(values: readonly T[]): readonly T[] {
  return [...new Set(values)].sort();
}
