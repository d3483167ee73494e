/** An operation of the greedy caller, Maya's mother: as much of one kind as one operation may ask. */
export interface Greed {
  readonly title: string;
  readonly body: () => object;
}

const many = (count: number, one: (at: number) => string): string => Array.from({ length: count }, (_, at) => one(at)).join(" ");
const maya = (selection: string): string => `child(id: "CV-1001", purpose: FAMILY_ACCESS) { ${selection} }`;

/** The dearest that are allowed, of each kind: what asks the agencies most, what the partnership decides longest about, and what changes. */
export const greeds: readonly Greed[] = [
  {
    title: "forty places at which an agency is asked",
    body: () => ({
      query: `{ ${many(20, (at) => `a${at}: ${maya("health { held conditions { nodes { code { label } } } } socialCare { held }")}`)} }`,
    }),
  },
  {
    title: "what every consent changes, six times over",
    body: () => ({ query: `{ ${maya(many(6, (at) => `a${at}: consents(first: 50) { nodes { id effects { sentence } } }`))} }` }),
  },
  {
    title: "who can see what, forty times over",
    body: () => ({
      query: `{ ${maya(many(20, (at) => `a${at}: sharing { team(first: 5) { nodes { name } } family(first: 5) { nodes { name } } }`))} }`,
    }),
  },
  {
    title: "a change, asked again, with what every consent changes",
    body: () => ({
      query: `mutation ($key: String!) { giveConsent(childId: "CV-1001", purpose: FAMILY_ACCESS, idempotencyKey: $key, categories: ["health.therapies"],
        recipients: [{ agency: "education" }], purposes: [DIRECT_SUPPORT]) { id child { consents { nodes { effects { sentence } } } } } }`,
      variables: { key: "always-the-same" },
    }),
  },
];
