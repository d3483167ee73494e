import { systemClock } from "../../service/clock.ts";
import { englandToday } from "../../service/england-today.ts";
import { onDay } from "../../subgraphs/kit/import/day-of-import.ts";
import type { ImportFile } from "../../subgraphs/kit/import/file.ts";
import { kindOf } from "../../subgraphs/kit/import/kind.ts";
import { LeftOut } from "../../subgraphs/kit/import/left-out.ts";
import { Notes } from "../../subgraphs/kit/import/notes.ts";
import type { Importer } from "../../subgraphs/kit/import/run.ts";

/** A file that holds a text. */
function fileOf(name: string, text: string): ImportFile {
  return {
    name,
    head: text,
    pieces: async function* () {
      yield await Promise.resolve(text);
    },
  };
}

/** Reads a text as a file of a service, without storing it; answers what was left out, with how often. */
export async function readText(importer: Importer, name: string, text: string): Promise<LeftOut["counts"]> {
  const hearing = { leftOut: new LeftOut(), notes: new Notes() };
  const file = fileOf(name, text);
  await onDay(englandToday(systemClock()), () => kindOf(file, importer).read(file, hearing));
  return hearing.leftOut.counts;
}
