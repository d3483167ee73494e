import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { DataSource } from "typeorm";
import { openAuditLog } from "../../../service/audit.ts";
import { Appender, write } from "../../../service/audit/append.ts";
import { openCheckpoint } from "../../../service/audit/checkpoint.ts";
import { signIfOld, signNow } from "../../../service/audit/checkpoints.ts";
import { seal } from "../../../service/audit/entry.ts";
import { logKeyOf, openSigningKey } from "../../../service/audit/signing-key.ts";
import { closeDatabase, openDatabase } from "../../../service/database.ts";
import { someEntries } from "../../audit/made-log.ts";
import { databasePlace, type DatabasePlace } from "../../databases.ts";

const onServer = process.env["TEST_DATABASE_URL"] === undefined ? describe.skip : describe;
const tables = ["audit_entry", "audit_value", "audit_erasure", "audit_checkpoint", "audit_key"];
const clock = () => new Date("2026-03-02T09:00:00.000Z");
const later = (seconds: number) => new Date(clock().getTime() + seconds * 1000);
const unavailable = { code: "AUDIT_UNAVAILABLE" };
const refused = { driverError: { code: "42501" } };

let place: DatabasePlace;
let database: DataSource;
const statements: string[] = [];

const open = (url = place.place.url): Promise<DataSource> => {
  const options = { service: "audit", ...place.place, url, entities: [], migrations: [] };
  return openDatabase({ ...options, onStatement: (sql) => statements.push(sql) });
};
beforeAll(async () => {
  place = await databasePlace("audit");
  database = await open();
}, 120_000);
afterAll(async () => {
  await closeDatabase(database);
  await place.remove();
});

/** What the owner of a database can do, and a service cannot. */
async function withoutGuards(work: () => Promise<unknown>): Promise<void> {
  for (const table of tables) await database.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  await work();
  for (const table of tables) await database.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
}
const forget = () => withoutGuards(() => database.query(`TRUNCATE ${tables.join(", ")}`));

beforeEach(async () => {
  await forget();
  statements.length = 0;
});

const rowsOf = (from = database) => from.query<{ index: string; entry: string }[]>("SELECT index, entry FROM audit_entry ORDER BY index");
const rowNumbers = async () => (await rowsOf()).map(({ entry }) => (JSON.parse(entry) as { facts: { rows: number } }).facts.rows);

describe("entries", () => {
  test("stand in the order in which they were handed in, what is personal apart from what is hashed", async () => {
    const appender = new Appender(database);
    await appender.append(someEntries(2));
    await appender.append(someEntries(1, 2));
    const rows = await rowsOf();
    expect(rows.map(({ index }) => index)).toEqual(["0", "1", "2"]);
    expect(rows[1]?.entry).toMatch(
      /^\{"at":"2026-03-02T09:00:01.000Z","commitments":\{"actor":"[^"]{44}","child":"[^"]{44}"\},"facts":\{"categories":\["health.therapies"\],"outcome":"shown","rows":1\},"kind":"release"\}$/,
    );
    expect(rows.map(({ entry }) => entry).join()).not.toMatch(/practitioner|9000000/);
    const values = await database.query("SELECT field, length(salt) AS salt, value FROM audit_value WHERE index = 1 ORDER BY field");
    expect(values).toEqual([
      { field: "actor", salt: 32, value: '"practitioner-1"' },
      { field: "child", salt: 32, value: '{"nhs":"9000000001"}' },
    ]);
  });

  test("two that say the same have nothing in common in the log", async () => {
    await new Appender(database).append([...someEntries(1), ...someEntries(1)]);
    const [one, other] = (await rowsOf()).map(({ entry }) => JSON.parse(entry) as { commitments: object; facts: object });
    expect(one?.facts).toEqual(other?.facts);
    for (const commitment of Object.values(one?.commitments ?? {}))
      expect(Object.values(other?.commitments ?? {})).not.toContain(commitment);
  });

  test("of requests at the same time are written together, in one statement while the one before is committed", async () => {
    const appender = new Appender(database);
    await Promise.all(Array.from({ length: 60 }, (_, at) => appender.append(someEntries(3, at * 3))));
    expect(statements.filter((sql) => sql.includes("audit_append"))).toHaveLength(2);
    expect(statements).toHaveLength(2);
    expect(await rowNumbers()).toEqual(Array.from({ length: 180 }, (_, at) => at));
  });

  test("that cannot be written are told as such, and those after them are written", async () => {
    const appender = new Appender(database);
    await database.query("ALTER TABLE audit_entry RENAME TO away");
    const lost = await Promise.allSettled([
      appender.append(someEntries(1)),
      appender.append(someEntries(1, 1)),
      appender.append(someEntries(1, 2)),
    ]);
    await database.query("ALTER TABLE away RENAME TO audit_entry");
    expect(lost.map((one) => one.status === "rejected" && (one.reason as { code: string }).code)).toEqual(
      lost.map(() => "AUDIT_UNAVAILABLE"),
    );
    await appender.append(someEntries(1, 3));
    expect(await rowNumbers()).toEqual([3]);
  });

  test("that have no text are refused alone", async () => {
    const appender = new Appender(database);
    const bad = [
      { ...someEntries(1)[0], personal: { actor: "\ud800" } },
      { ...someEntries(1)[0], kind: "No Kind" },
      { ...someEntries(1)[0], personal: { 'a":1': 1 } },
      { ...someEntries(1)[0], at: new Date(NaN) },
      { ...someEntries(1)[0], facts: { rows: "9".repeat(300_000) } },
    ];
    const settled = await Promise.allSettled(
      bad.map((entry) => appender.append([entry as never])).concat(appender.append(someEntries(1, 7))),
    );
    expect(settled.map(({ status }) => status)).toEqual([...bad.map(() => "rejected"), "fulfilled"]);
    await expect(appender.append([bad[0] as never])).rejects.toMatchObject(unavailable);
    expect(await rowNumbers()).toEqual([7]);
  });

  test("of any text come back as they were handed in", async () => {
    const words = "\u0000\u0001 \"quoted\" \\ {a,NULL} 'x'; DROP TABLE — ünïcödé 🧒";
    await new Appender(database).append([{ kind: "note", at: clock(), facts: { words }, personal: { words, nothing: null } }]);
    const [row] = await rowsOf();
    expect((JSON.parse(row?.entry ?? "") as { facts: object }).facts).toEqual({ words });
    const [none, value] = await database.query<{ value: string }[]>("SELECT value FROM audit_value ORDER BY field");
    expect([none?.value, JSON.parse(value?.value ?? "")]).toEqual(["null", words]);
  });
});

