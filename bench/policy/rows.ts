import type { Policy } from "../../policies/index.ts";
import { cerbos } from "./cerbos.ts";
import type { CerbosClient } from "./cerbos.ts";
import type { cedarSliced, cedarWhole } from "./cedar.ts";
import { childview } from "./childview.ts";
import type { Question } from "./engine.ts";
import type { Questions } from "./questions.ts";
import { again, firstTime } from "./report.ts";
import type { Row } from "./rounds.ts";
import { afresh, inFlight, inTurn } from "./sampling.ts";

/** The engines that answer in this process. `make` compiles the policy anew, for an engine that has answered nothing yet. */
export interface InProcess {
  readonly make: () => Policy;
  readonly childview: ReturnType<typeof childview>;
  readonly cedarWhole: ReturnType<typeof cedarWhole>;
  readonly cedarSliced: ReturnType<typeof cedarSliced>;
}

/** The lines of both tables, in their order. Without a client, those of Cerbos are left out. */
export function rowsFor(engines: InProcess, client: CerbosClient | undefined, questions: Questions): readonly Row[] {
  return [
    ...inProcess(engines, "decision", questions.singles),
    ...(client ? cerbosDecisions(client, questions) : []),
    ...inProcess(engines, "permit", questions.permits),
    ...(client ? cerbosPermits(client, questions) : []),
  ];
}

function inProcess(engines: InProcess, unit: Row["unit"], questions: readonly Question[]): readonly Row[] {
  const fresh = () => childview(engines.make());
  // "Again" is about what has been decided already, however short the warm-up is.
  for (const question of questions) engines.childview.ask(question);
  const one = { unit, unitsPerQuestion: 1 };
  const calls = unit === "decision" ? "" : ", a call for each category";
  return [
    { ...one, engine: "Childview", how: firstTime, sample: afresh(fresh, questions, 2) },
    { ...one, engine: "Childview", how: again, sample: inTurn(engines.childview, questions, 64) },
    { ...one, engine: "Cedar", how: `all rules in one policy set${calls}`, sample: inTurn(engines.cedarWhole, questions, 4) },
    {
      ...one,
      engine: "Cedar",
      how: `a policy set for each person and category${calls}`,
      sample: inTurn(engines.cedarSliced, questions, 16),
    },
  ];
}

// One call after the other shows what a caller waits; several at a time, what the server can do.
function cerbosDecisions(client: CerbosClient, { singles, children }: Questions): readonly Row[] {
  const engine = cerbos(client);
  const row = { engine: "Cerbos", unit: "decision" } as const;
  const all = children[0]?.categories.length ?? 1;
  return [
    { ...row, unitsPerQuestion: 1, how: "one call after the other", sample: inTurn(engine, singles, 1) },
    { ...row, unitsPerQuestion: 1, how: "32 calls at a time", sample: inFlight(engine, singles, 32) },
    { ...row, unitsPerQuestion: all, how: `8 calls at a time, ${String(all)} categories in each`, sample: inFlight(engine, children, 8) },
  ];
}

function cerbosPermits(client: CerbosClient, { permits }: Questions): readonly Row[] {
  const engine = cerbos(client);
  const row = { engine: "Cerbos", unit: "permit", unitsPerQuestion: 1 } as const;
  return [
    { ...row, how: "one call for all categories, one call after the other", sample: inTurn(engine, permits, 1) },
    { ...row, how: "one call for all categories, 16 at a time", sample: inFlight(engine, permits, 16) },
  ];
}
