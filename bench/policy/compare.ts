import type { Policy } from "../../policies/index.ts";
import { firstDisagreement } from "./agreement.ts";
import { cedarSliced, cedarWhole } from "./cedar.ts";
import type { Cedar } from "./cedar.ts";
import { cerbos, connectCerbos } from "./cerbos.ts";
import type { CerbosClient } from "./cerbos.ts";
import { startCerbos } from "./cerbos-server.ts";
import { childview } from "./childview.ts";
import { answering } from "./engine.ts";
import type { Answering, Question } from "./engine.ts";
import { questionsAbout } from "./questions.ts";
import { measure } from "./rounds.ts";
import type { Measured } from "./rounds.ts";
import { rowsFor } from "./rows.ts";
import type { InProcess } from "./rows.ts";
import { cerbosPolicy } from "./to-cerbos.ts";

/** What the comparison of one policy needs. Without a program there is no Cerbos in it. `latest` is when (`performance.now`) rounds end. */
export interface Comparison {
  readonly make: () => Policy;
  readonly cedar: Cedar;
  readonly cerbosProgram: string | undefined;
  readonly latest: number;
}

/** The measurements, and how many decisions had been found to be alike before; so many of them were permits. */
export interface Compared {
  readonly measured: readonly Measured[];
  readonly alike: number;
  readonly permitted: number;
}

/** The engines did not answer alike, so there is nothing to compare. The message is the first thing they do not agree on. */
export class Disagreement extends Error {
  override readonly name = "Disagreement";
}

const rounds = 7;
const millisecondsEach = 150;

/**
 * Has all engines answer the same questions about one policy, checks that they agree, and measures them in turn. Rejects with a
 * Disagreement, or if an engine fails. The server that it starts has ended when it is done.
 */
export async function compare({ make, cedar, cerbosProgram, latest }: Comparison): Promise<Compared> {
  const policy = make();
  const server = cerbosProgram === undefined ? undefined : startCerbos(cerbosProgram, cerbosPolicy(policy));
  let client: CerbosClient | undefined;
  try {
    const engines = { make, childview: childview(policy), cedarWhole: cedarWhole(cedar, policy), cedarSliced: cedarSliced(cedar, policy) };
    client = server && (await connectCerbos(server));
    const questions = questionsAbout(policy);
    const alike = await agreed(engines, client, [...questions.singles.slice(0, 3_000), ...questions.permits.slice(0, 50)]);
    const measured = await measure(rowsFor(engines, client, questions), rounds, millisecondsEach, latest);
    return { measured, ...alike };
  } finally {
    client?.close();
    await server?.stop();
  }
}

async function agreed(
  engines: InProcess,
  client: CerbosClient | undefined,
  questions: readonly Question[],
): Promise<Omit<Compared, "measured">> {
  const ours = answering(engines.childview);
  const answerings: [string, Answering][] = [
    ["Childview", ours],
    ["Cedar with one policy set", answering(engines.cedarWhole)],
    ["Cedar with many policy sets", answering(engines.cedarSliced)],
  ];
  if (client) answerings.push(["Cerbos", answering(cerbos(client))]);
  const disagreement = await firstDisagreement(new Map(answerings), questions);
  if (disagreement !== undefined) throw new Disagreement(disagreement);
  const answers = (await Promise.all(questions.map(ours))).flat();
  return { alike: answers.length, permitted: answers.filter((permitted) => permitted).length };
}
