import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";

/** A change that was asked for. */
export interface Asked {
  readonly key: string;
  readonly person: string;
  readonly mutation: string;
}

/** What became of the changes of one stream. */
export interface Streamed {
  /** Those that were answered, with the id that came of each. */
  readonly answered: ReadonlyMap<Asked, string>;
  /** Those whose answer never came. */
  readonly open: readonly Asked[];
}

/** Asks the partnership, with a key, for one change; answers its id, or undefined where it refused. Throws if no answer came. */
export type Ask = (asked: Asked) => Promise<string | undefined>;

const word = (mutation: "giveConsent" | "refuseConsent", child: string) => `mutation ($key: String!) {
  ${mutation}(childId: "${child}", purpose: FAMILY_ACCESS, idempotencyKey: $key,
  categories: ["health.gp", "health.conditions"], recipients: [{ agency: "education" }], purposes: [DIRECT_SUPPORT]) { id } }`;
const nameLead = (
  practitioner: string,
) => `mutation ($key: String!) { nameLead(childId: "CV-1001", purpose: DIRECT_SUPPORT, idempotencyKey: $key,
  practitionerId: "${practitioner}") { id } }`;
const breakGlass = `mutation ($key: String!) { breakGlass(childId: "CV-1001", purpose: SAFEGUARDING, idempotencyKey: $key, basis: SAFEGUARDING,
  reason: "Maya came to school with an injury that nobody there can explain.") { id } }`;
const revokeOverride = (override: string) =>
  `mutation ($key: String!) { revokeOverride(overrideId: "${override}", idempotencyKey: $key, reason: "It is explained.") { id } }`;

/** Makes the text of one change, from the id that came of the one before, if any. */
type Step = (last: string | undefined) => string | undefined;

/** One client: what it asks for in one stream, in turn. So little that what one person may do to one child in a year (decision 31) lasts for all kills. */
interface Client {
  readonly person: string;
  readonly steps: readonly Step[];
}

const says = (person: string, child: string): Client => ({
  person,
  steps: (["giveConsent", "refuseConsent", "refuseConsent", "refuseConsent"] as const).map((mutation) => () => word(mutation, child)),
});

const clients: readonly Client[] = [
  says("parent", "CV-1001"),
  says("parent", "CV-1002"),
  says("novak-mother", "CV-1003"),
  says("novak-father", "CV-1003"),
  says("young-person", "CV-1004"),
  // What is open already is only answered again, so it is closed.
  { person: "social-worker", steps: [() => breakGlass, (override) => (override === undefined ? undefined : revokeOverride(override))] },
  // Whoever leads hands over to the other; the other is refused.
  { person: "lead", steps: Array.from({ length: 2 }, () => () => nameLead("joanne.fry")) },
  { person: "social-worker", steps: Array.from({ length: 2 }, () => () => nameLead("fiona.grant")) },
];

/** The longest that a client waits before it asks again, in milliseconds: so that a kill comes in the middle. */
const longestPause = 200;

/** Several clients ask for changes, each waiting for its own answers, until each has asked for all or the first answer does not come. */
export async function stream(ask: Ask): Promise<Streamed> {
  const answered = new Map<Asked, string>();
  const open: Asked[] = [];
  await Promise.all(
    clients.map(async ({ person, steps }) => {
      let last: string | undefined;
      for (const step of steps) {
        const mutation = step(last);
        if (open.length > 0 || mutation === undefined) return;
        const asked = { key: randomUUID(), person, mutation };
        try {
          last = await ask(asked);
          if (last !== undefined) answered.set(asked, last);
        } catch {
          open.push(asked);
        }
        await wait(Math.random() * longestPause);
      }
    }),
  );
  return { answered, open };
}
