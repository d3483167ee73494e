/** A checkpoint as it is offered to a witness (c2sp.org/tlog-witness, add-checkpoint): from which size on, the proof, and the note. */
export interface Offer {
  readonly old: number;
  readonly proof: readonly Buffer[];
  readonly note: string;
}

/** Writes the body of `add-checkpoint`. */
export function writeOffer({ old, proof, note }: Offer): string {
  return `old ${String(old)}\n${proof.map((hash) => `${hash.toString("base64")}\n`).join("")}\n${note}`;
}

/** Reads such a body; undefined if it is none. The note is not opened. */
export function readOffer(body: string): Offer | undefined {
  const [, old, proof = "", note] = /^old (0|[1-9][0-9]{0,14})\n((?:[A-Za-z0-9+/]{43}=\n){0,63})\n([^]+)$/.exec(body) ?? [];
  if (old === undefined || note === undefined) return undefined;
  const hashes = proof.split("\n").slice(0, -1);
  return { old: Number(old), proof: hashes.map((hash) => Buffer.from(hash, "base64")), note };
}

/** The service whose log an origin names: `childview/<service>/<number>`; undefined if it names none. */
export function serviceOf(origin: string): string | undefined {
  return /^childview\/([a-z0-9-]{1,64})\/[a-z0-9-]{1,64}$/.exec(origin)?.[1];
}
