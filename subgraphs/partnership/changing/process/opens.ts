import type { Action, Process } from "../../../../policies/index.ts";

const support: readonly Process[] = ["EARLY_HELP", "SEN_SUPPORT"];

/** The action that opens a process of a kind, closes it, and says what the opener answers for. The purposes that open records belong to the local authority's own. */
export function openingOf(kind: Process): Action {
  return support.includes(kind) ? "open-support" : "open-process";
}
