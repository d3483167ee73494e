import { mock } from "node:test";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { Column, Entity, PrimaryColumn } from "typeorm";
import type { MigrationInterface, QueryRunner } from "typeorm";
import { z } from "zod";
import { systemClock } from "../../service/clock.ts";
import { importCommand } from "../../subgraphs/kit/import/command.ts";
import { count, flag, list, optionalText, text } from "../../subgraphs/kit/import/csv-fields.ts";
import { addCounts } from "../../subgraphs/kit/import/counts.ts";
import type { FileKind } from "../../subgraphs/kit/import/kind.ts";
import { recordId } from "../../subgraphs/kit/import/record-id.ts";
import { runImport } from "../../subgraphs/kit/import/run.ts";
import { knownValues, upsert } from "../../subgraphs/kit/import/store.ts";
import { tableKind } from "../../subgraphs/kit/import/table-kind.ts";
import { openTestDatabase } from "../databases.ts";
import type { TestDatabase } from "../databases.ts";

@Entity("toy")
class Toy {
  @PrimaryColumn({ type: "text" })
  id!: string;

  @Column({ type: "text", unique: true })
  name!: string;

  @Column({ type: "integer" })
  pieces!: number;

  @Column({ type: "boolean" })
  loud!: boolean;

  @Column({ type: "jsonb" })
  colours!: { code: string }[];

  @Column({ type: "text", nullable: true })
  note!: string | null;

  @Column({ name: "first_seen", type: "timestamp with time zone", default: () => "now()" })
  firstSeen!: Date;
}

