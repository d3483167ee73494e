import { type Answered, type ChangesWorld, newKey, type Person } from "./world.ts";

const asked = "$childId: ID!, $ground: String!, $idempotencyKey: String!";
const passed = "childId: $childId, ground: $ground, purpose: DIRECT_SUPPORT, idempotencyKey: $idempotencyKey";
const dated = "$assessedOn: Date!, $from: Date, $until: Date!";
const datedPassed = "assessedOn: $assessedOn, from: $from, until: $until";
const answered = "{ id child { id } }";

const mutations = {
  recordCompetence: `mutation (${asked}, ${dated}, $categories: [String!]!) {
    changed: recordCompetence(${passed}, ${datedPassed}, categories: $categories) ${answered} }`,
  recordLackOfCapacity: `mutation (${asked}, ${dated}, $decision: String!) {
    changed: recordLackOfCapacity(${passed}, ${datedPassed}, decision: $decision) ${answered} }`,
  endAssessment: `mutation (${asked}, $assessmentId: ID!) { changed: endAssessment(${passed}, assessmentId: $assessmentId) ${answered} }`,
  contestAssessment: `mutation (${asked}, $assessmentId: ID!) { changed: contestAssessment(${passed}, assessmentId: $assessmentId) ${answered} }`,
};

/** A ground that says enough. */
export const ground = "Talked it over three times; could say what would follow from either answer";

/** Which decision somebody cannot make. */
const decision = "With whom the school may share what a clinic writes";

/** Asks for a change to an assessment as a client does. One is of today and holds for half a year unless it says otherwise. */
export function askToAssess(
  world: ChangesWorld,
  person: Person,
  change: keyof typeof mutations,
  childId: string,
  more: Readonly<Record<string, unknown>> = {},
): Promise<Answered> {
  const today = world.now().toISOString().slice(0, 10);
  const until = new Date(world.now().getTime() + 180 * 86_400_000).toISOString().slice(0, 10);
  const recording = { assessedOn: today, until, ...(change === "recordLackOfCapacity" ? { decision } : {}) };
  const begins = change === "recordCompetence" || change === "recordLackOfCapacity";
  return world.ask(person, mutations[change], { childId, ground, idempotencyKey: newKey(), ...(begins ? recording : {}), ...more });
}

/** Makes a change that must be made, and hands back the assessment's id. */
export async function assessed(...asking: Parameters<typeof askToAssess>): Promise<string> {
  const { data, codes, result } = await askToAssess(...asking);
  if (codes.length > 0) throw new Error(`${asking[2]}: ${JSON.stringify(result.errors)}`);
  return data.changed.id;
}
