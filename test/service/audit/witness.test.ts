import { afterAll, beforeEach, describe, expect, test } from "@jest/globals";
import { keptIn } from "../../../audit/history.ts";
import { readKeys } from "../../../audit/note.ts";
import { verify } from "../../../audit/verify.ts";
import { inWords } from "../../../audit/words.ts";
import { carryOnce } from "../../../gateway/carrying/carry.ts";
import { exportWitnessed } from "../../../service/audit.ts";
import type { NewEntry } from "../../../service/audit/entry.ts";
import { signCheckpoint } from "../../../service/audit/checkpoint.ts";
import { signNow } from "../../../service/audit/checkpoints.ts";
import { signatureTypes, keyOf, verifierKey } from "../../../service/audit/note.ts";
import { Alarms } from "../../../service/witness/alarms.ts";
import { KnownLogs, readPinnedKeys } from "../../../service/witness/known-logs.ts";
import { openParty } from "../../../service/witness/log-party.ts";
import type { Party } from "../../../service/witness/party.ts";
import { Watch } from "../../../service/witness/watch.ts";
import { writeOffer } from "../../../service/witness/offer.ts";
import { generateKeyPairSync } from "node:crypto";
import { type MadeLog, makeLog, someEntries, verdictOf } from "../../audit/made-log.ts";

const services = ["gateway", "health", "education"];
const made: MadeLog[] = [];
afterAll(() => Promise.all(made.map((log) => log.close())));

interface Made extends MadeLog {
  readonly service: string;
  readonly party: Party;
  readonly told: NewEntry[];
  readonly warnings: () => string[];
  /** What the service does from time to time. */
  readonly look: () => Promise<void>;
}

const halfPastNine = new Date("2026-03-02T09:30:00.000Z");
/** What the witnesses' clocks say. */
let now = halfPastNine;

async function service(name: string, pinned = ""): Promise<Made> {
  const log = await makeLog(name);
  made.push(log);
  return { ...log, ...asParty(log, name, pinned) };
}

/** A log as a service that has just been started again has it. */
function asParty({ database, signer }: MadeLog, name: string, pinned = "") {
  const told: NewEntry[] = [];
  const clock = () => now;
  const alarms = new Alarms({ append: (entries) => Promise.resolve(void told.push(...entries)), clock, error: () => undefined });
  const others = services.filter((one) => one !== name);
  const known = new KnownLogs(others, readPinnedKeys(pinned));
  const watch = new Watch({ database, service: name, known, alarms, clock });
  const party = openParty({ database, signer, known, alarms, watch, clock });
  return { service: name, told, warnings: () => alarms.warnings(), look: () => watch.look(), party };
}

async function carry(...parties: Made[]): Promise<string[]> {
  const failed: string[] = [];
  await carryOnce({
    parties: new Map(parties.map(({ service: name, party }) => [name, party])),
    seen: new Map(),
    notCarried: (log, witness, why) => void failed.push(`${log} to ${witness}: ${why instanceof Error ? why.message : String(why)}`),
    signal: new AbortController().signal,
  });
  return failed;
}

const keptOf = async ({ database }: MadeLog): Promise<string[]> =>
  (await database.query<{ note: string }[]>("SELECT note FROM audit_witnessed ORDER BY id")).map(({ note }) => note);

let [health, education]: Made[] = [];
beforeEach(async () => {
  now = halfPastNine;
  [health, education] = [await service("health"), await service("education")];
  for (const log of [health, education]) {
    await log.append(someEntries(5));
    await log.sign();
  }
});

/** The two of them, made before each test. */
function both(): [Made, Made] {
  if (health === undefined || education === undefined) throw new Error("they are made before each test");
  return [health, education];
}

