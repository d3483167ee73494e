import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { calculateJwkThumbprint, createLocalJWKSet } from "jose";
import { partnershipEntities, partnershipMigrations } from "../../subgraphs/partnership/database.ts";
import { openSigningKeys, type SigningKeys } from "../../subgraphs/partnership/permits/signing-keys.ts";
import { openTestDatabase, type TestDatabase } from "../databases.ts";
import { childCalled, healthVerifier, held, issueOne } from "../permits/permit-maker.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase("partnership", partnershipEntities, partnershipMigrations);
});
beforeEach(() => database.dataSource.query("DELETE FROM permit_key"));
afterAll(() => database.close());

const start = new Date("2026-11-16T08:00:00Z");
const after = (hours: number, milliseconds = 0): Date => new Date(start.getTime() + hours * 3_600_000 + milliseconds);
const open = (): SigningKeys => openSigningKeys(database.dataSource);
const kids = async (keys: SigningKeys, now: Date): Promise<unknown[]> => (await keys.published(now)).keys.map(({ kid }) => kid).sort();

describe("the keys that sign permits", () => {
  test("are published as soon as they sign, and what they sign can be verified with what is published", async () => {
    const keys = open();
    const signing = await keys.current(start);
    const published = await keys.published(start);
    expect(published.keys.map(({ kid }) => kid)).toEqual([signing.kid]);
    // The verifier goes by this machine's clock, so the permit must too.
    const permit = await issueOne({ ...signing }, childCalled("9990000001"));
    const [answer] = await healthVerifier({ publicKey: signing.key }, { keys: createLocalJWKSet(published) })([permit]);
    expect(held(answer)).toMatchObject({ child: "9990000001" });
  });

  test("sign for a day, and a minute later at the latest a new one does", async () => {
    const keys = open();
    const first = await keys.current(start);
    expect((await keys.current(after(24, -1))).kid).toBe(first.kid);
    expect((await keys.current(after(24, 60_000))).kid).not.toBe(first.kid);
  });

  test("stay published for an hour after they last signed, so that no permit under way is refused, and then go", async () => {
    const keys = open();
    const first = await keys.current(start);
    const second = await keys.current(after(24));
    expect(await kids(keys, after(24))).toEqual([first.kid, second.kid].sort());
    expect(await kids(keys, after(25, -1))).toEqual([first.kid, second.kid].sort());
    expect(await kids(keys, after(25))).toEqual([second.kid]);
  });

  test("are gone from the database, too, once others have taken over for good", async () => {
    const keys = open();
    const first = await keys.current(start);
    await keys.current(after(24));
    const third = await keys.current(after(49));
    const rows: { kid: string }[] = await database.dataSource.query("SELECT kid FROM permit_key");
    expect(rows.map(({ kid }) => kid)).toContain(third.kid);
    expect(rows.map(({ kid }) => kid)).not.toContain(first.kid);
  });

  test("never show a private part where they are published, but only what verifies", async () => {
    const keys = open();
    await keys.current(start);
    await keys.current(after(24));
    for (const key of (await keys.published(after(24))).keys) {
      expect(Object.keys(key).sort()).toEqual(["alg", "crv", "kid", "kty", "use", "x"]);
    }
    const stored: { private_jwk: { d: string } }[] = await database.dataSource.query("SELECT private_jwk FROM permit_key");
    const text = JSON.stringify(await keys.published(after(24)));
    for (const { private_jwk } of stored) expect(text).not.toContain(private_jwk.d);
  });

  test("go on after a restart: the same key signs for what is left of its day", async () => {
    const first = await open().current(start);
    const restarted = open();
    expect((await restarted.current(after(23))).kid).toBe(first.kid);
    expect((await restarted.current(after(24))).kid).not.toBe(first.kid);
  });
});

