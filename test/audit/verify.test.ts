import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { inWords } from "../../audit/words.ts";
import { canonical, type Json } from "../../service/audit/canonical.ts";
import { cosign, signCheckpoint } from "../../service/audit/checkpoint.ts";
import { keyOf, type NoteSigner, signatureTypes, verifierKey } from "../../service/audit/note.ts";
import { GrowingTree, leafHash } from "../../service/audit/tree.ts";
import { type MadeLog, makeLog, someEntries, verdictOf } from "./made-log.ts";

let log: MadeLog;
let lines: string[];
let key: string;
const notes: string[] = [];

// Twelve entries, signed when there were 3, three times when there were 8, and at the end.
beforeAll(async () => {
  log = await makeLog();
  await log.append(someEntries(3));
  notes.push(await log.sign());
  await log.append(someEntries(5, 3));
  notes.push(await log.sign(), await log.sign(), await log.sign());
  await log.append(someEntries(4, 8));
  notes.push(await log.sign());
  [lines, key] = [await log.lines(), await log.key()];
}, 120_000);
afterAll(() => log.close());

interface Line {
  entry: { at: string; commitments: Record<string, string>; facts: Record<string, Json>; kind: string };
  index: number;
  leaf: string;
  personal: Record<string, { salt: string; value: Json } | { erased: number }>;
}

const isEntry = (line: string): boolean => line.startsWith('{"entry"');
const place = (index: number): number => lines.findIndex((line) => line.includes(`"index":${String(index)},`));
const read = (index: number): Line => JSON.parse(lines[place(index)] ?? "");
const write = (line: Line): string => canonical(line as unknown as Json);
/** As it would be had somebody changed the hash with the entry, as who can write to the database does. */
const rehashed = (line: Line): Line => ({ ...line, leaf: leafHash(Buffer.from(canonical(line.entry))).toString("base64") });

/** The export with one entry told otherwise. */
function changed(index: number, change: (line: Line) => Line): string[] {
  return lines.map((line, at) => (at === place(index) ? write(change(read(index))) : line));
}

/** The indexes of all entries made good, as who covers up would. */
function renumbered(others: readonly string[]): string[] {
  let next = 0;
  const numbered = others.map((line) => (isEntry(line) ? line.replace(/"index":\d+,/, () => `"index":${String(next++)},`) : line));
  return [...numbered.slice(0, -1), canonical({ end: { size: next } })];
}

const wrongs = (others: readonly string[], kept: readonly string[] = [], keys = key) =>
  verdictOf(others, keys, kept).findings.map(({ wrong, entries }) => [wrong, entries]);
const says = (others: readonly string[], kept: readonly string[] = [], keys = key) => inWords(verdictOf(others, keys, kept));

test("a log that nobody touched holds, and it is said what it is and from which older checkpoints it goes on", () => {
  expect(says(lines, [notes[0] ?? "", notes[4] ?? ""])).toBe(
    [
      `This log holds: ${log.signer.name}, 12 entries, 4 checkpoints. The last was signed at 2026-03-02T09:05:00.000Z, as the log says.`,
      "It goes on from the 3 entries of kept-1.",
      "It goes on from the 12 entries of kept-2.",
      "",
    ].join("\n"),
  );
});

describe("an entry that was changed is found", () => {
  test("itself, where its hash was left", () => {
    const other = changed(5, (line) => ({ ...line, entry: { ...line.entry, facts: { ...line.entry.facts, outcome: "withheld" } } }));
    expect(wrongs(other)).toEqual([["CHANGED", [5, 5]]]);
    expect(says(other)).toContain("Entry 5 is not the one that was recorded: its text was changed.");
  });

  test("among those between two checkpoints, where its hash was changed with it", () => {
    const other = changed(5, (line) =>
      rehashed({ ...line, entry: { ...line.entry, facts: { ...line.entry.facts, outcome: "withheld" } } }),
    );
    expect(wrongs(other)).toEqual([["ROOT", [3, 7]]]);
    expect(says(other)).toContain("Entries 3 to 7: changed, removed, added or moved, or at least one of them was.");
  });

  test("and so is the first of several", () => {
    const other = changed(9, (line) => ({ ...line, entry: { ...line.entry, kind: "refusal" } })).map((line, at) =>
      at === place(1) ? write(rehashed({ ...read(1), entry: { ...read(1).entry, kind: "refusal" } })) : line,
    );
    expect(wrongs(other)).toEqual([["ROOT", [0, 2]]]);
  });
});

