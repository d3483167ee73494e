import type { Replayed } from "./replay.ts";

/** Tells in sentences what came of a replay. */
export function inWords(replayed: Replayed): string {
  return `${[...decided(replayed), ...released(replayed), ...kept(replayed)].join("\n")}\n`;
}

function decided({ decisions, erased, undecidable, different }: Replayed): string[] {
  const anew = decisions - erased - undecidable;
  return [
    `${counted(anew, "decision was", "decisions were")} decided anew: ${different.count === 0 ? "every one comes out as it was recorded" : `${counted(different.count, "entry is", "entries are")} not what comes out`}.`,
    ...different.first.map(({ log, entry, says }) => `Entry ${String(entry)} of ${log}: ${says.join("; ")}.`),
    ...more(different.count, different.first.length),
    ...(erased === 0
      ? []
      : [`Of ${counted(erased, "decision", "decisions")} the person or the child was erased: they cannot be decided anew.`]),
    ...(undecidable === 0
      ? []
      : [
          `${counted(undecidable, "decision COULD NOT", "decisions COULD NOT")} be decided anew: the facts or the documents of then were not kept.`,
        ]),
  ];
}

function released({ agencies, releases, uncovered }: Replayed): string[] {
  if (agencies.length === 0) return ["No agency's log was given, so releases were not looked at."];
  return [
    `${counted(releases, "release", "releases")} of ${agencies.join(", ")}: ${uncovered.count === 0 ? "a decision covers every one" : `no decision covers ${String(uncovered.count)}`}.`,
    ...uncovered.first.map(({ log, entry, says }) => `Entry ${String(entry)} of ${log}: ${says}.`),
    ...more(uncovered.count, uncovered.first.length),
  ];
}

function kept({ documents, apart }: Replayed): string[] {
  return [
    ...documents.map((flaw) => `Not the documents that were decided by: ${flaw}.`),
    ...apart.map(
      ({ table, count, ids }) =>
        `${counted(count, "row", "rows")} of ${table} ${count === 1 ? "is" : "are"} not what the history has, so somebody changed them behind the service: ${ids.join(", ")}.`,
    ),
  ];
}

function more(count: number, told: number): string[] {
  return count > told ? [`And ${String(count - told)} more.`] : [];
}

function counted(count: number, one: string, many: string): string {
  return `${String(count)} ${count === 1 ? one : many}`;
}
