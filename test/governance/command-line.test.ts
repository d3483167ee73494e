import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { commands } from "../../governance/commands.ts";
import { runCommand } from "../../governance/run.ts";

const place = mkdtempSync(join(tmpdir(), "childview-command-line-"));
afterAll(() => rmSync(place, { recursive: true }));

async function policy(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ["", ""];
  const code = await runCommand(commands, words, {
    now: new Date("2026-11-22T12:00:00Z"),
    write: (text) => (out += text),
    complain: (text) => (err += text),
  });
  return { code, out, err };
}

const names = Object.keys(commands);

describe("help", () => {
  test.each([[[]], [["help"]], [["--help"]], [["-h"]]])("is the answer to %j, and no failure", async (words) => {
    const { code, out, err } = await policy(...words);
    expect([code, err]).toEqual([0, ""]);
    for (const name of names) expect(out).toMatch(new RegExp(`^ {2}${name}( |$)`, "m"));
    expect(out).toContain("npm run --silent policy -- <command>");
  });

  test.each(names)("tells of %s alone how it is asked, in one sentence what it answers, and does not run it", async (name) => {
    const { code, out, err } = await policy(name, "--help");
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(new RegExp(`^npm run --silent policy -- ${name}.*\\n {4}[A-Z].*\\.\\n`));
    expect(await policy("help", name)).toEqual({ code, out, err });
  });
});

describe("what is not understood is never passed over", () => {
  test("a command that there is not: which there are", async () => {
    const { code, out, err } = await policy("chekc");
    expect([code, out]).toEqual([2, ""]);
    expect(err).toBe(`there is no command "chekc", only ${names.join(", ")}. Usage: npm run policy -- <command>\n`);
    expect(JSON.parse((await policy("chekc", "--json")).out)).toEqual({ error: err.trimEnd() });
  });

  test.each([
    ["check", ["some-folder"]],
    ["diff", ["HEAD", "extra"]],
    ["read", ["safeguarding", "prohibitions"]],
    ["test", ["tests/education.yaml"]],
    ["verify", ["agencies.yaml"]],
    ["matrix", ["csv"]],
    ["who-can", ["health.therapies"]],
    ["what-can", ["senco"]],
    ["sign", ["my-key.pem"]],
  ])("%s with a word too many: %j", async (name, words) => {
    const { code, out, err } = await policy(name, ...words);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(`"${words.at(-1) ?? ""}" is a word too many`);
  });
});

describe("a file that is not there is named, with what to do about it", () => {
  const nowhere = join(place, "nowhere");

  test("a list of agencies", async () => {
    const { code, err } = await policy("verify", "--agencies", nowhere);
    expect(code).toBe(2);
    expect(err).toMatch(new RegExp(`^AGENCIES_INVALID: ${nowhere} cannot be read: .*by \`--agencies\` for a command\\.\\n$`));
  });

  test("a folder of policies", async () => {
    expect((await policy("read", "--policies", nowhere)).err).toContain(`${nowhere}/agreements cannot be read.`);
  });

  test("a folder of pages", async () => {
    const { code, err } = await policy("matrix", "--write", "--folder", nowhere);
    expect(code).toBe(2);
    expect(err).toMatch(new RegExp(`^FILE_UNWRITABLE: ${nowhere}/access-matrix\\.md cannot be written\\.`));
  });

  test("a page that cannot be put in its place, of which no half is left", async () => {
    mkdirSync(join(place, "pages/access-matrix.md/in-the-way"), { recursive: true });
    expect((await policy("matrix", "--write", "--folder", join(place, "pages"))).code).toBe(2);
  });
});