describe("nobody changes or removes what stands in the log", () => {
  test("by mistake", async () => {
    const log = await openAuditLog({ database, service: "health", clock, troubled: () => undefined });
    await log.append(someEntries(2));
    await log.close();
    await database.query("INSERT INTO audit_erasure (index, field, by_entry) VALUES (7, 'actor', 0)");
    for (const table of tables) {
      const [column] = { audit_checkpoint: ["note"], audit_key: ["origin"], audit_entry: ["entry"] }[table] ?? ["field"];
      await expect(database.query(`UPDATE ${table} SET ${column} = ${column}`)).rejects.toMatchObject(refused);
      await expect(database.query(`DELETE FROM ${table}`)).rejects.toMatchObject(refused);
      await expect(database.query(`TRUNCATE ${table} CASCADE`)).rejects.toMatchObject(refused);
    }
    expect(await rowsOf()).toHaveLength(2);
  });
});

onServer("several processes of one service", () => {
  test("append in turn: no index twice and none left out, and who sees one sees all before it", async () => {
    const second = await open();
    const [one, other] = [new Appender(database), new Appender(second)];
    const writing = Promise.all(
      Array.from({ length: 40 }, (_, at) => (at % 2 === 0 ? one : other).append(someEntries(5, at * 5))).concat(),
    );
    let done = false;
    void writing.then(() => (done = true));
    while (!done) {
      const [seen] = await second.query<{ whole: boolean }[]>("SELECT count(*) = coalesce(max(index) + 1, 0) AS whole FROM audit_entry");
      expect(seen?.whole).toBe(true);
    }
    await writing;
    const numbers = await rowNumbers();
    expect([...numbers].sort((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, at) => at));
    // What was handed in together stands together.
    for (let at = 0; at < 200; at += 5) expect(numbers.slice(at, at + 5)).toEqual([0, 1, 2, 3, 4].map((next) => (numbers[at] ?? 0) + next));
    await closeDatabase(second);
  });

  test("wait for one that has begun, whatever becomes of it", async () => {
    for (const end of ["commitTransaction", "rollbackTransaction"] as const) {
      await forget();
      const other = database.createQueryRunner();
      await other.startTransaction();
      await write(other, someEntries(2, 10).map(seal));
      const waiting = new Appender(database).append(someEntries(2, 20));
      const locked =
        "SELECT FROM pg_locks WHERE NOT granted AND pid IN (SELECT pid FROM pg_stat_activity WHERE datname = current_database())";
      while ((await database.query<unknown[]>(locked)).length === 0);
      await other[end]();
      await other.release();
      await waiting;
      expect(await rowNumbers()).toEqual(end === "commitTransaction" ? [10, 11, 20, 21] : [20, 21]);
    }
  });

  test("make one key, and sign one history", async () => {
    const others = await Promise.all([open(), open(), open()]);
    const signers = await Promise.all(others.map((each) => openSigningKey(each, "health", clock())));
    expect(new Set(signers.map(({ name }) => name)).size).toBe(1);
    await new Appender(database).append(someEntries(20));
    await Promise.all(signers.map((signer, at) => signNow(others[at] ?? database, signer, clock())));
    await Promise.all(others.map(closeDatabase));
    const rows = await database.query<{ size: string; note: string }[]>("SELECT size, note FROM audit_checkpoint");
    expect(new Set(rows.map(({ note }) => note)).size).toBe(1);
  });
});

