import { type Access, accessMatrix, type Policy, purposes, words } from "../../../../policies/index.ts";
import { merged } from "../../deciding/merged.ts";
import type { ConsentOpening, ConsentOptions } from "./consent-options.ts";

const known = new WeakMap<Policy, ConsentOptions>();

/** What a form for consents is made from, by the agreements in force. A policy never changes, so it is worked out once. */
export function optionsOf(policy: Policy): ConsentOptions {
  const options = known.get(policy) ?? workedOut(policy);
  known.set(policy, options);
  return options;
}

function workedOut(policy: Policy): ConsentOptions {
  const byConsent = accessMatrix(policy).filter(({ need }) => need === "CONSENT");
  const opened = new Set(byConsent.map(({ purpose }) => purpose));
  return {
    categories: policy.categories.flatMap(({ id, name, description, owner }) => {
      const opens = openingsIn(byConsent.filter(({ category }) => category === id));
      return opens.length === 0 ? [] : [{ code: id, label: name, description, owner, opens }];
    }),
    recipients: [...new Set(policy.persons.map(({ agency }) => agency))].map((agency) => ({
      agency,
      roles: policy.roles.filter(({ agencies }) => agencies.includes(agency)).map(({ id, name }) => ({ code: id, label: name })),
    })),
    purposes: purposes.filter((purpose) => opened.has(purpose)).map((code) => ({ code, label: words.purpose[code] })),
  };
}

// Whoever decides about the child's information is the one who consents, so the two cells that differ by it say the same.
function openingsIn(cells: readonly Access[]): readonly ConsentOpening[] {
  return merged(
    cells.map(({ person, relationship, purpose }) => ({ ...person, relationship, purposes: [purpose] })),
    "purposes",
  );
}
