import type { PolicyDocuments } from "../../policies/index.ts";

const categories = `categories:
  - { id: child.names, name: Names, owner: partnership, sensitivity: standard, description: What the child is called. }
  - { id: health.therapies, name: Therapies, owner: health, sensitivity: sensitive, description: Therapy programmes. }
`;

const roles = `roles:
  - { id: senco, name: SENCO, agencies: [education] }
  - { id: physiotherapist, name: Physiotherapist, agencies: [health] }
  - { id: social-worker, name: Social worker, agencies: [social-care] }
`;

const agreement = `id: small
title: A small agreement
parties: [partnership, education, health]
purposes: [DIRECT_SUPPORT, SAFEGUARDING]
bases:
  consent: { ukGdpr6: 6(1)(e), ukGdpr9: 9(2)(g), dpa2018: Schedule 1, confidentiality: Consent }
rights: [Ask the partnership.]
owner: The partnership
approved: 2026-01-01
reviewBy: 2027-01-01
dataItems: [child.names, health.therapies]
rules:
  - id: senco-reads
    who: { roles: [senco] }
    mayRead: [child.names, health.therapies]
    when:
      relationship: [team]
      purpose: [DIRECT_SUPPORT]
      consent: [given]
      record: { aboutOther: false }
    because: The school carries on what therapy began.
    basis: [consent]
  - id: nobody-reads
    effect: prohibit
    who: everyone
    mayNotRead: [child.names]
    when:
      restriction: [shielded]
      override: false
    because: Someone is at risk.
    basis: [consent]
`;

/** The smallest policy with a permit and a prohibition. Each text can be replaced. */
export function smallPolicy(texts: { categories?: string; roles?: string; agreements?: readonly string[] } = {}): PolicyDocuments {
  return {
    categories: { file: "categories.yaml", text: texts.categories ?? categories },
    roles: { file: "roles.yaml", text: texts.roles ?? roles },
    agreements: (texts.agreements ?? [agreement]).map((text, index) => ({ file: `agreements/${String(index + 1)}.yaml`, text })),
  };
}

export const small = { categories, roles, agreement };