onServer("the role of a service", () => {
  test("adds and reads, and can change, remove or unguard nothing, even where no trigger stands in its way", async () => {
    const role = `audit_test_${randomBytes(4).toString("hex")}`;
    await database.query(`CREATE ROLE ${role} LOGIN PASSWORD 'x'`);
    await database.query("SELECT audit_confine($1)", [role]);
    const lesser = await open(Object.assign(new URL(place.place.url ?? ""), { username: role, password: "x" }).href);
    try {
      const log = await openAuditLog({ database: lesser, service: "health", clock, troubled: () => undefined });
      await log.append(someEntries(3));
      await log.close();
      await withoutGuards(async () => {
        for (const table of tables) {
          await expect(
            lesser.query(
              `UPDATE ${table} SET ${table === "audit_key" ? "origin = ''" : table === "audit_checkpoint" ? "note = ''" : "index = 9"}`,
            ),
          ).rejects.toMatchObject(refused);
          for (const sql of [
            `DELETE FROM ${table}`,
            `TRUNCATE ${table}`,
            `DROP TABLE ${table}`,
            `ALTER TABLE ${table} DISABLE TRIGGER USER`,
          ])
            await expect(lesser.query(sql)).rejects.toMatchObject(refused);
        }
      });
      // At the last index that there is, one would shut the log for ever.
      for (const sql of [
        "INSERT INTO audit_entry VALUES (9223372036854775807, 'x', '')",
        "INSERT INTO audit_value VALUES (0, 'x', '', 'x')",
        "DROP FUNCTION audit_append",
      ])
        await expect(lesser.query(sql)).rejects.toMatchObject(refused);
      expect(await rowsOf(lesser)).toHaveLength(3);
    } finally {
      await closeDatabase(lesser);
      await database.query(`DROP OWNED BY ${role}`);
      await database.query(`DROP ROLE ${role}`);
    }
  });
});

describe("checkpoints", () => {
  const sizes = async () => {
    const rows = await database.query<{ note: string }[]>("SELECT note FROM audit_checkpoint ORDER BY id");
    const key = logKeyOf(await openSigningKey(database, "health", clock()));
    return rows.map(({ note }) => openCheckpoint(note, key)?.size);
  };

  test("are signed when a log is opened and when it is closed, of all that was written until then", async () => {
    const log = await openAuditLog({ database, service: "health", clock, troubled: () => undefined });
    const written = log.append(someEntries(4));
    await log.close();
    await written;
    expect(await sizes()).toEqual([0, 4]);
  });

  test("are signed once the last is old, also when nothing was added, and not sooner", async () => {
    const signer = await openSigningKey(database, "health", clock());
    for (const seconds of [0, 20, 39, 40, 60, 79, 80]) await signIfOld(database, signer, later(seconds));
    expect(await sizes()).toEqual([0, 0, 0]);
  });

  test("read no more than what was added since the last", async () => {
    const [signer, appender] = [await openSigningKey(database, "health", clock()), new Appender(database)];
    await appender.append(someEntries(300));
    await signNow(database, signer, clock());
    await appender.append(someEntries(3, 300));
    // Entries that were signed are not read again: these are gone, and nobody asks for them but the verifier.
    await withoutGuards(() => database.query("DELETE FROM audit_entry WHERE index < 299"));
    await signNow(database, signer, clock());
    expect(await sizes()).toEqual([300, 303]);
  });

  const inconsistent = { code: "AUDIT_INCONSISTENT" };
  test.each([
    ["the last entries that were signed are gone", "DELETE FROM audit_entry WHERE index >= 4"],
    ["an entry is missing among those that were not signed", "DELETE FROM audit_entry WHERE index = 7"],
    [
      "what is kept beside the last checkpoint comes to another root",
      "UPDATE audit_checkpoint SET subtrees = decode(repeat('00', 64), 'hex')",
    ],
    ["the last checkpoint is of another size", "UPDATE audit_checkpoint SET size = 3, subtrees = decode(repeat('00', 64), 'hex')"],
    ["the last checkpoint is signed by nobody", "UPDATE audit_checkpoint SET note = replace(note, '5', '6')"],
  ])("are signed no more where %s", async (_, sql) => {
    const [signer, appender] = [await openSigningKey(database, "health", clock()), new Appender(database)];
    await appender.append(someEntries(5));
    await signNow(database, signer, clock());
    if (sql.includes("= 7")) await appender.append(someEntries(4, 5));
    await withoutGuards(() => database.query(sql));
    await expect(signNow(database, signer, clock())).rejects.toMatchObject(inconsistent);
  });
});
