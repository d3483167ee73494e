import { createHash, createPrivateKey, generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { openSigned, readKeys } from "../../../audit/note.ts";
import { cosign, openCheckpoint, signCheckpoint, whyNotWitnessed } from "../../../service/audit/checkpoint.ts";
import {
  keyOf,
  type NoteKey,
  type NoteSigner,
  openNote,
  readVerifierKey,
  signatureLine,
  signatureTypes,
  verifierKey,
} from "../../../service/audit/note.ts";
import { consistencyPath, GrowingTree, leafHash } from "../../../service/audit/tree.ts";
import { runs } from "../../runs.ts";

// c2sp.org/signed-note, "Verifier keys".
const exampleKey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
const exampleNote = `This is an example message.

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
`;
// golang.org/x/mod/sumdb/note, in its documentation: the seed of its private key is public.
const peterKey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const peterSeed = Buffer.from("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz", "base64").subarray(1);
const peterNote = `If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`;
// A checkpoint of a public log, as the witnesses of the transparency.dev network cosigned it: lines of types and keys unknown to us among them.
const publicCheckpoint = `arche2025h1.staging.ct.transparency.dev
1432088532
U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=

— arche2025h1.staging.ct.transparency.dev zTM8sQAAAZ5W0WdjBAMARjBEAiBjW5IQf9pvsYLfQFX6hoGREPMHbdQ3urbllzalApkptQIgIpwtEroeW2BXaHAI4kJXFbon5Ch9MNL5zRNZ55lvGt0=
— arche2025h1.staging.ct.transparency.dev ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27lefwhUkzbC3NygNI75MdhL1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=
— transparency.dev/DEV:witness-little-garden 2AQqhwAAAABqEiEgzgFIqqhbUoDwjMWE6UP8nd8/KYTzwZ2rhIgcqoXHAwVkjZr4AscylP3v7sEodkRAErumC2q44vdgJY096st5BQ==
— witness1.smartit.nu/witness1 pIyCDwAAAABqEiEghIp82KWebrw7/oHQwlTAm3g2RKS4+eebl8eO0WH+/iEcxZ75W3u5hNI7TOQtmJbqmNWVuE0tgh0XwzdZsDsUAQ==
— remora.n621.de 2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXTynk5XeU/zZ0WBxtqB0DrAWfBw==
— witness.stagemole.eu Z/euoAAAAABqEiEgw0i+7g2ENfDAWHmtRzCfKTHSDwYDJA2NmKeGi9Y8FtEyOUvVr+AJmIY/2TUFucgKi7lI7cUiOvKFYe/TmN9DAg==
`;
const publicLog = "arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f";
const publicWitnesses = [
  "transparency.dev/DEV:witness-little-garden+d8042a87+BCtusOxINQNUTN5Oj8HObRkh2yHf/MwYaGX4CPdiVEPM",
  "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2",
  "witness1.smartit.nu/witness1+a48c820f+BPSFWg9G6KPiO7QPryYO5Xq4oYJJ+kAvLKLSimDhoxMO",
  "witness.stagemole.eu+67f7aea0+BEqSG3yu9YrmcM3BHvQYTxwFj3uSWakQepafafpUqklv",
];

function keyIn(line: string): NoteKey {
  const key = readVerifierKey(line);
  if (key === undefined) throw new Error(line);
  return key;
}

const newSigner = (name: string): NoteSigner => ({ name, privateKey: generateKeyPairSync("ed25519").privateKey });
const at = new Date("2026-03-02T09:00:00.900Z");

describe("notes are those of C2SP", () => {
  test("its keys are read, and written as they were", () => {
    for (const line of [exampleKey, peterKey, publicLog, ...publicWitnesses]) expect(verifierKey(keyIn(line))).toBe(line);
    for (const line of [exampleKey.replace("530d903a", "530d903b"), exampleKey.slice(1), `${exampleKey}A`, "example.com/foo", ""])
      expect(readVerifierKey(line)).toBeUndefined();
  });

  test("its notes open, and a note of ours has the very bytes of another program's", () => {
    expect(openNote(exampleNote, [keyIn(exampleKey)])?.text).toBe("This is an example message.\n");
    const { text = "" } = openNote(peterNote, [keyIn(peterKey)]) ?? {};
    const pkcs8 = Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), peterSeed]);
    const peter = { name: "PeterNeumann", privateKey: createPrivateKey({ key: pkcs8, format: "der", type: "pkcs8" }) };
    expect(`${text}\n${signatureLine(peter, text)}`).toBe(peterNote);
  });

  test("a public log's checkpoint opens with all its witnesses, for the service and for the verifier", () => {
    const opened = openCheckpoint(publicCheckpoint, keyIn(publicLog), publicWitnesses.map(keyIn));
    expect(opened).toMatchObject({ origin: "arche2025h1.staging.ct.transparency.dev", size: 1_432_088_532 });
    expect(opened?.held.map(({ key, time }) => [key.name.split("/")[0], time])).toEqual([
      ["arche2025h1.staging.ct.transparency.dev", undefined],
      ...["transparency.dev", "witness1.smartit.nu", "remora.n621.de", "witness.stagemole.eu"].map((name) => [name, 1_779_573_024]),
    ]);
    const signed = openSigned(
      publicCheckpoint,
      "arche2025h1.staging.ct.transparency.dev",
      readKeys([publicLog, ...publicWitnesses].join("\n")),
    );
    expect(signed).toMatchObject({ size: 1_432_088_532, time: undefined });
    expect(typeof signed === "string" ? signed : signed.witnesses.map(({ time }) => time)).toEqual([1, 2, 3, 4].map(() => 1_779_573_024));
  });

  test("not without the log's own signature, and not with another's under its name", () => {
    expect(openCheckpoint(publicCheckpoint, keyIn(exampleKey), publicWitnesses.map(keyIn))).toBeUndefined();
    const impostor = keyOf(newSigner("arche2025h1.staging.ct.transparency.dev"), signatureTypes.plain);
    expect(openCheckpoint(publicCheckpoint, impostor, publicWitnesses.map(keyIn))).toBeUndefined();
  });

  test("not where what is said to be a known witness's signature does not hold, whoever else has signed", () => {
    const [log, witness] = [newSigner("childview/health/1"), newSigner("childview/education/1")];
    const [note, other] = [1, 2].map((size) => signCheckpoint(log, { size, root: createHash("sha256").digest() }, at));
    const [key, seen] = [keyOf(log, signatureTypes.plain), keyOf(witness, signatureTypes.cosignature)];
    const misplaced = `${note ?? ""}${cosign(witness, other ?? "", at).slice(other?.length)}`;
    expect(openCheckpoint(misplaced, key)).toBeDefined();
    expect(openCheckpoint(misplaced, key, [seen])).toBeUndefined();
    expect(openSigned(misplaced, log.name, readKeys(`${verifierKey(key)}\n${verifierKey(seen)}`))).toBe(
      "has a signature of childview/education/1 that does not hold",
    );
  });

  test("no change of any character is passed over", () => {
    const log = newSigner("childview/health/1");
    const note = cosign(newSigner("childview/education/1"), signCheckpoint(log, { size: 7, root: createHash("sha256").digest() }, at), at);
    const key = keyOf(log, signatureTypes.plain);
    const keys = readKeys(verifierKey(key));
    const ends = note.indexOf("— childview/education");
    expect(openCheckpoint(note, key)).toBeDefined();
    fc.assert(
      fc.property(fc.nat({ max: ends - 2 }), fc.constantFrom("A", "b", "0", "+", "\n", " ", "—"), (place, other) => {
        fc.pre(note[place] !== other);
        const changed = note.slice(0, place) + other + note.slice(place + 1);
        expect(openCheckpoint(changed, key)?.held.length ?? 0).toBeLessThan(2);
        const signed = openSigned(changed, log.name, keys);
        // Whatever is left after a signature line became that of nobody who is known, it says what the log said.
        if (typeof signed !== "string") expect([signed.size, signed.root]).toEqual([7, createHash("sha256").digest()]);
        const opened = openCheckpoint(changed, key);
        if (opened !== undefined) expect([opened.size, opened.root]).toEqual([7, createHash("sha256").digest()]);
      }),
      { numRuns: runs(500) },
    );
  });
});

