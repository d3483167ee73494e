import type { Action, Process } from "../../../../policies/index.ts";
import { ChildviewError } from "../../../../service/errors.ts";
import type { OpenChange } from "../change.ts";
import { may } from "../must-act.ts";

const support: readonly Process[] = ["EARLY_HELP", "SEN_SUPPORT"];

/** The action that opens a process of a kind, closes it, and says what the opener answers for. The purposes that open records belong to the local authority's own. */
export function openingOf(kind: Process): Action {
  return support.includes(kind) ? "open-support" : "open-process";
}

/** Throws ACTION_NOT_PERMITTED for whoever may open no process of any kind. */
export function mustOpenSome(open: OpenChange): void {
  if (!may(open, "open-process") && !may(open, "open-support")) throw new ChildviewError("ACTION_NOT_PERMITTED", "");
}