describe("a log that only grows", () => {
  test("is witnessed, its export shows by whom, and what the witness kept proves it", async () => {
    const [log, witness] = both();
    expect(await carry(log, witness)).toEqual([]);
    await log.append(someEntries(400, 5));
    await log.sign();
    expect(await carry(log, witness)).toEqual([]);
    const keys = `${await log.key()}\n${verifierKey(keyOf(witness.signer, signatureTypes.cosignature))}\n`;
    const lines = await log.lines();
    const notes = lines.flatMap((line) =>
      line.startsWith('{"checkpoint"') ? [(JSON.parse(line) as { checkpoint: string }).checkpoint] : [],
    );
    expect(notes.map((note) => note.includes(`— ${witness.signer.name} `))).toEqual([true, true]);
    const verdict = verdictOf(lines, keys, await keptOf(witness));
    expect(verdict.findings).toEqual([]);
    // The same by the file that a witness writes, which has the checkpoints of all logs that it saw.
    let file = `${JSON.stringify({ checkpoint: signCheckpoint(witness.signer, { size: 5, root: Buffer.alloc(32) }, new Date()) })}\n`;
    await exportWitnessed(witness.database, (more) => Promise.resolve(void (file += more)));
    const byFile = verify(lines, readKeys(keys), keptIn("witnessed", file));
    expect([byFile.findings, byFile.compared.map(({ holds }) => holds)]).toEqual([[], [true, true]]);
    expect(inWords(byFile).match(/It goes on from the 405 entries of witnessed/g)).toHaveLength(1);
    expect(verdict.compared.map(({ size, witnesses, holds }) => [size, witnesses.map(({ name }) => name), holds])).toEqual([
      [5, [witness.signer.name], true],
      [405, [witness.signer.name], true],
    ]);
    expect([...log.warnings(), ...witness.warnings()]).toEqual([]);
  });

  test("is kept once while nothing is added, and witnessed again", async () => {
    const [log, witness] = both();
    await carry(log, witness);
    await log.sign();
    expect(await carry(log, witness)).toEqual([]);
    expect(await keptOf(witness)).toHaveLength(1);
  });

  test("is witnessed by those who answer, whoever else does not", async () => {
    const [log, witness] = both();
    const gone = () => Promise.reject(new Error("down"));
    const down = {
      ...(await service("gateway")),
      party: { key: gone, offer: gone, addKey: gone, addCheckpoint: gone, addCosignatures: gone },
    };
    expect(await carry(down, log, witness)).toHaveLength(4);
    expect(await keptOf(witness)).toHaveLength(1);
    expect([...log.warnings(), ...witness.warnings()]).toEqual([]);
  });
});

/** Gives a log another history, as who owns its database can. */
async function rewrite({ database }: MadeLog, sql: string): Promise<void> {
  for (const table of ["audit_entry", "audit_checkpoint", "audit_subtree", "audit_cosignature", "audit_key"])
    await database.query(`ALTER TABLE ${table} DISABLE TRIGGER ALL`);
  await database.query("DELETE FROM audit_checkpoint");
  await database.query(sql);
}

