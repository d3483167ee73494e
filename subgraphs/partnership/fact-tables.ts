import { factTablesAtFirst } from "./migrations/0008-history.ts";
import { undecisiveOfProcesses } from "./migrations/0012-processes.ts";

/** The tables that decisions are made on, each with the columns that no decision looks at: of these no earlier version is kept. */
export const factTables: Readonly<Record<string, readonly string[]>> = { ...factTablesAtFirst, process_event: undecisiveOfProcesses };
