import { appendFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const agreement = `id: youth-justice
title: Youth justice
parties: [family, partnership, youth-justice]
purposes: [DIRECT_SUPPORT, FAMILY_ACCESS]
bases: { duty: { ukGdpr6: x, ukGdpr9: x, dpa2018: x, confidentiality: x } }
rights: [Ask.]
owner: Youth justice
approved: 2026-01-01
reviewBy: 2031-01-01
dataItems: [youth-justice.held, youth-justice.orders]
rules:
  - id: family-reads-orders
    who: { roles: [parent, young-person] }
    mayRead: [youth-justice.held, youth-justice.orders]
    when: { relationship: [holder, parent, self], purpose: [FAMILY_ACCESS] }
    because: It is about them.
    basis: [duty]
  - id: worker-reads-orders
    who: { roles: [youth-justice-worker] }
    mayRead: [youth-justice.held, youth-justice.orders]
    when: { relationship: [team, lead], purpose: [DIRECT_SUPPORT] }
    because: It is their own.
    basis: [duty]
`;

/** Adds an agency to a folder of policies, as somebody does it who thinks of permits alone: its categories, its role and its agreement. */
export function addYouthJusticeToPolicies(folder: string): void {
  for (const name of ["held", "orders"])
    appendFileSync(
      join(folder, "categories.yaml"),
      `  - { id: youth-justice.${name}, name: ${name}, owner: youth-justice, sensitivity: highly-sensitive, description: Of a court. }\n`,
    );
  appendFileSync(join(folder, "roles.yaml"), "  - { id: youth-justice-worker, name: Youth justice worker, agencies: [youth-justice] }\n");
  writeFileSync(join(folder, "agreements", "youth-justice.yaml"), agreement);
}
