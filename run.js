// Runs one of the project's programs: `node run.js gateway/main.ts`. It runs from the build, which is made anew whenever the sources are others; without a program, that is all that is done.
import module from "node:module";
import { join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";

// Older versions fail in the middle of loading, with what helps nobody. The numbers are those of `engines` in package.json.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`Childview needs Node.js 20.19 or later, and this is ${process.versions.node}: install a newer one.\n`);
  process.exit(1);
}

// From Node 22 on, what it compiles of the programs is kept beside the build; it compares each with its source before it takes it.
module.enableCompileCache?.(join(import.meta.dirname, "dist/.compiled"));
const { build } = await import("./build.js");
const folder = await build(import.meta.dirname, (text) => process.stderr.write(text));
const [, , program] = process.argv;
if (program === undefined) process.stdout.write(`${folder}\n`);
else {
  // What follows is the program's own command line, as if Node had been given it.
  process.argv.splice(1, 1);
  process.setSourceMapsEnabled(true);
  await import(pathToFileURL(join(folder, program.replace(/\.ts$/, ".js"))).href);
}
