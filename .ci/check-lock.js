// Says whether package-lock.json can be installed on every machine, and whether each install script was decided on.
import { readFileSync } from "node:fs";
import process from "node:process";

const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8"));
const { allowScripts = {} } = JSON.parse(readFileSync("package.json", "utf8"));
const entries = Object.entries(packages).filter(([place]) => place !== "");
const nameOf = (place) => place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length);
const locked = new Set(entries.map(([place]) => nameOf(place)));

// npm leaves the binaries of other platforms out of the lock when a registry lacks them, and `npm ci` fails on those platforms later.
const missing = entries.flatMap(([place, { optionalDependencies = {} }]) =>
  Object.keys(optionalDependencies)
    .filter((name) => !locked.has(name))
    .map((name) => `${name}, which ${nameOf(place)} may need on another platform, is not in package-lock.json`),
);
const undecided = entries
  .filter(([place, { hasInstallScript }]) => hasInstallScript === true && !Object.hasOwn(allowScripts, nameOf(place)))
  .map(([place]) => `${nameOf(place)} has an install script that allowScripts in package.json does not decide on`);

const wrong = [...missing, ...undecided];
for (const line of wrong) process.stderr.write(`${line}\n`);
process.exitCode = wrong.length === 0 ? 0 : 1;