class Toys0001 implements MigrationInterface {
  readonly name = "Toys1764000000001";
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE toy (id text PRIMARY KEY, name text NOT NULL UNIQUE, pieces integer NOT NULL, loud boolean NOT NULL, colours jsonb NOT NULL, note text,
        first_seen timestamp with time zone NOT NULL DEFAULT now())`,
    );
  }
  async down(): Promise<void> {}
}

const toys = tableKind({
  name: "toys",
  knownBy: ["key"],
  columns: z.object({ key: text, name: text, pieces: count, loud: flag, colours: list(text), note: optionalText }),
  store: (rows, { manager }) =>
    upsert(
      manager,
      Toy,
      rows.map(({ value: { key, colours = [], ...toy } }) => ({
        id: recordId("toy", key),
        ...toy,
        colours: colours.map((code) => ({ code })),
      })),
    ),
});

/** A kind of file of which only that much is of interest. */
function kind(read: FileKind["read"]): FileKind {
  return { name: "any", recognises: () => "by content", read };
}

let database: TestDatabase;
let folder: string;
const statements: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "childview-runner-"));
  database = await openTestDatabase("toys", [Toy], [Toys0001], { onStatement: (sql) => statements.push(sql) });
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => database.dataSource.query("DELETE FROM toy"));

async function importToys(rows: string[]): Promise<string[]> {
  const file = join(folder, "toys.csv");
  await writeFile(file, ["key,name,pieces,loud,colours,note", ...rows].join("\n"));
  statements.length = 0;
  const lines: string[] = [];
  await runImport({
    dataSource: database.dataSource,
    clock: systemClock,
    files: [file],
    write: (line) => lines.push(line),
    importer: { kinds: [toys] },
  });
  return lines;
}

describe("an import", () => {
  test("needs one statement to find what it has, one to write, and one to record it, whatever the number of rows", async () => {
    const many = Array.from({ length: 500 }, (_, index) => `k${index},n${index},${index},no,red;blue,`);
    expect(await importToys(many)).toEqual(["toys.csv: 500 added, 0 changed, 0 unchanged"]);
    expect(statements.map((sql) => sql.split(" ")[0])).toEqual(["START", "SELECT", "INSERT", "SELECT", "COMMIT"]);
    expect(await importToys([...many.slice(0, 498), "k498,n498,7,yes,red,new", "k500,n500,1,no,,"])).toEqual([
      "toys.csv: 1 added, 1 changed, 498 unchanged",
    ]);
    expect(statements.map((sql) => sql.split(" ")[0])).toEqual(["START", "SELECT", "INSERT", "SELECT", "COMMIT"]);
  });

  test("leaves alone what a row does not say and the database filled in", async () => {
    await importToys(["a,Robot,1,no,,"]);
    const [before] = await database.dataSource.manager.find(Toy);
    expect(await importToys(["a,Robot,2,no,,"])).toEqual(["toys.csv: 0 added, 1 changed, 0 unchanged"]);
    expect(await database.dataSource.manager.find(Toy)).toEqual([{ ...before, pieces: 2 }]);
  });

  test("that contradicts what is stored is refused whole, in words", async () => {
    await importToys(["a,Robot,1,no,,"]);
    const refusal = importToys(["b,Bear,1,no,,", "c,Robot,1,no,,"]);
    await expect(refusal).rejects.toMatchObject({
      code: "IMPORT_REFUSED",
      message: "toys.csv: contradicts what is stored (Key (name)=(Robot) already exists.)",
    });
    expect(await database.dataSource.manager.count(Toy)).toBe(1);
  });

  test("says each kind of thing that it left out, and the elements among them in one line", async () => {
    const file = join(folder, "bundle.json");
    await writeFile(file, "{}");
    const lines: string[] = [];
    const left = ["resource Claim", "element Condition.stage", "element Condition.stage", "element Patient.name"];
    await runImport({
      dataSource: database.dataSource,
      clock: systemClock,
      files: [file],
      write: (line) => lines.push(line),
      importer: {
        kinds: [
          kind((_, { leftOut }) => {
            for (const what of left) leftOut.add(what);
            return Promise.resolve(() => Promise.resolve(addCounts()));
          }),
        ],
      },
    });
    expect(lines.slice(1)).toEqual([
      "bundle.json: left out resource Claim (1)",
      "bundle.json: left out elements Condition.stage (2), Patient.name (1)",
    ]);
  });

  test("can ask in one statement which of many values are known", async () => {
    await importToys(["a,Robot,1,no,,", "b,Bear,1,no,,"]);
    statements.length = 0;
    const known = await knownValues(database.dataSource.manager, Toy, "name", ["Bear", "Robot", "Kite", "Kite"]);
    expect([...known].sort()).toEqual(["Bear", "Robot"]);
    expect(statements).toHaveLength(1);
  });
});

describe("what a file no longer has", () => {
  async function importWithout(replace: boolean): Promise<string[]> {
    await importToys(["a,Robot,1,no,,"]);
    const file = join(folder, "toys.csv");
    const lines: string[] = [];
    await runImport({
      dataSource: database.dataSource,
      clock: systemClock,
      files: [file],
      replace,
      write: (line) => lines.push(line),
      importer: {
        kinds: [
          kind(() =>
            Promise.resolve(async ({ manager, notes }) => {
              notes.remark("has a kite and a string");
              await notes.remove(manager, await manager.find(Toy), ({ name }) => `toy ${name}`);
              return { added: 0, changed: 0, unchanged: 0 };
            }),
          ),
        ],
      },
    });
    return lines;
  }

  test("stays and is listed, with what would remove it", async () => {
    expect(await importWithout(false)).toEqual([
      "toys.csv: 0 added, 0 changed, 0 unchanged",
      "toys.csv: has a kite and a string",
      "toys.csv: kept toy Robot, which the file does not have",
      "toys.csv: kept 1 that the file does not have; if it is the whole, import it again with --replace",
    ]);
    expect(await database.dataSource.manager.count(Toy)).toBe(1);
  });

  test("goes when that is asked for, and is counted as removed and listed", async () => {
    expect(await importWithout(true)).toEqual([
      "toys.csv: 0 added, 0 changed, 0 unchanged, 1 removed",
      "toys.csv: has a kite and a string",
      "toys.csv: removed toy Robot",
    ]);
    expect(await database.dataSource.manager.count(Toy)).toBe(0);
  });

  test.each([[["--replce", "toys.csv"]], [["--replace"]], [["--replace=no", "toys.csv"]], [[]]])(
    "is asked for by --replace before or after files alone, so %j is answered with the usage",
    async (commandLine: string[]) => {
      const said: string[] = [];
      const write = mock.method(process.stderr, "write", (text: unknown) => said.push(String(text)) > 0);
      try {
        await importCommand(
          { service: "toys", importer: () => unused(), children: Toy, entities: [Toy], migrations: [Toys0001] },
          commandLine,
          systemClock,
        );
        expect([process.exitCode, said]).toEqual([2, ["Usage: npm run import -- toys [--replace] <file>…\n"]]);
      } finally {
        process.exitCode = 0;
        write.mock.restore();
      }
    },
  );
});

function unused(): never {
  throw new Error("nothing is imported");
}

describe("a record's id", () => {
  test("is the same for the same key, differs for another, and has the form of a UUID of version 8", () => {
    expect(recordId("a", 1, null)).toBe(recordId("a", 1, null));
    expect(new Set([recordId("ab", "c"), recordId("a", "bc"), recordId("a", "1"), recordId("a", 1), recordId("a", null)]).size).toBe(5);
    expect(z.uuid({ version: "v8" }).safeParse(recordId("a")).success).toBe(true);
  });
});
