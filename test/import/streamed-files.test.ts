import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { z } from "zod";
import { optionalText, text } from "../../subgraphs/kit/import/csv-fields.ts";
import { at } from "../../subgraphs/kit/import/elements.ts";
import { openImportFile, wholeText } from "../../subgraphs/kit/import/file.ts";
import { type FileKind, kindOf } from "../../subgraphs/kit/import/kind.ts";
import { LeftOut } from "../../subgraphs/kit/import/left-out.ts";
import { Notes } from "../../subgraphs/kit/import/notes.ts";
import type { Row } from "../../subgraphs/kit/import/row.ts";
import { tableKind } from "../../subgraphs/kit/import/table-kind.ts";
import { xmlKind } from "../../subgraphs/kit/import/xml-kind.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "childview-streamed-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const elements = { one: at("One", text), other: at("Other", optionalText) };
let rows: readonly Row<unknown>[] = [];
const store = (read: readonly Row<unknown>[]) => {
  rows = read;
  return Promise.resolve({ added: 0, changed: 0, unchanged: 0 });
};
const table = tableKind({ name: "table", knownBy: ["one"], columns: z.object(elements), store });
const document = xmlKind({
  name: "document",
  root: { name: "All", of: "a test" },
  around: z.object({ day: at("Head/Day", text) }),
  rows: { at: "Rows/Row", elements: z.object({ one: at("In/One", text), list: at("Some*/Item", z.array(z.string()).default([])) }) },
  store,
});

/** What a kind makes of a text that comes in these pieces. */
async function readIn(kind: FileKind, [head = "", ...more]: readonly string[]) {
  const hearing = { leftOut: new LeftOut(), notes: new Notes() };
  const pieces = async function* () {
    for (const piece of [head, ...more]) yield await Promise.resolve(piece);
  };
  const storing = await kind.read({ name: "file", head, pieces }, hearing);
  // Nothing is stored to: what is stored is kept for the test.
  await storing({ manager: undefined as never, file: "file", ...hearing });
  return { rows, leftOut: hearing.leftOut.counts };
}

/** A text cut at these places, each before or after a sign: of bytes no half of one is ever made. */
function cut(whole: string, places: readonly number[]): string[] {
  const signs = [...whole];
  const ends = [...new Set(places.map((place) => place % (signs.length + 1)))].sort((a, b) => a - b);
  return [...ends, signs.length].map((end, index) => signs.slice(ends[index - 1] ?? 0, end).join(""));
}

const field = fc.string({ unit: fc.constantFrom("a", "é", "🧒", " ", '"', ",", "\n", "\r\n", "<", "&"), maxLength: 8 });
const places = fc.array(fc.nat(), { maxLength: 12 });

describe("however a file comes in pieces, the same is read of it", () => {
  test("of a table, its rows and lines, as another reader of tables has them", async () => {
    const lines = fc.array(fc.tuple(field, field), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(lines, places, async (given, at) => {
        const quoted = (value: string): string => `"${value.replaceAll('"', '""')}"`;
        const fields = given.map(([one, other]) => [`x${one}`, other]);
        const whole = ["One,Other", ...fields.map((row) => row.map(quoted).join(","))].join("\r\n");
        const expected: string[][] = parse(whole.replaceAll("\r\n", "\n"), { from_line: 2 });
        // The head is the header at least: a file's first piece is 64 KiB.
        const [header, rest] = [whole.slice(0, 11), whole.slice(11)];
        const read = await readIn(table, [header, ...cut(rest, at)]);
        expect(read.rows.map(({ value }) => value)).toEqual(
          expected.map(([one = "", other = ""]) => ({ one: one.trim(), other: other.trim() === "" ? null : other.trim() })),
        );
        let line = 2;
        for (const [index, row] of fields.entries()) {
          expect(read.rows[index]?.line).toBe(line);
          line += 1 + row.join("").replaceAll("\r\n", "\n").split("\n").length - 1;
        }
      }),
    );
  });

  test("of a document, its groups and lines, and what was left out", async () => {
    const escaped = (value: string): string => value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("\r\n", "\n");
    const groups = fc.array(fc.tuple(field, fc.array(field, { maxLength: 3 })), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(groups, places, async (given, at) => {
        const group = ([one, items]: [string, string[]]): string =>
          `<Row more="1"><In><One>x${escaped(one)}</One></In>${items.map((item) => `<Some><Item>${escaped(item)}</Item></Some>`).join("")}<Not><Known/></Not></Row>`;
        const before = "<All><Head><Day>1</Day></Head><Rows>";
        const whole = `${before}${given.map(group).join("\n")}</Rows></All>`;
        const read = await readIn(document, ["<", ...cut(whole.slice(1), at)]);
        const value = ([one, items]: [string, string[]]) => ({
          one: `x${one.replaceAll("\r\n", "\n")}`.trim(),
          list: items.map((item) => item.replaceAll("\r\n", "\n").trim()),
        });
        expect(read.rows.map((row) => row.value)).toEqual(given.map(value));
        const lineOf = (index: number): number =>
          `${before}${given.slice(0, index).map(group).join("\n")}`.split("\n").length + (index > 0 ? 1 : 0);
        expect(read.rows.map(({ line }) => line)).toEqual(given.map((_, index) => lineOf(index)));
        expect(read.leftOut).toEqual([
          { what: "attribute Row/@more", count: given.length },
          { what: "element Row/Not and what is in it", count: given.length },
        ]);
      }),
    );
  });
});

