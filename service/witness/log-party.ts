import type { DataSource } from "typeorm";
import { checkpointAt, lastCheckpoint } from "../audit/checkpoints.ts";
import { type NoteSigner, openNote, verifierKey } from "../audit/note.ts";
import { firstSignedBeyond } from "../audit/witnessed.ts";
import { logKeyOf } from "../audit/signing-key.ts";
import { consistencyProof } from "../audit/subtrees.ts";
import { serviceOf, writeOffer } from "./offer.ts";
import type { Party, Told } from "./party.ts";
import { Witness, type WitnessParts } from "./witness.ts";

/** A service as a log and as a witness, by its database. Throws what the database throws, and AUDIT_INCONSISTENT of its own log. */
export function openParty(parts: WitnessParts): Party {
  const { database, signer } = parts;
  const witness = new Witness(parts);
  return {
    key: () => Promise.resolve({ status: 200, body: `${verifierKey(logKeyOf(signer))}\n` }),
    offer: (old) => offerFrom(database, signer, old),
    addKey: (line) => witness.addKey(line),
    addCheckpoint: (offer) => witness.addCheckpoint(offer),
    addCosignatures: (note) => keepCosignatures(parts, note),
  };
}

async function offerFrom(database: DataSource, signer: NoteSigner, old: number): Promise<Told> {
  const last = await lastCheckpoint(database, signer);
  if (last === undefined) return { status: 404, body: "nothing is signed yet\n" };
  const { size } = last.tree;
  // From more entries than there are no proof leads; it is offered all the same, since who has seen more is to notice.
  const proof = old === 0 || old >= size ? [] : await consistencyProof(database, old, size);
  return { status: 200, body: writeOffer({ old, proof, note: last.note }) };
}

async function keepCosignatures({ database, signer, known, watch, clock }: WitnessParts, note: string): Promise<Told> {
  const [text = "", lines = ""] = note.split("\n\n");
  const size = /^[^\n]+\n(0|[1-9][0-9]{0,14})\n/.exec(text)?.[1];
  const own = size === undefined ? undefined : await checkpointAt(database, Number(size), signer);
  if (size === undefined || own?.note.split("\n\n")[0] !== text) return { status: 404, body: "this is no checkpoint of this log\n" };
  const keys = await known.witnesses(database);
  for (const line of lines.split("\n").slice(0, -1)) {
    const held = openNote(`${text}\n\n${line}\n`, keys)?.held[0];
    if (held === undefined) continue;
    await database.query("INSERT INTO audit_cosignature (size, witness, line, made_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING", [
      size,
      held.key.name,
      `${line}\n`,
      clock(),
    ]);
    // Who signs now what the log held long ago has witnessed it up to then.
    const outgrown = await firstSignedBeyond(database, Number(size));
    const signedAt = (held.time ?? 0) * 1000;
    watch.signed(serviceOf(held.key.name) ?? "", new Date(Math.min(signedAt, outgrown?.getTime() ?? signedAt)));
  }
  return { status: 200, body: "" };
}
