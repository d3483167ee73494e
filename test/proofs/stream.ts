import { randomUUID } from "node:crypto";

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

const give = (child: string) => `mutation ($key: String!) { giveConsent(childId: "${child}", purpose: FAMILY_ACCESS, idempotencyKey: $key,
  categories: ["health.gp", "health.conditions"], recipients: [{ agency: "education" }], purposes: [DIRECT_SUPPORT]) { id } }`;
const nameLead = (
  practitioner: string,
) => `mutation ($key: String!) { nameLead(childId: "CV-1001", purpose: DIRECT_SUPPORT, idempotencyKey: $key,
  practitionerId: "${practitioner}") { id } }`;
const breakGlass = `mutation ($key: String!) { breakGlass(childId: "CV-1001", purpose: SAFEGUARDING, idempotencyKey: $key, basis: SAFEGUARDING,
  reason: "Maya came to school with an injury that nobody there can explain.") { id } }`;

const kinds = [
  { person: "parent", mutation: give("CV-1001") },
  { person: "novak-mother", mutation: give("CV-1003") },
  { person: "social-worker", mutation: breakGlass },
  // Whoever leads hands over to the other; the other is refused.
  { person: "lead", mutation: nameLead("joanne.fry") },
  { person: "social-worker", mutation: nameLead("fiona.grant") },
];

/** Several clients ask for changes without a pause, each waiting for its own answers, until the first answer that does not come. */
export async function stream(ask: Ask): Promise<Streamed> {
  const answered = new Map<Asked, string>();
  const open: Asked[] = [];
  await Promise.all(
    kinds.map(async (kind) => {
      while (open.length === 0) {
        const asked = { key: randomUUID(), ...kind };
        try {
          const id = await ask(asked);
          if (id !== undefined) answered.set(asked, id);
        } catch {
          open.push(asked);
        }
      }
    }),
  );
  return { answered, open };
}
