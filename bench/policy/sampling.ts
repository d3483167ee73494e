import type { Engine, Question } from "./engine.ts";

/** Asks for at least so many milliseconds and gives the microseconds that one question took, on average. */
export type Sample = (milliseconds: number) => Promise<number>;

/** One question after the other, from where the last sample ended; after the last question comes the first. The clock is read every `stride` questions. */
export function inTurn<Request, Answer>(engine: Engine<Request, Answer>, questions: readonly Question[], stride: number): Sample {
  const next = endless(questions.map(engine.request));
  return async (milliseconds) => {
    const started = performance.now();
    for (let asked = stride; ; asked += stride) {
      for (let index = 0; index < stride; index++) {
        const answer = engine.ask(next());
        if (answer instanceof Promise) await answer;
      }
      const took = performance.now() - started;
      if (took >= milliseconds) return (took * 1_000) / asked;
    }
  };
}

/** As many questions at a time as `width` says, each followed by the next as soon as it is answered. */
export function inFlight<Request, Answer>(engine: Engine<Request, Promise<Answer>>, questions: readonly Question[], width: number): Sample {
  const next = endless(questions.map(engine.request));
  return async (milliseconds) => {
    const started = performance.now();
    let asked = 0;
    const asker = async () => {
      while (performance.now() - started < milliseconds) {
        await engine.ask(next());
        asked++;
      }
    };
    await Promise.all(Array.from({ length: width }, asker));
    return ((performance.now() - started) * 1_000) / asked;
  };
}

/** Every question once, by an engine that has answered none before: a new one for each pass, made while the clock stands still. */
export function afresh<Request, Answer>(make: () => Engine<Request, Answer>, questions: readonly Question[], passes: number): Sample {
  return () => {
    let took = 0;
    for (let pass = 0; pass < passes; pass++) {
      const engine = make();
      const requests = questions.map(engine.request);
      const started = performance.now();
      for (const request of requests) engine.ask(request);
      took += performance.now() - started;
    }
    return Promise.resolve((took * 1_000) / (passes * questions.length));
  };
}

function endless<T>(values: readonly T[]): () => T {
  let at = 0;
  return () => {
    const value = values[at % values.length];
    if (value === undefined) throw new RangeError("There is nothing to ask.");
    at = (at + 1) % values.length;
    return value;
  };
}