describe("a file is read from its beginning to its end, once", () => {
  test("so that a pipe, which gives what it has a single time, is taken as well", async () => {
    const pipe = join(folder, "pipe");
    expect(spawnSync("mkfifo", [pipe]).status).toBe(0);
    const whole = `One,Other\n${"x,y\n".repeat(100_000)}`;
    writeFileSync(join(folder, "whole"), whole);
    const writer = spawn("sh", ["-c", `cat ${join(folder, "whole")} > ${pipe}`]);
    const file = await openImportFile(pipe);
    try {
      expect(kindOf(file, { kinds: [document, table] })).toBe(table);
      expect(await wholeText(file)).toBe(whole);
    } finally {
      await file.close();
      writer.kill();
    }
  });

  test("and of a large one only its beginning before its turn", async () => {
    const path = join(folder, "large");
    writeFileSync(path, `One,Other\n${"x,y\n".repeat(1_000_000)}`);
    const file = await openImportFile(path);
    expect(file.head.length).toBeLessThanOrEqual(64 * 1024);
    await file.close();
  });

  test("with every sign whole, also where one piece ends and the next begins", async () => {
    for (const shift of [0, 1, 2, 3]) {
      const whole = `${"a".repeat(shift)}${"🧒".repeat(40_000)}`;
      writeFileSync(join(folder, "signs"), whole);
      const file = await openImportFile(join(folder, "signs"));
      expect(await wholeText(file)).toBe(whole);
      await file.close();
    }
  });

  test.each([
    ["another encoding", Buffer.from("x,Zo\xeb\n", "latin1"), 'line 50002: "x,Zoë" is not in UTF-8 but, as it seems, in Windows-1252'],
    ["a zero byte", Buffer.from("x,\0\n"), "line 50002: holds a zero byte"],
  ])("and %s far down is refused with its line", async (_, wrong, says) => {
    const path = join(folder, "wrong");
    writeFileSync(path, Buffer.concat([Buffer.from(`One,Other\n${"x,y\n".repeat(50_000)}`), wrong, Buffer.from("x,y\n".repeat(50_000))]));
    const file = await openImportFile(path);
    await expect(table.read(file, { leftOut: new LeftOut(), notes: new Notes() })).rejects.toThrow(`wrong, ${says}`);
    await file.close();
  });
});

describe("a part of a document that does not end", () => {
  const long = Array.from({ length: 80 }, () => "]".repeat(64 * 1024));
  const begins: [string, string][] = [
    ["a document type", "<!DOCTYPE a ["],
    ["a text", "<All><Head><Day>"],
    ["what stands as it is (CDATA)", "<All><Head><Day><![CDATA["],
    ["a comment", "<All><!--"],
    ["a tag", '<All a="'],
  ];
  test.each(begins)("is refused before all of it is kept: %s", async (_, begin) => {
    let came = 0;
    const pieces = async function* () {
      for (const piece of [begin, ...long]) {
        came += 1;
        yield await Promise.resolve(piece);
      }
    };
    const hearing = { leftOut: new LeftOut(), notes: new Notes() };
    await expect(document.read({ name: "file", head: begin, pieces }, hearing)).rejects.toMatchObject({ code: "IMPORT_REFUSED" });
    expect(came).toBeLessThan(long.length);
  });
});
