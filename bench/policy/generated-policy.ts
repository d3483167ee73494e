import { readFileSync } from "node:fs";
import { join } from "node:path";
import { compile, loadPolicy, purposes, relationships, restrictions, rightsHolders } from "../../policies/index.ts";
import type { Policy, Role } from "../../policies/index.ts";
import { randomFrom } from "./random.ts";
import type { Random } from "./random.ts";

/**
 * A policy of so many made-up rules over our own categories and roles, written as an agreement and compiled like any other.
 * `folder` is that of the policies, `today` an ISO day. The rules are as wide and as conditional as those of real agreements, and none of
 * them is about record marks. The same number gives the same rules.
 */
export function generatedPolicy(folder: string, rules: number, today: string): Policy {
  const read = (file: string) => ({ file, text: readFileSync(join(folder, file), "utf8") });
  const { categories, roles } = loadPolicy(folder, today);
  const ids = categories.map(({ id }) => id);
  const random = randomFrom(rules);
  const written = Array.from({ length: rules }, (_, index) => ({
    id: `rule-${String(index + 1)}`,
    ...(random.chance(0.85) ? permit(random, roles, ids) : prohibition(random, roles, ids)),
    because: "It was made up to be measured.",
    basis: ["none"],
  }));
  const agreement = {
    id: "generated",
    title: "Made-up rules",
    parties: [...new Set([...categories.map(({ owner }) => owner), ...roles.flatMap(({ agencies }) => agencies)])],
    purposes,
    bases: { none: { ukGdpr6: "None", ukGdpr9: "None", dpa2018: "None", confidentiality: "None" } },
    rights: ["None; nobody's information is read."],
    owner: "Nobody",
    approved: today,
    reviewBy: today,
    dataItems: ids,
    rules: written,
  };
  // JSON is YAML.
  const text = JSON.stringify(agreement);
  return compile({ categories: read("categories.yaml"), roles: read("roles.yaml"), agreements: [{ file: "generated.yaml", text }] }, today);
}

function permit(random: Random, roles: readonly Role[], categories: readonly string[]): object {
  const chosen = random.some(roles, 8);
  return {
    who: { roles: idsOf(chosen), ...(random.chance(0.1) && { agency: random.some(agenciesOf(chosen), 2) }) },
    mayRead: random.some(categories, 10),
    when: {
      relationship: random.some(relationships.slice(1), 3),
      purpose: random.some(purposes, 4),
      ...(random.chance(0.15) && { rightsHolder: [random.one(rightsHolders)] }),
      ...(random.chance(0.3) && { consent: ["given"] }),
      ...(random.chance(0.05) && { override: true }),
    },
  };
}

function prohibition(random: Random, roles: readonly Role[], categories: readonly string[]): object {
  return {
    effect: "prohibit",
    who: random.chance(0.5) ? "everyone" : { roles: idsOf(random.some(roles, 8)) },
    mayNotRead: random.some(categories, 24),
    when: {
      restriction: random.some(restrictions, 2),
      ...(random.chance(0.3) && { relationship: random.some(relationships, 4) }),
      ...(random.chance(0.2) && { purpose: random.some(purposes, 4) }),
      ...(random.chance(0.2) && { consent: random.some(["none", "refused", "withdrawn", "expired"], 3) }),
      ...(random.chance(0.3) && { override: false }),
    },
  };
}

function idsOf(roles: readonly Role[]): readonly string[] {
  return roles.map(({ id }) => id);
}

function agenciesOf(roles: readonly Role[]): readonly string[] {
  return [...new Set(roles.flatMap(({ agencies }) => agencies))];
}
