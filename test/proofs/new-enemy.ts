import { randomUUID } from "node:crypto";
import type { Replicas } from "./replicas.ts";

/** One read of a SENCO: when it was sent, and whether it saw any of the child's therapies. */
interface Read {
  readonly sent: number;
  readonly saw: boolean;
}

/** What came of it. */
export interface Finding {
  /** Reads that were sent after the withdrawal had been answered. */
  readonly readsAfter: number;
  /** How many of those saw something. */
  readonly sawAfter: number;
  /** Reads that saw something while they could: else nothing would be proved. */
  readonly sawBefore: number;
}

interface Therapies {
  readonly child: { readonly health: { readonly therapies: object | null } | null } | null;
}

const readers = 12;
const read = '{ child(id: "CV-1001", purpose: DIRECT_SUPPORT) { health { therapies { nodes { summary } } } } }';
const give = `mutation ($key: String!) { giveConsent(childId: "CV-1001", purpose: FAMILY_ACCESS, idempotencyKey: $key, categories: ["health.therapies"],
  recipients: [{ agency: "education" }], purposes: [DIRECT_SUPPORT]) { id } }`;
const withdraw = `mutation ($key: String!, $consent: ID!) {
  withdrawConsent(childId: "CV-1001", purpose: FAMILY_ACCESS, idempotencyKey: $key, consentId: $consent) { id } }`;

/**
 * Rounds of: share Maya's therapies with her school, let the SENCO read on both gateways without a pause, withdraw through one gateway, and as soon as that is answered
 * add a record behind the services' backs; then read on. ("New enemy" is what Zanzibar, USENIX ATC 2019, calls a reader who is judged by an older list than the record.)
 */
export async function withdrawAndAdd(replicas: Replicas, rounds: number, readsAfterEach: number): Promise<Finding> {
  const [mother, senco] = [await replicas.token("parent"), await replicas.token("senco")];
  const finding = { readsAfter: 0, sawAfter: 0, sawBefore: 0 };
  for (let round = 0; round < rounds; round++) {
    const [here = "", there = ""] = round % 2 === 0 ? replicas.gateways : replicas.gateways.toReversed();
    const consent = await change(here, mother, give, { key: randomUUID() });
    const reading = startReading(replicas.gateways, senco);
    await reading.until((reads) => reads.filter(({ saw }) => saw).length >= readers);
    await change(there, mother, withdraw, { key: randomUUID(), consent });
    const answered = performance.now();
    await addRecord(replicas, `new-enemy-${String(round)}`);
    await reading.until((reads) => reads.filter(({ sent }) => sent > answered).length >= readsAfterEach);
    const reads = await reading.stop();
    const after = reads.filter(({ sent }) => sent > answered);
    finding.readsAfter += after.length;
    finding.sawAfter += after.filter(({ saw }) => saw).length;
    finding.sawBefore += reads.length - after.length;
  }
  return finding;
}

/** Reads from both gateways in turn, as fast as they answer. */
function startReading(gateways: readonly string[], token: string) {
  const reads: Read[] = [];
  let stopped = false;
  const loop = async (start: number): Promise<void> => {
    for (let turn = start; !stopped; turn++) {
      const sent = performance.now();
      const { data } = await ask<Therapies>(gateways[turn % 2] ?? "", token, read, {});
      // Nothing but the consent may stand between the SENCO and the record, or a failure would pass for a refusal.
      const health = data?.child?.health;
      if (!health) throw new Error("a read was not answered");
      reads.push({ sent, saw: health.therapies !== null });
    }
  };
  const loops = Promise.all(Array.from({ length: readers }, (_, start) => loop(start)));
  loops.catch(() => (stopped = true));
  return {
    async until(enough: (reads: readonly Read[]) => boolean): Promise<void> {
      while (!stopped && !enough(reads)) await new Promise((resolve) => setTimeout(resolve, 5));
      if (stopped) await loops;
    },
    async stop(): Promise<readonly Read[]> {
      stopped = true;
      await loops;
      return reads;
    },
  };
}

async function change(gateway: string, token: string, query: string, variables: object): Promise<string> {
  const { data, errors } = await ask<Record<string, { id: string } | null>>(gateway, token, query, variables);
  const [changed] = Object.values(data ?? {});
  if (!changed) throw new Error(`not changed: ${JSON.stringify(errors)}`);
  return changed.id;
}

async function ask<Data>(gateway: string, token: string, query: string, variables: object) {
  const response = await fetch(`${gateway}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as { data?: Data; errors?: unknown };
}

async function addRecord({ health }: Replicas, id: string): Promise<void> {
  const { rows } = await health.query<Record<string, unknown>>("SELECT * FROM therapy_programme WHERE child = '9990001073' LIMIT 1");
  const row = { ...rows[0], id, summary: id };
  const columns = Object.keys(row);
  const values = Object.values(row).map((value) => (isJson(value) ? JSON.stringify(value) : value));
  const places = columns.map((_, place) => `$${String(place + 1)}`).join(", ");
  await health.query(`INSERT INTO therapy_programme (${columns.map((name) => `"${name}"`).join(", ")}) VALUES (${places})`, values);
}

function isJson(value: unknown): boolean {
  return typeof value === "object" && value !== null && !(value instanceof Date);
}