describe("a checkpoint of ours", () => {
  test("says when it was signed, so that two of a log to which nothing was added are not the same", () => {
    const [log, head] = [newSigner("childview/health/1"), { size: 0, root: new GrowingTree().root() }];
    const [one, later] = [signCheckpoint(log, head, at), signCheckpoint(log, head, new Date(at.getTime() + 60_000))];
    expect(one).not.toBe(later);
    const opened = openCheckpoint(later, keyOf(log, signatureTypes.plain));
    expect(opened?.held.map(({ key, time }) => [key.type, time])).toEqual([
      [1, undefined],
      [4, 1_772_442_060],
    ]);
  });

  test("is refused by a name with a space, which could be read in two ways", () => {
    expect(() => signCheckpoint(newSigner("a log"), { size: 0, root: Buffer.alloc(32) }, at)).toThrow(RangeError);
  });
});

describe("a witness", () => {
  const entries = Array.from({ length: 40 }, (_, index) => leafHash(Buffer.from([index])));
  const headOf = (leaves: readonly Buffer[]) => {
    const tree = new GrowingTree();
    for (const leaf of leaves) tree.add(leaf);
    return { origin: "a", size: tree.size, root: tree.root() };
  };
  const proofOf = (older: number, leaves: readonly Buffer[]) =>
    consistencyPath(older, leaves.length).map(({ from, to }) => headOf(leaves.slice(from, to)).root);

  test("signs what goes on from what it saw, and nothing else", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), fc.nat(), (one, other, changed) => {
        const [older, newer] = [Math.min(one, other), Math.max(one, other)];
        const [was, is] = [entries.slice(0, older), entries.slice(0, newer)];
        const [seen, offered, proof] = [headOf(was), headOf(is), proofOf(older, is)];
        expect(whyNotWitnessed(seen, offered, proof)).toBeUndefined();
        expect(whyNotWitnessed(seen, { ...offered, origin: "b" }, proof)).toBe("OTHER_LOG");
        if (older < newer) expect(whyNotWitnessed(offered, seen, [])).toBe("SMALLER");
        // One entry that was seen is another by now, and the proof is that of the new history.
        const rewritten = is.map((leaf, index) => (index === changed % older ? leafHash(leaf) : leaf));
        const refused = whyNotWitnessed(seen, headOf(rewritten), proofOf(older, rewritten));
        // A tree that is a whole subtree of the newer one is not in the proof, so nothing shows that it is another.
        const refusal = Number.isInteger(Math.log2(older)) ? "NOT_SHOWN" : "NOT_CONSISTENT";
        expect(refused).toBe(older === newer ? "OTHER_ROOT" : refusal);
      }),
      { numRuns: runs(300) },
    );
  });

  test("signs the first that it sees of a log", () => {
    expect(whyNotWitnessed(undefined, headOf(entries), [])).toBeUndefined();
  });
});