describe("what is not the continuation of what was seen is refused, told, and kept as evidence", () => {
  const changed = "UPDATE audit_entry SET leaf = sha256('changed') WHERE index = 2";
  const cases: [string, string, number, string][] = [
    ["a log that was written anew and signed with its own key, as long as before", changed, 0, "OTHER_ROOT"],
    ["one that was written anew and has grown since", changed, 3, "NOT_CONSISTENT"],
    ["one whose tail was cut off", "DELETE FROM audit_entry WHERE index >= 3", 0, "SMALLER"],
  ];
  test.each(cases)("%s", async (_, sql, more, why) => {
    const [log, witness] = both();
    await carry(log, witness);
    const keys = await log.key();
    await rewrite(log, sql);
    if (more > 0) await log.append(someEntries(more, 5));
    // Two minutes later: what is older is no lie, it came late.
    await log.sign();
    await log.sign();
    expect(await carry(log, witness)).toEqual([expect.stringContaining(`not witnessed: ${why}`)]);
    expect(await carry(log, witness)).toHaveLength(1);
    expect(witness.told).toMatchObject([{ kind: "witness", facts: { of: "health", refused: why } }]);
    expect(witness.warnings()).toEqual([expect.stringContaining("audit log of health")]);
    const kept = await keptOf(witness);
    expect(kept).toHaveLength(2);
    const { findings } = verdictOf(await log.lines(), keys, kept);
    expect(findings.map(({ wrong }) => wrong)).toContainEqual(expect.stringMatching(/^(TWO_HISTORIES|CUT)$/));
  });

  test("a tail that was cut off, although it is signed with a time before the last that was seen", async () => {
    const [log, witness] = both();
    for (const [size, minute] of [
      [5, 1],
      [10, 2],
      [15, 20],
    ] as const) {
      if (size > 5) await log.append(someEntries(5, size - 5));
      await signNow(log.database, log.signer, at(minute));
      await carry(log, witness);
    }
    await rewrite(log, "DELETE FROM audit_entry WHERE index >= 7");
    // At 9:02 it had ten already: what has seven came late only if it is older.
    await signNow(log.database, log.signer, at(2));
    expect(await carry(log, witness)).toHaveLength(1);
    expect(witness.warnings()).toEqual([]);
    await signNow(log.database, log.signer, at(10));
    expect(await carry(log, witness)).toEqual([expect.stringContaining("not witnessed: SMALLER")]);
    expect(witness.warnings()).toEqual([expect.stringContaining("fewer entries")]);
  });

  test("a log that was written anew, whatever a stranger brought before", async () => {
    const [log, witness] = both();
    await carry(log, witness);
    const keys = await log.key();
    await log.append(someEntries(3, 5));
    await log.sign();
    const { body } = await log.party.offer(5);
    const note = body.slice(body.indexOf("\n\n") + 2);
    for (const proof of [[], [Buffer.alloc(32)], [Buffer.alloc(32), Buffer.alloc(32, 1)]])
      expect(await witness.party.addCheckpoint(writeOffer({ old: 5, proof, note }))).toEqual({
        status: 422,
        body: "not witnessed: NOT_SHOWN\n",
      });
    // The log is told of and the checkpoint kept, once: it is its own. When it is witnessed, that is past.
    expect([witness.told.length, witness.warnings().length, (await keptOf(witness)).length]).toEqual([1, 1, 2]);
    expect(await carry(log, witness)).toEqual([]);
    expect(witness.warnings()).toEqual([]);
    // Of eight entries the root is that of a whole subtree: no proof shows that what follows does not begin with it.
    await rewrite(log, changed);
    await log.append(someEntries(3, 8));
    await log.sign();
    expect(await carry(log, witness)).toEqual([expect.stringContaining("not witnessed: NOT_SHOWN")]);
    expect(witness.warnings()).toEqual([expect.stringContaining("no proof came with it")]);
    // What was spoilt before has not used up the place of what is kept now.
    expect(await keptOf(witness)).toHaveLength(4);
    const { findings } = verdictOf(await log.lines(), keys, await keptOf(witness));
    expect(findings).toContainEqual(expect.objectContaining({ wrong: "TWO_HISTORIES" }));
  });

  test("two histories that are shown to two witnesses, by what the two kept together", async () => {
    const [log, witness] = both();
    const other = await service("gateway");
    await other.sign();
    await carry(log, witness);
    const [first = ""] = await keptOf(witness);
    await rewrite(log, changed);
    await log.sign();
    await carry(log, other);
    const [second = ""] = await keptOf(other);
    const { findings } = verdictOf(await log.lines(), await log.key(), [first, second]);
    expect(findings[0]).toMatchObject({ wrong: "TWO_HISTORIES" });
    expect(await carry(log, witness, other)).toContainEqual(expect.stringMatching(/^health to education: .*OTHER_ROOT/));
  });
});

describe("a log that was not witnessed for ten minutes is told of", () => {
  const grow = async (log: Made, minute: number): Promise<void> => {
    await log.append(someEntries(1, minute));
    await signNow(log.database, log.signer, at(minute));
  };

  test("by who should have witnessed it, and by itself, until it is witnessed again", async () => {
    const [log, witness] = both();
    await carry(log, witness);
    now = at(40);
    for (const one of [log, witness]) await one.look();
    expect([...log.warnings(), ...witness.warnings()]).toEqual([]);
    now = at(41);
    for (const one of [log, witness]) for (let time = 0; time < 2; time++) await one.look();
    expect(witness.warnings()).toEqual([
      expect.stringMatching(/^The audit log of health is not witnessed: nothing .* was brought here for 10 minutes/),
      expect.stringMatching(/^The audit log of education is not witnessed: no other service than the gateway/),
    ]);
    expect(witness.told.map(({ kind, facts }) => [kind, facts["of"], facts["refused"]])).toEqual([
      ["witness", "health", "NOT_BROUGHT"],
      ["witness", "education", "NOT_SIGNED"],
    ]);
    // All that the logs hold is signed now; that nothing came that they signed lately stays.
    await carry(log, witness);
    expect([...log.warnings(), ...witness.warnings()]).toEqual([
      expect.stringMatching(/^The audit log of education .* was brought here/),
      expect.stringMatching(/^The audit log of health .* was brought here/),
    ]);
    for (const one of [log, witness]) await grow(one, 41);
    await carry(log, witness);
    expect([...log.warnings(), ...witness.warnings()]).toEqual([]);
  });

  test("if the gateway alone signs it, which carries it", async () => {
    const [log] = both();
    const gateway = await service("gateway");
    await grow(gateway, 31);
    now = at(41);
    await grow(log, 41);
    expect(await carry(log, gateway)).toEqual([]);
    await log.look();
    expect(log.warnings()).toContainEqual(expect.stringContaining("no other service than the gateway has signed"));
  });

  test("if what others sign now is what it was long ago", async () => {
    const [log, witness] = both();
    await carry(log, witness);
    const { body: offer } = await log.party.offer(5);
    await grow(log, 31);
    now = at(41);
    // Who carries keeps back what was added since: the witness signs anew what it saw before.
    const { status, body: line } = await witness.party.addCheckpoint(offer);
    const note = offer.slice(offer.indexOf("\n\n") + 2);
    const brought = await log.party.addCosignatures(`${note.slice(0, note.lastIndexOf("\n\n"))}\n\n${line}`);
    expect([status, brought.status]).toEqual([200, 200]);
    now = at(42);
    await log.look();
    expect(log.warnings()).toContainEqual(expect.stringContaining("no other service than the gateway has signed"));
  });

  test("but not if it is of a service whose log nobody ever saw", async () => {
    const [log, witness] = both();
    await carry(log, witness);
    now = at(41);
    for (const one of [log, witness]) await grow(one, 41);
    await carry(log, witness);
    await witness.look();
    expect(witness.warnings()).toEqual([]);
  });
});

