import { partyTitle } from "../../policies/index.ts";
import type { ChildRecord, Setting, World } from "./world.ts";
import { personIn } from "./world.ts";

/** The name of a category in quotation marks. */
export function categoryWords({ policy }: Pick<Setting, "policy">): (category: string) => string {
  return (category) => `“${policy.categories.find(({ id }) => id === category)?.name ?? category}”`;
}

/** An agency as it stands in a sentence. */
export function agencyWords({ policy }: Pick<Setting, "policy">, agency: string): string {
  return partyTitle(policy, agency);
}

/** A restriction as it stands in a sentence. */
export function restrictionWords(world: World, { kind, person }: ChildRecord["restrictions"][number]): string {
  const whose = person === null ? "" : ` against ${personIn(world, person).name}`;
  return { "court-order": `the court order${whose}`, shielded: "the shield", "serious-harm": "the serious-harm restriction" }[kind];
}
