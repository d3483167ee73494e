import type { ResolveHook } from "node:module";

/** What is done for the audit of an operation, by file, and what stands in its place. All of it is of this benchmark's own build: the product has no setting that turns its audit off. */
const standIns: Readonly<Record<string, string>> = {
  "service/record-answers.js": "record-answers.js",
  "service/audit/log.js": "log.js",
  "subgraphs/kit/guard/journal.js": "journal.js",
  "gateway/recording/learn-operation.js": "learn-operation.js",
  "gateway/asked-for.js": "asked-for.js",
};

/** The path of a file within a build (`dist/<stamp>/`), whichever build it is. */
const withinBuild = /\/dist\/[0-9a-f]+\/(.+)$/;

/** Answers for each of these files its stand-in, and for all others what Node answers. */
export const resolve: ResolveHook = async (specifier, context, next) => {
  const found = await next(specifier, context);
  const standIn = standIns[withinBuild.exec(found.url)?.[1] ?? ""];
  return standIn === undefined ? found : { ...found, url: new URL(standIn, import.meta.url).href };
};
