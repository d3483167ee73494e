import { randomBytes } from "node:crypto";
import type { CrashingSystem } from "./crashing-system.ts";
import type { Ask } from "./stream.ts";

/** An answer that a client received: the name of its operation, which no other has, and which services it came from. */
export interface Received {
  readonly name: string;
  readonly from: readonly string[];
}

interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[];
}

// One field of each agency, so that none answers without a decision and a record.
const view = `query { child(id: "CV-1001", purpose: DIRECT_SUPPORT) { givenNames
  education { held attendance { totalCount } } health { held allergies { totalCount } } socialCare { held status { open } } } }`;
const agencies = { education: "education", health: "health", socialCare: "social-care" } as const;

/** What is said where nobody knows what became of a change, or where the change is made and cannot be told: it is asked for again. */
const unanswered = ["AGENCY_UNAVAILABLE", "AUDIT_UNAVAILABLE", "CHANGE_MADE_UNREAD", "DEADLINE_PASSED", "OUTCOME_UNKNOWN"];

/** Ways to ask a system's gateway, of which each notes in `received` what was answered. */
export function asking(system: CrashingSystem, received: Received[]) {
  const ask: Ask = async ({ person, mutation, key }) => {
    const { name, answer } = await send(person, mutation, { key });
    const id = idIn(answer);
    if (id === undefined && answer.errors?.some(({ extensions }) => unanswered.includes(extensions?.code ?? "INTERNAL")))
      throw new Error("nobody knows whether it was made");
    received.push({ name, from: id === undefined ? ["gateway"] : ["gateway", "partnership"] });
    return id;
  };
  /** Reads a view of a child that each agency has a part in. Throws if no answer comes. */
  async function read(person: string): Promise<void> {
    const { name, answer } = await send(person, view, {});
    const child = answer.data?.["child"] as Record<string, unknown> | null | undefined;
    const shown = Object.entries(agencies).flatMap(([field, service]) => (child?.[field] ? [service] : []));
    received.push({ name, from: ["gateway", ...(child ? ["partnership"] : []), ...shown] });
  }
  /** Reads on until no answer comes, or `stopped` says so. */
  async function readOn(person: string, stopped: () => boolean): Promise<void> {
    try {
      while (!stopped()) await read(person);
    } catch {
      // The gateway is gone.
    }
  }
  return { ask, read, readOn };

  async function send(person: string, query: string, variables: object): Promise<{ name: string; answer: Answer }> {
    const name = `N${randomBytes(16).toString("hex")}`;
    const response = await fetch(`${system.gateway}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${await system.token(person)}` },
      body: JSON.stringify({ query: query.replace(/^\w+/, (type) => `${type} ${name}`), operationName: name, variables }),
    });
    return { name, answer: (await response.json()) as Answer };
  }
}

function idIn({ data }: Answer): string | undefined {
  return (Object.values(data ?? {})[0] as { id: string } | null | undefined)?.id;
}
