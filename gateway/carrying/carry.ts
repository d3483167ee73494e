import type { Party } from "../../service/witness/party.ts";

/** Each service as a log and a witness, by name. */
export type Parties = ReadonlyMap<string, Party>;

/** What one round of carrying needs besides. */
export interface Carrying {
  readonly parties: Parties;
  /** By log and witness, how many entries the witness has seen: kept from round to round, and asked for where it is not so. */
  readonly seen: Map<string, number>;
  /** Is told what could not be carried, and why. */
  readonly notCarried: (log: string, witness: string, why: unknown) => void;
  /** Aborted when no more is to be carried. */
  readonly signal: AbortSignal;
}

/**
 * Carries each log's newest checkpoint to every other service, which witnesses it or does not, and brings the log their cosignatures. Whoever carries is believed nothing: all of it is signed. Never throws; a
 * service that does not answer is left out until the next round.
 */
export async function carryOnce(carrying: Carrying): Promise<void> {
  const { parties, notCarried, signal } = carrying;
  const brought = new Map<string, string[]>();
  for (const log of parties.keys())
    for (const witness of parties.keys()) {
      if (log === witness || signal.aborted) continue;
      try {
        const { note, line } = await carry(carrying, log, witness);
        brought.set(note, [...(brought.get(note) ?? [log]), line]);
      } catch (why) {
        notCarried(log, witness, why);
      }
    }
  // Only now each knows the keys of all.
  for (const [note, [log = "", ...lines]] of brought) {
    if (signal.aborted) return;
    await parties
      .get(log)
      ?.addCosignatures(`${note.slice(0, note.lastIndexOf("\n\n"))}\n\n${lines.join("")}`)
      .catch((why: unknown) => notCarried(log, log, why));
  }
}

async function carry({ parties, seen }: Carrying, log: string, witness: string): Promise<{ note: string; line: string }> {
  const [from, to] = [parties.get(log), parties.get(witness)];
  if (from === undefined || to === undefined) throw new Error("there is no such service");
  const pair = `${log} ${witness}`;
  // It may not know the log yet, and then have seen more or less of it than was thought.
  for (let attempt = 0; attempt < 3; attempt++) {
    const offered = await from.offer(seen.get(pair) ?? 0);
    if (offered.status !== 200) throw new Error(`${log} offers no checkpoint: ${String(offered.status)}`);
    const { status, body } = await to.addCheckpoint(offered.body);
    const note = offered.body.slice(offered.body.indexOf("\n\n") + 2);
    if (status === 200) {
      seen.set(pair, Number(note.split("\n")[1]));
      return { note, line: body };
    }
    if (status === 404) await to.addKey((await from.key()).body);
    else if (status === 409 && /^\d+\n$/.test(body) && Number(body) !== (seen.get(pair) ?? 0)) seen.set(pair, Number(body));
    else throw new Error(`${witness} does not witness the log of ${log}: ${String(status)} ${body.trim().slice(0, 100)}`);
  }
  throw new Error(`${witness} does not take what it asked for`);
}