describe("a value that was changed is found", () => {
  const actor = (index: number) => read(index).personal["actor"] ?? { erased: 0 };

  test.each([
    ["itself", (line: Line): Line => ({ ...line, personal: { ...line.personal, actor: { ...actor(5), value: "somebody else" } } })],
    ["by its salt", (line: Line): Line => ({ ...line, personal: { ...line.personal, actor: { ...actor(4), value: "practitioner-5" } } })],
    ["under another name", (line: Line): Line => ({ ...line, personal: { actor: line.personal["child"] as never, child: actor(5) } })],
    [
      "taken from another entry",
      (line: Line): Line => ({ ...line, personal: { ...line.personal, child: read(6).personal["child"] as never } }),
    ],
    ["taken away", ({ personal: { child }, ...line }: Line): Line => ({ ...line, personal: { child: child as never } })],
    ["added", (line: Line): Line => ({ ...line, personal: { ...line.personal, reason: actor(5) } })],
    ["hidden as erased, by no entry", (line: Line): Line => ({ ...line, personal: { ...line.personal, actor: { erased: 99 } } })],
    [
      "hidden as erased, by an entry that erased nothing",
      (line: Line): Line => ({ ...line, personal: { ...line.personal, actor: { erased: 7 } } }),
    ],
    ["hidden as erased, by an older entry", (line: Line): Line => ({ ...line, personal: { ...line.personal, actor: { erased: 2 } } })],
  ])("%s", (how, change) => {
    const [first] = wrongs(changed(5, change));
    const where = how.endsWith("no entry") ? 99 : how.endsWith("nothing") ? 7 : 5;
    expect(first).toEqual([how.startsWith("hidden") ? "ERASURE" : "VALUE", [where, where]]);
  });
});

describe("an entry that was removed, added or moved is found", () => {
  const without = (index: number) => lines.filter((_, at) => at !== place(index));
  const twice = (index: number, at: number) => lines.toSpliced(place(at), 0, lines[place(index)] ?? "");
  const swapped = (one: number, other: number) =>
    lines.map((line, at) => (at === place(one) ? (lines[place(other)] ?? "") : at === place(other) ? (lines[place(one)] ?? "") : line));

  test("removed: itself, or among those between two checkpoints where the others were numbered anew", () => {
    expect(wrongs(without(5))).toEqual([["ORDER", [5, 5]]]);
    expect(says(without(5))).toContain("Entry 5 is missing: entry 6 comes next.");
    expect(wrongs(renumbered(without(5)))).toEqual([["CHECKPOINT", [3, 7]]]);
  });

  test("added", () => {
    expect(wrongs(twice(4, 7))).toEqual([["ORDER", [4, 7]]]);
    expect(says(twice(4, 7))).toContain("Entry 4 stands where entry 7 should: it was added, or stands in another place.");
    expect(wrongs(renumbered(twice(4, 7)))).toEqual([["CHECKPOINT", [3, 8]]]);
  });

  test("swapped with another", () => {
    expect(wrongs(swapped(4, 6))).toEqual([["ORDER", [4, 5]]]);
    expect(wrongs(renumbered(swapped(4, 6)))).toEqual([["ROOT", [3, 7]]]);
    // Across a checkpoint, the nearer side is told.
    expect(wrongs(renumbered(swapped(2, 9)))).toEqual([["ROOT", [0, 2]]]);
  });
});

