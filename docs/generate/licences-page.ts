import { z } from "zod";
import { licenceDuties } from "./licence-duties.ts";
import { generatedNotice, table } from "./markdown.ts";

const lockFile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().optional(),
      dependencies: z.record(z.string(), z.string()).optional(),
    }),
  ),
});

interface Package {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
}

/**
 * The page that lists every package that the services run with, and under which licence, from the text of package-lock.json. Throws for a package whose licence is
 * not said, or is not among {@link licenceDuties}. What a package says of itself is believed; its files are not searched for other licences.
 */
export function licencesPage(lockText: string): string {
  const lock = lockFile.parse(JSON.parse(lockText));
  const packages = productionPackages(lock);
  const direct = Object.keys(lock.packages[""]?.dependencies ?? {}).map((name) => ({ name, ...lock.packages[`node_modules/${name}`] }));
  const licences = [...new Set(packages.map(({ licence }) => licence))].sort();
  return `# Licences

${generatedNotice}

Childview itself is under the MIT licence (\`LICENSE\`). It runs with ${packages.length} packages of others, which npm installs from their own publishers; each has its licence
text in its folder of \`node_modules\`, and so has an image built from the \`Dockerfile\`. Packages that only development and tests need are not listed.

${elastic(packages)}

## Packages that Childview names itself

${table(
  ["Package", "Version", "Licence"],
  direct.map(({ name, version = "", license = "" }) => [name, version, license]),
)}

## All packages, by licence

${licences.map((licence) => section(licence, packages)).join("\n\n")}
`;
}

function productionPackages({ packages }: z.infer<typeof lockFile>): Package[] {
  const found = Object.entries(packages)
    .filter(([place, { dev }]) => place !== "" && dev !== true)
    .map(([place, { version = "", license }]) => ({
      name: place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length),
      version,
      licence: license?.replace(/^\((.*)\)$/, "$1") ?? "none named",
    }));
  for (const { name, licence } of found) {
    const unknown = licence.split(" AND ").find((id) => !Object.hasOwn(licenceDuties, id));
    if (unknown !== undefined)
      throw new Error(`${name} has the licence "${unknown}": look what it asks and add it to docs/generate/licence-duties.ts`);
  }
  const distinct = new Map(found.map((entry) => [`${entry.name} ${entry.version}`, entry]));
  return [...distinct.values()].sort((one, other) => (`${one.name} ${one.version}` < `${other.name} ${other.version}` ? -1 : 1));
}

function section(licence: string, packages: readonly Package[]): string {
  const duties = licence.split(" AND ").map((id) => licenceDuties[id] ?? "");
  const own = packages.filter((entry) => entry.licence === licence).map(({ name, version }) => `${name} ${version}`);
  return `### ${licence} (${own.length})\n\n${duties.join(" And: ")}\n\n${own.join(", ")}.`;
}

function elastic(packages: readonly Package[]): string {
  const own = packages.filter(({ licence }) => licence === "Elastic-2.0").map(({ name }) => `\`${name}\``);
  return `## The one to know of: Elastic License 2.0

${own.join(", ")} are under it. They compose the supergraph and run the gateway's query plans.

It lets anybody use, change and pass on the software free of charge, and forbids three things: to offer it to third parties as a hosted or managed service that gives them
access to a substantial part of its features; to get round a licence key; to remove notices. So agencies that run a gateway for their own practitioners and families
use it as one part of their own service. Whoever wants to run Childview as a service for others should have the terms read by somebody who can answer for the
reading, or take the way out. This page is no legal advice.

**The way out.** Only \`gateway/supergraph.ts\`, \`gateway/subgraph-client.ts\` and \`supergraph/compose.ts\` import these packages; the subgraphs, \`@apollo/server\` and
\`@apollo/subgraph\` are MIT. The subgraphs' schemas are plain Federation 2, and permits travel in the graph itself, so that other tools can take their places:
\`@theguild/federation-composition\` (MIT) composes, and a router under another licence, such as Hive Gateway (MIT), runs the plans. Such a router must pass the caller's access
token on to the partnership and to no agency, and leaves refusals among the errors, as this gateway does with \`WITHHELD=errors\`.`;
}
