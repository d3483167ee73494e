import { createConfining } from "../../gateway/confining/create-confining.ts";
import { readSupergraph } from "../../gateway/supergraph.ts";
import { readCategories } from "../../policies/index.ts";
import { namesOf } from "../../trust/refusal-words.ts";
import { childCalled, type Decided, issue, makeKey } from "../permits/permit-maker.ts";

/** The composed schema. */
export const supergraph = readSupergraph("supergraph.graphql").document;

/** How categories and agencies are called. */
const names = namesOf(readCategories("policies"), (agency) => agency);

/** How answers are taken, by the name of the service. */
export const confiningOf = createConfining(supergraph, "partnership", names);

/** How answers of health are taken. */
export const health = confiningOf("health");

/** What the permit of these tests says: therapies in part, mental health and appointments not; it does not name immunisations. */
const said: Decided = {
  rules: [
    ["read", "health.held"],
    ["read", "health.gp"],
    ["read", "health.allergies"],
    ["read", "health.therapies", { aboutOther: false }],
  ],
  withheld: {
    "health.mental-health": { reason: "NO_CONSENT", rules: ["camhs-reads-mental-health"] },
    "health.appointments": { reason: "ROLE", rules: [] },
  },
  inPart: { "health.therapies": ["therapists-read-therapies"] },
};

/** Permits as the gateway has them of the partnership, one for each child. */
export async function permitsFor(children: number, more: Decided = {}): Promise<string[]> {
  return issue(
    await makeKey(),
    Array.from({ length: children }, () => childCalled("9990000001", { ...said, ...more })),
  );
}

/** A fetch as the query planner sends it to health. */
export function fetchOf(selection: string, permits: readonly string[], variables: Record<string, unknown> = {}) {
  return {
    query: `query($representations:[_Any!]!,$some:Boolean=true,$size:Int=50){_entities(representations:$representations){...on Child{${selection}}}}`,
    variables: { ...variables, representations: permits.map((healthPermit) => ({ __typename: "Child", healthPermit })) },
  };
}

/** An answer as the gateway reads it. */
export function answerOf(entities: unknown, errors?: unknown): string {
  return JSON.stringify({ data: { _entities: entities }, ...(errors === undefined ? {} : { errors }) });
}

/** A notice that something is withheld, as a subgraph gives it. */
export function notice(path: unknown, more: Record<string, unknown> = {}) {
  const extensions = {
    code: "WITHHELD",
    category: "health.gp",
    reason: "NO_CONSENT",
    remedy: "Call this number.",
    extent: "WHOLE",
    ...more,
  };
  return { message: "Call this number.", path, extensions: { rules: ["call-this-number"], policy: null, ...extensions } };
}
