import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "@jest/globals";

const config = `
  import { oneWay } from ${JSON.stringify(resolve("lint/one-way.js"))};
  import tseslint from ${JSON.stringify(resolve("node_modules/typescript-eslint/dist/index.js"))};
  export default [{
    files: ["**/*.ts"],
    languageOptions: { parser: tseslint.parser },
    plugins: { childview: { rules: { "one-way": oneWay } } },
    rules: { "childview/one-way": ["error", { filesAlone: ["test"] }] },
  }];`;

// Each folder is a tree of its own: they are linted together, since loading lint takes longer than all it has to say.
const files = {
  "types/rule.ts": 'import type { Policy } from "./policy.ts";\nexport interface Rule { readonly of: Policy }',
  "types/policy.ts": 'import { type Rule } from "./rule.ts";\nexport interface Policy { readonly rules: readonly Rule[] }',
  "ways/one.ts": 'export * from "./two.ts";',
  "ways/two.ts": 'export type Two = import("./three.ts").Three;',
  "ways/three.ts": 'export type Three = 3;\nexport const later = () => import("./one.ts");',
  "room/policy.ts": 'import type { Person } from "./deciding/situations.ts";\nexport type Policy = Person;',
  "room/deciding/situations.ts": "export type Person = string;",
  "room/deciding/decide.ts": 'import type { Policy } from "../policy.ts";\nexport type Decide = (policy: Policy) => void;',
  "sound/main.ts": 'import "./one/first.ts";\nimport "./two/second.ts";',
  "sound/one/first.ts": 'import "../two/second.ts";\nimport "../ground.ts";\nimport "some-package";',
  "sound/two/second.ts": 'import "../ground.ts";',
  "sound/ground.ts": "export const ground = 1;",
  "test/one/first.test.ts": 'import "../two/made.ts";',
  "test/one/made.ts": "export const made = 1;",
  "test/two/made.ts": 'import "../one/made.ts";',
  "test/three/of-itself.ts": 'import type { Other } from "./other.ts";\nexport type OfItself = Other;',
  "test/three/other.ts": 'import type { OfItself } from "./of-itself.ts";\nexport type Other = OfItself | 1;',
};

interface Linted {
  readonly filePath: string;
  readonly messages: readonly { readonly message: string }[];
}

describe("Lint keeps dependencies one way", () => {
  let said: readonly string[];

  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), "one-way-"));
    for (const [file, text] of Object.entries({ ...files, "eslint.config.js": config, "package.json": '{ "type": "module" }' })) {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), text);
    }
    const eslint = [resolve("node_modules/eslint/bin/eslint.js"), "--format", "json", "**/*.ts"];
    // Lint ends with 1 if it has something to say.
    const { stdout } = await promisify(execFile)(process.execPath, eslint, { cwd: folder }).catch((ended: { stdout: string }) => ended);
    await rm(folder, { recursive: true });
    said = (JSON.parse(stdout) as Linted[]).flatMap(({ filePath, messages }) =>
      messages.map(({ message }) => `${relative(folder, filePath)}: ${message.replace("The import closes a circle: ", "")}`),
    );
  });

  const saidOf = (tree: string): string[] => said.filter((line) => line.startsWith(`${tree}/`));

  test("two files that speak of each other's types alone are a circle, and both are told", () => {
    expect(saidOf("types")).toEqual([
      "types/policy.ts: types/policy.ts → types/rule.ts → types/policy.ts.",
      "types/rule.ts: types/rule.ts → types/policy.ts → types/rule.ts.",
    ]);
  });

  test("what is passed on, named in place or loaded later closes a circle as well", () => {
    expect(saidOf("ways")).toEqual([
      "ways/one.ts: ways/one.ts → ways/two.ts → ways/three.ts → ways/one.ts.",
      "ways/three.ts: ways/three.ts → ways/one.ts → ways/two.ts → ways/three.ts.",
      "ways/two.ts: ways/two.ts → ways/three.ts → ways/one.ts → ways/two.ts.",
    ]);
  });

  test("a folder imports itself by way of others in no circle, though none of its files does", () => {
    expect(saidOf("room")).toEqual([
      "room/deciding/decide.ts: room/deciding → room/policy.ts → room/deciding.",
      "room/policy.ts: room/policy.ts → room/deciding → room/policy.ts.",
    ]);
  });

  test("a file may put folders together and another hold what they share; of tests only files are compared", () => {
    expect(saidOf("sound")).toEqual([]);
    expect(saidOf("test")).toEqual([
      "test/three/of-itself.ts: test/three/of-itself.ts → test/three/other.ts → test/three/of-itself.ts.",
      "test/three/other.ts: test/three/other.ts → test/three/of-itself.ts → test/three/other.ts.",
    ]);
  });
});