describe("a tail that was cut off", () => {
  const cut = () => [...lines.slice(0, place(8)), canonical({ end: { size: 8 } })];

  test("is found against an older checkpoint", () => {
    expect(wrongs(cut(), [notes[4] ?? ""])).toEqual([["CUT", [8, 11]]]);
    expect(says(cut(), [notes[4] ?? ""])).toContain(
      "Entries 8 to 11 are missing: the log ends before, and the checkpoint in kept-1 counts 12.",
    );
  });

  test("is not found without, and that is said", () => {
    expect(wrongs(cut())).toEqual([]);
    expect(says(cut())).toContain("No older checkpoint was given, so it is not known whether others were shown the same log.");
  });

  test("is found where the export itself was cut, or goes on behind its end", () => {
    expect(says(lines.slice(0, -1))).toContain("The export is not whole: its last line, which says that this is all, is missing.");
    expect(wrongs([...lines, lines[place(3)] ?? ""])).toEqual([["UNREADABLE", undefined]]);
    expect(wrongs([...lines.slice(0, place(8)), lines.at(-1) ?? ""])).toEqual([["UNREADABLE", undefined]]);
  });

  test("what no checkpoint covers yet is said", () => {
    const unsigned = lines.filter((line) => line !== canonical({ checkpoint: notes[4] ?? "" }));
    expect(says(unsigned)).toContain("The last 4 entries are not signed yet: what is said of them nobody has to stand by.");
    expect(wrongs(lines.filter((line) => !line.startsWith('{"checkpoint"')))).toEqual([["NOTHING_SIGNED", undefined]]);
  });
});

/** A whole history of its own, of so many entries of another log, signed at the end by whoever is given. */
function historyOf(signer: NoteSigner, leaves: readonly string[]): { lines: string[]; note: string } {
  const tree = new GrowingTree();
  for (const line of leaves) tree.add(Buffer.from((JSON.parse(line) as Line).leaf, "base64"));
  const note = signCheckpoint(
    signer,
    tree.size === 0 ? { size: 0, root: tree.root() } : { size: tree.size, root: tree.root() },
    new Date(0),
  );
  return { lines: [lines[0] ?? "", ...leaves, canonical({ checkpoint: note }), canonical({ end: { size: tree.size } })], note };
}

/** All entries but one, numbered anew: somebody's release is not in it. */
const rewritten = (): string[] => renumbered([...lines.filter((line, at) => isEntry(line) && at !== place(6)), ""]).slice(0, -1);

