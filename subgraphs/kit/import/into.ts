import type { EntityManager } from "typeorm";
import type { LeftOut } from "./left-out.ts";
import type { Notes } from "./notes.ts";

/** Who hears of what a file has that is left out, and of what else there is to tell. */
export interface Hearing {
  readonly leftOut: LeftOut;
  readonly notes: Notes;
}

/** Where rows are stored to: the file's own transaction; and the file's name, for refusals. */
export interface Into extends Hearing {
  readonly manager: EntityManager;
  readonly file: string;
}
