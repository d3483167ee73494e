import { existsSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { basename, dirname, join, normalize } from "node:path";
import { expect, test } from "@jest/globals";
import ts from "typescript";
import { readSubgraphSettings } from "../../subgraphs/kit/settings.ts";
import { signaturesFolder } from "../../trust/signature-files.ts";
import { readAgencies } from "../../trust/agencies.ts";
import { environmentOf, readComposeFile } from "./compose-file.ts";

/** The source that a command of the image runs, which has it compiled. */
const sourceOf = (program: string): string => program.replace(/\.js$/, ".ts");

const main = (name: string): string => sourceOf(readComposeFile().services[name]?.command?.[1] ?? "");
// What the list of agencies names is imported by that name.
const subgraphs = readAgencies("deployment/demo-agencies.yaml").agencies.flatMap(({ module }) => module ?? []);
const imports = [
  ...importedFrom([
    ...["gateway", "partnership"].map(main),
    "subgraphs/main.ts",
    "subgraphs/import.ts",
    ...subgraphs.map((folder) => `${folder}/subgraph.ts`),
  ]),
];
const importedByDemo = [...importedFrom([main("openid")])];

/** Every file of ours and every package that the files come to import at run time, directly or not. */
function importedFrom(files: readonly string[], found = new Set<string>()): ReadonlySet<string> {
  for (const file of files.filter((candidate) => !found.has(candidate))) {
    found.add(file);
    const specifiers = ts.preProcessFile(compiled(file)).importedFiles.map(({ fileName }) => fileName);
    const own = specifiers.filter((specifier) => specifier.startsWith("."));
    for (const specifier of specifiers) if (!own.includes(specifier) && !isBuiltin(specifier)) found.add(packageOf(specifier));
    importedFrom(
      own.map((specifier) => inTree(normalize(join(dirname(file), specifier)))),
      found,
    );
  }
  return found;
}

/** The text of a file in the build from which these tests run: what is imported for its types alone is not there. */
function compiled(file: string): string {
  return readFileSync(join(import.meta.dirname, "../..", file.replace(/\.ts$/, ".js")), "utf8");
}

function inTree(script: string): string {
  const source = sourceOf(script);
  return existsSync(source) ? source : script;
}

function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

function linesOf(stage: string): string {
  const stages = readFileSync("Dockerfile", "utf8").split(/^FROM /m);
  return stages.find((text) => text.split("\n")[0]?.endsWith(` AS ${stage}`)) ?? "";
}

/** What the Dockerfile copies from the repository into a stage. */
function copiedInto(stage: string): string[] {
  return [...linesOf(stage).matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, sources = ""]) => sources.split(" "));
}

/** The rooms that an image takes from the build, each under its own name. */
function builtInto(stage: string): string[] {
  return [...linesOf(stage).matchAll(/^COPY --from=build \/childview\/built\/(\S+) (\S+)$/gm)].map(([, room = "", under]) => {
    expect(under).toBe(basename(room));
    return room;
  });
}

test("the image has every file of ours that a service imports", () => {
  const built = builtInto("service");
  const files = imports.filter((name) => name.endsWith(".ts"));
  expect(files.length).toBeGreaterThan(100);
  expect(files.filter((file) => !built.some((folder) => file.startsWith(`${folder}/`)))).toEqual([]);
  const inDemo = [...built, ...builtInto("demo")];
  expect(inDemo.filter((room) => !copiedInto("build").includes(room))).toEqual([]);
  expect(["packages", "build", "service", "demo"].flatMap(copiedInto).filter((path) => !existsSync(path))).toEqual([]);
  expect(importedByDemo.filter((name) => name.endsWith(".ts") && !inDemo.some((folder) => name.startsWith(`${folder}/`)))).toEqual([]);
});

test("each command of the image runs a program of ours that was compiled", () => {
  const [, ownCommand = "[]"] = /^CMD (.+)$/m.exec(readFileSync("Dockerfile", "utf8")) ?? [];
  const importing =
    readFileSync("deployment/load-demo-families", "utf8")
      .match(/exec (node .+?)"/)?.[1]
      ?.split(" ") ?? [];
  const commands = [
    JSON.parse(ownCommand) as string[],
    importing,
    ...Object.values(readComposeFile().services).flatMap(({ command }) => (command === undefined ? [] : [command])),
  ];
  expect(commands.map(([program]) => program)).toEqual(Array(commands.length).fill("node"));
  const programs = commands.map(([, program = ""]) => program);
  expect(programs.filter((program) => !program.endsWith(".js") || !existsSync(sourceOf(program)))).toEqual([]);
});

test("the image holds no compiler and no TypeScript", () => {
  const { dependencies } = JSON.parse(readFileSync("package.json", "utf8")) as { dependencies: Record<string, string> };
  expect(Object.keys(dependencies).filter((name) => name === "typescript" || name.includes("swc"))).toEqual([]);
  expect(linesOf("packages")).toContain("npm ci --omit=dev");
  // All rooms come from the build, in which there are no sources.
  expect(copiedInto("service")).toEqual(["package.json", "supergraph.graphql"]);
  expect(copiedInto("demo")).toEqual([]);
});

test("the image leaves the officers' commands out, and so the one that signs: no key of theirs is needed where services run", () => {
  expect([...copiedInto("build"), ...builtInto("service"), ...builtInto("demo")]).not.toContain("governance");
});

test("no private key that lies about reaches the build or a commit", () => {
  for (const file of [".dockerignore", ".gitignore"]) {
    const lines = readFileSync(file, "utf8").split("\n");
    const refused = (kind: string): number => Math.max(lines.indexOf(`*.${kind}`), lines.indexOf(`**/*.${kind}`));
    // The last line that fits is the one that holds.
    const lastAllowed = lines.findLastIndex((line) => line.startsWith("!"));
    expect(["pem", "jwk"].filter((kind) => refused(kind) <= lastAllowed)).toEqual([]);
  }
});

test("the image has nothing that gives tokens to anybody, and no made-up family", () => {
  expect(imports.filter((name) => name.startsWith("development/") || name === "oidc-provider")).toEqual([]);
  expect(builtInto("service")).not.toContain("development");
});

test("what the services import is installed without the packages that only development needs", () => {
  const { dependencies } = JSON.parse(readFileSync("package.json", "utf8")) as { dependencies: Record<string, string> };
  const packages = [...imports, ...importedByDemo].filter((name) => !name.endsWith(".ts"));
  expect(packages.filter((name) => !Object.hasOwn(dependencies, name))).toEqual([]);
});

test("the build is handed nothing that the image does not take", () => {
  const allowed = readFileSync(".dockerignore", "utf8")
    .split("\n")
    .flatMap((line) => (line.startsWith("!") ? [line.slice(1)] : []));
  const taken = ["packages", "build", "service", "demo"].flatMap(copiedInto);
  expect(allowed.sort()).toEqual([...new Set(taken)].sort());
});

test("the image takes the officers' signatures along, in the folder where the partnership in production looks for them", () => {
  const settings = readSubgraphSettings("partnership", environmentOf("partnership"));
  expect(settings).toMatchObject({ mode: "production", policiesFolder: "policies" });
  expect(builtInto("service")).toContain(settings.policiesFolder);
  expect(existsSync(signaturesFolder(settings.policiesFolder))).toBe(true);
});
