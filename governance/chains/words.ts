import { partyTitle } from "../../policies/index.ts";
import { type ChildRecord, type DecidedScene, personIn, type Scene } from "./scene.ts";

/** The name of a category in quotation marks. */
export function categoryWords({ policy }: Pick<DecidedScene, "policy">): (category: string) => string {
  return (category) => `“${policy.categories.find(({ id }) => id === category)?.name ?? category}”`;
}

/** An agency as it stands in a sentence. */
export function agencyWords({ policy }: Pick<DecidedScene, "policy">, agency: string): string {
  return partyTitle(policy, agency);
}

/** A restriction as it stands in a sentence. */
export function restrictionWords(world: Scene, { kind, person }: ChildRecord["restrictions"][number]): string {
  const whose = person === null ? "" : ` against ${personIn(world, person).name}`;
  return { "court-order": `the court order${whose}`, shielded: "the shield", "serious-harm": "the serious-harm restriction" }[kind];
}