describe("two replicas", () => {
  test("share a key that one of them made", async () => {
    const [one, other] = [open(), open()];
    expect((await one.current(start)).kid).toBe((await other.current(start)).kid);
  });

  test("that rotate at the same moment publish each other's keys, and a permit of either holds", async () => {
    const [one, other] = [open(), open()];
    const signing = await Promise.all([one.current(start), other.current(start)]);
    for (const replica of [one, other]) {
      const published = await replica.published(start);
      expect(published.keys.map(({ kid }) => kid)).toEqual(expect.arrayContaining(signing.map(({ kid }) => kid)));
      for (const key of signing) {
        const permit = await issueOne({ ...key }, childCalled("9990000001"));
        const [answer] = await healthVerifier({ publicKey: key.key }, { keys: createLocalJWKSet(published) })([permit]);
        expect(held(answer)).toMatchObject({ child: "9990000001" });
      }
    }
  });

  test("publish a key that the other made later", async () => {
    const [one, other] = [open(), open()];
    await one.current(start);
    const later = await other.current(after(24));
    expect(await kids(one, after(24))).toContain(later.kid);
  });
});

test("a next key is published ten minutes before it signs, so that every agency has met it", async () => {
  const keys = open();
  const first = await keys.current(start);
  const early = after(24, -10 * 60_000);
  expect((await keys.current(early)).kid).toBe(first.kid);
  expect(await kids(keys, early)).toHaveLength(2);
  const next = await keys.current(after(24, 60_000));
  expect(await kids(keys, early)).toContain(next.kid);
});

describe("what becomes of a key", () => {
  const recorded = async (from: number) =>
    (await database.dataSource.query<{ entry: string }[]>("SELECT entry FROM audit_entry WHERE index >= $1 ORDER BY index", [from])).map(
      ({ entry }) => JSON.parse(entry) as { at: string; kind: string; facts: { key: string; became: string } },
    );
  const size = async () => (await recorded(0)).length;
  const thumbprints = async (keys: SigningKeys, now: Date) =>
    new Map(
      await Promise.all((await keys.published(now)).keys.map(async (key) => [String(key.kid), await calculateJwkThumbprint(key)] as const)),
    );

  test("is recorded, each once, whichever replica does it: that it was made, that it signs, and that it is gone", async () => {
    const [from, one, other] = [await size(), open(), open()];
    const first = await one.current(start);
    await other.current(after(1));
    const early = after(24, -10 * 60_000);
    await one.current(early);
    const known = await thumbprints(one, early);
    const [old = "", next = ""] = [known.get(first.kid), [...known].find(([kid]) => kid !== first.kid)?.[1]];
    await Promise.all([one.current(after(24, 60_000)), other.current(after(24, 60_000))]);
    await Promise.all([one.current(after(26)), other.current(after(26))]);
    const told = (await recorded(from)).map(({ at, kind, facts }) => [at, kind, facts]);
    expect(told).toEqual([
      [start.toISOString(), "key", { key: old, became: "made" }],
      [start.toISOString(), "key", { key: old, became: "signs" }],
      [early.toISOString(), "key", { key: next, became: "made" }],
      [after(24, 60_000).toISOString(), "key", { key: next, became: "signs" }],
      [after(26).toISOString(), "key", { key: old, became: "removed" }],
    ]);
  });

  test("does not come to be if it cannot be recorded, and is tried again", async () => {
    const keys = open();
    await database.dataSource.query("ALTER TABLE audit_entry RENAME TO audit_gone");
    try {
      await expect(keys.current(start)).rejects.toMatchObject({ code: "AUDIT_UNAVAILABLE" });
      expect(await kids(keys, start)).toEqual([]);
    } finally {
      await database.dataSource.query("ALTER TABLE audit_gone RENAME TO audit_entry");
    }
    expect((await keys.current(start)).kid).toEqual((await kids(keys, start))[0]);
  });
});

test("the permits of one operation, which ask at once, share one new key", async () => {
  const keys = open();
  const asked = await Promise.all([keys.current(start), keys.current(start), keys.current(start)]);
  expect(new Set(asked.map(({ kid }) => kid)).size).toBe(1);
  expect(await kids(keys, start)).toHaveLength(1);
});
