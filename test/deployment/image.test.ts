import { existsSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "@jest/globals";
import ts from "typescript";
import { readAgencySettings } from "../../subgraphs/kit/agency/settings.ts";
import { signaturesFolder } from "../../trust/signature-files.ts";
import { environmentOf, readComposeFile } from "./compose-file.ts";

const main = (name: string): string => readComposeFile().services[name]?.command?.at(-1) ?? "";
const imports = [...importedFrom([...["gateway", "partnership", "education", "health", "social-care"].map(main), "subgraphs/import.ts"])];
const importedByDemo = [...importedFrom([main("openid")])];

/** Every file of ours and every package that the files come to import at run time, directly or not. */
function importedFrom(files: readonly string[], found = new Set<string>()): ReadonlySet<string> {
  for (const file of files.filter((candidate) => !found.has(candidate))) {
    found.add(file);
    const specifiers = ts.preProcessFile(withoutTypes(file)).importedFiles.map(({ fileName }) => fileName);
    const own = specifiers.filter((specifier) => specifier.startsWith("."));
    for (const specifier of specifiers) if (!own.includes(specifier) && !isBuiltin(specifier)) found.add(packageOf(specifier));
    importedFrom(
      own.map((specifier) => normalize(join(dirname(file), specifier))),
      found,
    );
  }
  return found;
}

function withoutTypes(file: string): string {
  return ts.transpileModule(readFileSync(file, "utf8"), { compilerOptions: { module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true } })
    .outputText;
}

function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

/** What the Dockerfile copies from the repository into the images, by the name of the stage. */
function copiedInto(stage: string): string[] {
  const stages = readFileSync("Dockerfile", "utf8").split(/^FROM /m);
  const own = stages.find((text) => text.split("\n")[0]?.endsWith(` AS ${stage}`)) ?? "";
  return [...own.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, sources = ""]) => sources.split(" "));
}

test("the image has every file of ours that a service imports", () => {
  const copied = copiedInto("service");
  const files = imports.filter((name) => name.endsWith(".ts"));
  expect(files.length).toBeGreaterThan(100);
  expect(files.filter((file) => !copied.some((folder) => file.startsWith(`${folder}/`)))).toEqual([]);
  expect(copied.filter((path) => !existsSync(path))).toEqual([]);
  const inDemo = [...copied, ...copiedInto("demo")];
  expect(importedByDemo.filter((name) => name.endsWith(".ts") && !inDemo.some((folder) => name.startsWith(`${folder}/`)))).toEqual([]);
});

test("the image has nothing that gives tokens to anybody, and no made-up family", () => {
  expect(imports.filter((name) => name.startsWith("development/") || name === "oidc-provider")).toEqual([]);
  expect(copiedInto("service")).not.toContain("development");
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
  const taken = [...copiedInto("packages"), ...copiedInto("service"), ...copiedInto("demo")];
  expect(allowed.sort()).toEqual([...new Set(taken)].sort());
});

test("the image takes the officers' signatures along, in the folder where the partnership in production looks for them", () => {
  const settings = readAgencySettings("partnership", environmentOf("partnership"));
  expect(settings).toMatchObject({ mode: "production", policiesFolder: "policies" });
  expect(copiedInto("service")).toContain(settings.policiesFolder);
  expect(existsSync(signaturesFolder(settings.policiesFolder))).toBe(true);
});
