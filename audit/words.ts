import type { Verdict } from "./verify.ts";

/** Tells in sentences what came of checking an export. */
export function inWords(verdict: Verdict): string {
  const { findings, origin } = verdict;
  const lines =
    findings.length === 0
      ? sound(verdict)
      : [`This log does not hold${origin === undefined ? "" : `: ${origin}`}.`, ...findings.map(({ says }) => says)];
  return `${lines.join("\n")}\n`;
}

function sound({ origin, from, size, proved, checkpoints, signedAt, compared, erasures }: Verdict): string[] {
  const which =
    from === 0 ? counted(size, "entry", "entries") : `${counted(size - from, "entry", "entries")} since the first ${String(from)}`;
  const at = signedAt === undefined ? "" : ` The last was signed at ${new Date(signedAt * 1000).toISOString()}, as the log says.`;
  return [
    `This log holds: ${String(origin)}, ${which}, ${counted(checkpoints, "checkpoint", "checkpoints")}.${at}`,
    ...(proved < size
      ? [`The last ${counted(size - proved, "entry is", "entries are")} not signed yet: what is said of them nobody has to stand by.`]
      : []),
    ...toldOf(compared).map(({ file, size: count, witnesses, holds }) => {
      if (holds === undefined)
        return `The checkpoint in ${file} is older than the beginning of this export, so it COULD NOT BE COMPARED: take an export of the whole log.`;
      const seen = witnesses.map(({ name, time }) => `${name} at ${new Date(time * 1000).toISOString()}`);
      return `It goes on from the ${counted(count, "entry", "entries")} of ${file}${seen.length === 0 ? "" : `, witnessed by ${seen.join(" and ")}`}.`;
    }),
    ...(compared.length === 0 ? ["No older checkpoint was given, so it is not known whether others were shown the same log."] : []),
    ...erasures.map(
      ({ entry, values, by, ground }) => `Entry ${String(entry)}: ${counted(values, "value", "values")} erased by ${by}. Ground: ${ground}`,
    ),
  ];
}

/** Of many of one file the last that holds; and each that could not be compared. */
function toldOf(compared: Verdict["compared"]): Verdict["compared"] {
  const last = new Map(compared.filter(({ holds }) => holds === true).map((one) => [one.file, one]));
  return compared.filter((one) => one.holds !== true || last.get(one.file) === one);
}

function counted(count: number, one: string, many: string): string {
  return `${String(count)} ${count === 1 ? one : many}`;
}
