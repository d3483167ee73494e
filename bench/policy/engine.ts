import type { Facts } from "../../policies/index.ts";

/** What one person asks about one child: one category for a single decision, all those of an agency for a permit. */
export interface Question {
  readonly facts: Facts;
  readonly categories: readonly string[];
}

/**
 * How an engine is asked. Only `ask` is timed: requests are made before, in the engine's own form, and answers are read only where the
 * engines are checked against each other.
 */
export interface Engine<Request, Answer> {
  readonly request: (question: Question) => Request;
  readonly ask: (request: Request) => Answer;
  /** Which of the question's categories are permitted, in their order. Throws if the engine reports an error. */
  readonly permitted: (answer: Awaited<Answer>, question: Question) => readonly boolean[];
}

/** Answers one question the slow way, for checking. Rejects if the engine reports an error. */
export type Answering = (question: Question) => Promise<readonly boolean[]>;

/** The engine as something to be checked. */
export function answering<Request, Answer>(engine: Engine<Request, Answer>): Answering {
  return async (question) => engine.permitted(await engine.ask(engine.request(question)), question);
}