/** A moment so many minutes after nine. */
function at(minute: number): Date {
  return new Date(Date.parse("2026-03-02T09:00:00.000Z") + minute * 60_000);
}

describe("another log under a service's name is refused and told", () => {
  const key = () => generateKeyPairSync("ed25519").privateKey;

  test("by another key, and by another name", async () => {
    const [log, witness] = both();
    await carry(log, witness);
    const cases: [string, string][] = [
      [log.signer.name, "OTHER_KEY"],
      ["childview/health/another", "OTHER_LOG"],
    ];
    for (const [name, why] of cases) {
      const signer = { name, privateKey: key() };
      const note = signCheckpoint(signer, { size: 9, root: Buffer.alloc(32) }, new Date());
      const refused = { status: 403, body: `not witnessed: ${why}\n` };
      expect(await witness.party.addCheckpoint(writeOffer({ old: 5, proof: [], note }))).toEqual(refused);
      expect(await witness.party.addKey(verifierKey(keyOf(signer, signatureTypes.plain)))).toEqual(refused);
    }
    expect(witness.told.map(({ facts }) => facts["refused"])).toEqual(["OTHER_KEY", "OTHER_LOG"]);
    // The log itself is witnessed as before.
    expect(await carry(log, witness)).toEqual([]);
  });

  test("even by who comes first, where a key is pinned", async () => {
    const [log] = both();
    const witness = await service("gateway", `${await log.key()}\n`);
    await witness.sign();
    const line = verifierKey(keyOf({ name: log.signer.name, privateKey: key() }, signatureTypes.plain));
    expect(await witness.party.addKey(line)).toMatchObject({ status: 403 });
    expect(await carry(log, witness)).toEqual([]);
  });

  test("and of services that the list does not have nothing is kept", async () => {
    const [, witness] = both();
    const line = verifierKey(keyOf({ name: "childview/nobody/1", privateKey: key() }, signatureTypes.plain));
    expect(await witness.party.addKey(line)).toMatchObject({ status: 404 });
    expect(await witness.database.query("SELECT FROM audit_known_log")).toEqual([]);
  });
});

const junk = [
  "",
  "old",
  "old 1\n\n",
  "old -1\n\nx\n",
  `old 0\n${"A".repeat(30_000)}`,
  "old 0\n\n\u0000",
  `old 0\n${`${"A".repeat(43)}=\n`.repeat(64)}\nx`,
];
test("junk is a clear error, and nothing is told of it", async () => {
  const [log, witness] = both();
  await carry(log, witness);
  for (const body of junk) {
    expect(await witness.party.addCheckpoint(body)).toEqual({
      status: expect.any(Number),
      body: expect.stringMatching(/^(this is no checkpoint with a proof.*|this log is not known here)\n$/),
    });
    expect(await witness.party.addKey(body)).toMatchObject({ status: 400 });
    expect(await witness.party.addCosignatures(body)).toMatchObject({ status: 404 });
  }
  expect(witness.told).toEqual([]);
});
