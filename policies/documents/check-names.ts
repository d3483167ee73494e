import type { Finding } from "./check-rule.ts";
import type { Names } from "./names.ts";
import type { WrittenRule } from "./shapes.ts";
import type { AgreementDocument, RuleDocument } from "./spelled-out.ts";

/** Names in the agreement itself, its rules left out, that do not exist. */
export function unknownInAgreement(agreement: AgreementDocument, names: Names): readonly Finding[] {
  return [
    ...agreement.parties.flatMap((agency, index) => unlessAgency(names, agency, ["parties", index])),
    ...agreement.dataItems.flatMap((item, index) => unlessCategory(names, item, ["dataItems", index])),
  ];
}

/** Names in a rule that do not exist, or that its agreement does not cover. Ways are from the rule. */
export function unknownInRule(rule: RuleDocument, agreement: AgreementDocument, names: Names): readonly Finding[] {
  return [
    ...inWho(rule, agreement, names),
    ...inItems(rule, agreement, names),
    ...inPurposes(rule, agreement),
    ...inBasis(rule, agreement),
  ];
}

/** Names in what a prohibition says of everything: the agencies whose categories it means, and what it leaves out. Ways are from the rule. */
export function unknownInEverything(mayNotRead: WrittenRule["mayNotRead"], names: Names): readonly Finding[] {
  if (typeof mayNotRead !== "object" || !("everythingOf" in mayNotRead)) return [];
  const { everythingOf, but = [] } = mayNotRead;
  return [
    ...(everythingOf === "everyone" ? [] : everythingOf).flatMap((agency, index) =>
      unlessAgency(names, agency, ["mayNotRead", "everythingOf", index]),
    ),
    ...but.flatMap(({ categories }, place) =>
      categories.flatMap((id, index) => unlessCategory(names, id, ["mayNotRead", "but", place, "categories", index])),
    ),
  ];
}

function inWho({ who }: RuleDocument, { parties }: AgreementDocument, names: Names): Finding[] {
  if (who === "everyone") return [];
  if ("everyoneOutside" in who)
    return who.everyoneOutside.flatMap((agency, index) => unlessAgency(names, agency, ["who", "everyoneOutside", index]));
  const roles = who.roles.flatMap((id, index) => {
    const at = ["who", "roles", index];
    const role = names.roles.get(id);
    if (!role) return [{ code: "ROLE_UNKNOWN" as const, at, detail: `The role "${id}" does not exist.` }];
    return role.agencies.some((agency) => parties.includes(agency)) ? [] : [outside(at, `No agency of the role "${id}" is a party.`)];
  });
  return [...roles, ...(who.agency ?? []).flatMap((agency, index) => unlessAgency(names, agency, ["who", "agency", index]))];
}

function inItems(rule: RuleDocument, { dataItems, parties }: AgreementDocument, names: Names): Finding[] {
  const key = rule.effect === "permit" ? "mayRead" : "mayNotRead";
  return (rule[key] ?? []).flatMap((id, index) => {
    const at = [key, index];
    const unknown = unlessCategory(names, id, at);
    if (unknown.length > 0) return unknown;
    if (!dataItems.includes(id)) return [outside(at, `"${id}" is not a data item of the agreement.`)];
    const owner = names.categories.get(id)?.owner ?? "";
    return parties.includes(owner) ? [] : [outside(at, `${owner}, which owns "${id}", is not a party.`)];
  });
}

function inPurposes({ when }: RuleDocument, { purposes }: AgreementDocument): Finding[] {
  return (when.purpose ?? []).flatMap((purpose, index) =>
    purposes.includes(purpose) ? [] : [outside(["when", "purpose", index], `${purpose} is not a purpose of the agreement.`)],
  );
}

function inBasis({ basis }: RuleDocument, { bases }: AgreementDocument): Finding[] {
  return basis.flatMap((id, index) =>
    Object.hasOwn(bases, id) ? [] : [{ code: "BASIS_UNKNOWN" as const, at: ["basis", index], detail: `The basis "${id}" is not defined.` }],
  );
}

function unlessAgency(names: Names, agency: string, at: Finding["at"]): Finding[] {
  return names.agencies.has(agency) ? [] : [{ code: "AGENCY_UNKNOWN", at, detail: `The agency "${agency}" does not exist.` }];
}

function unlessCategory(names: Names, id: string, at: Finding["at"]): Finding[] {
  return names.categories.has(id) ? [] : [{ code: "CATEGORY_UNKNOWN", at, detail: `The category "${id}" does not exist.` }];
}

function outside(at: Finding["at"], detail: string): Finding {
  return { code: "OUTSIDE_AGREEMENT", at, detail };
}