describe("another history is found", () => {
  const witnesses = ["education", "partnership"].map((name) => ({
    name: `childview/${name}/1`,
    privateKey: generateKeyPairSync("ed25519").privateKey,
  }));

  test("signed with another key under the log's name", () => {
    const forger = { name: log.signer.name, privateKey: generateKeyPairSync("ed25519").privateKey };
    const forged = historyOf(forger, rewritten());
    expect(wrongs(forged.lines)).toEqual([["CHECKPOINT", undefined]]);
    expect(says(forged.lines)).toContain("The checkpoint after 11 entries is signed with another key than those that were given.");
    // Under a name of its own it is not this log.
    const own = { ...forger, name: "childview/health/another" };
    const other = historyOf(own, rewritten()).lines.with(0, (lines[0] ?? "").replace(log.signer.name, own.name));
    expect(wrongs(other)).toEqual([["OTHER_LOG", undefined]]);
  });

  test("signed with the log's own key, against what somebody kept of the first", () => {
    const other = historyOf(log.signer, rewritten());
    expect(wrongs(other.lines)).toEqual([]);
    expect(wrongs(other.lines, [notes[0] ?? ""])).toEqual([]);
    expect(wrongs(other.lines, [notes[1] ?? ""])).toEqual([["TWO_HISTORIES", [0, 7]]]);
    expect(wrongs(other.lines, [notes[0] ?? "", notes[1] ?? ""])).toEqual([["TWO_HISTORIES", [3, 7]]]);
    expect(wrongs(lines, [other.note])).toEqual([["TWO_HISTORIES", [8, 10]]]);
  });

  test("shown to another witness, at the same size, whichever of them is exported", () => {
    const other = historyOf(log.signer, [...rewritten(), lines[place(11)] ?? ""]);
    const [education = "", partnership = ""] = [notes[4] ?? "", other.note].map((note, at) =>
      cosign(witnesses[at] ?? log.signer, note, new Date(0)),
    );
    const keys = [key, ...witnesses.map((witness) => verifierKey(keyOf(witness, signatureTypes.cosignature)))].join("\n");
    for (const shown of [lines, renumbered(other.lines).toSpliced(-1, 1, canonical({ end: { size: 12 } }))])
      expect(wrongs(shown, [education, partnership], keys).map(([wrong]) => wrong)).toContain("TWO_HISTORIES");
    expect(says(lines, [education, partnership], keys)).toContain(
      "The log has signed two different histories of 12 entries, in kept-1 (witnessed by childview/education/1) and in kept-2 (witnessed by childview/partnership/1).",
    );
  });

  test("a kept checkpoint that the log has not signed accuses nobody", () => {
    const forged = historyOf({ ...log.signer, privateKey: generateKeyPairSync("ed25519").privateKey }, rewritten()).note;
    expect(wrongs(lines, [forged])).toEqual([["CHECKPOINT", undefined]]);
    expect(says(lines, [forged])).toContain("The checkpoint in kept-1 is signed with another key than those that were given.");
  });
});

describe("what cannot be one export is refused", () => {
  test.each([
    ["a line in another form", () => lines.with(place(5), (lines[place(5)] ?? "").replace('"index"', ' "index"'))],
    [
      "a name twice in one entry",
      () => lines.with(place(5), (lines[place(5)] ?? "").replace('"outcome"', '"outcome":"withheld","outcome"')),
    ],
    ["no JSON", () => lines.with(place(5), "entry 5")],
    ["a line of something else", () => lines.with(place(5), '{"note":"5"}')],
    ["another beginning", () => lines.slice(1)],
    ["nothing", () => []],
  ])("%s", (_, others) => {
    expect(wrongs(others())).toEqual([["UNREADABLE", undefined]]);
  });
});

describe("an export of what came after a checkpoint", () => {
  test("goes on from it, and is compared with what is not older", async () => {
    const since = await log.lines(notes[0]);
    expect(since.filter(isEntry)).toHaveLength(9);
    expect(wrongs(since, [notes[0] ?? "", notes[1] ?? ""])).toEqual([]);
    expect(says(since)).toContain("9 entries since the first 3");
    expect(says(await log.lines(notes[1]), [notes[0] ?? ""])).toContain("COULD NOT BE COMPARED");
  });

  test("is found where it begins otherwise", async () => {
    const since = await log.lines(notes[1]);
    const header = JSON.parse(since[0] ?? "");
    header.export.from.subtrees[0] = Buffer.alloc(32, 7).toString("base64");
    expect(wrongs(since.with(0, canonical(header)))).toEqual([["BEGINNING", undefined]]);
    const forger = { name: log.signer.name, privateKey: generateKeyPairSync("ed25519").privateKey };
    header.export.from = {
      checkpoint: historyOf(forger, rewritten().slice(0, 8)).note,
      subtrees: [Buffer.alloc(32, 7).toString("base64")],
    };
    expect(wrongs(since.with(0, canonical(header)))).toEqual([["BEGINNING", undefined]]);
    header.export.from = { checkpoint: notes[1], subtrees: [] };
    expect(wrongs(since.with(0, canonical(header)))).toEqual([["BEGINNING", undefined]]);
  });

  test("is asked for with a checkpoint of this log alone", async () => {
    await expect(log.lines(notes[0]?.replace("3", "4"))).rejects.toMatchObject({ code: "ARGUMENT_INVALID" });
  });
});
