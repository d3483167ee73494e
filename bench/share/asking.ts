import { setTimeout as wait } from "node:timers/promises";

/** What to send, again and again. */
export interface Asked {
  readonly url: string;
  readonly init: RequestInit;
}

/** How often something was answered with which status. */
export type Statuses = Map<number, number>;

/** Stands for the answer to a request that was left. */
const left = { status: 0 };

/** Milliseconds that somebody waits who was turned away, whatever `Retry-After` says. */
const impatience = 100;

/** A GraphQL operation of somebody. */
export function operation(url: string, token: string, body: object): Asked {
  const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
  return { url: `${url}/graphql`, init: { method: "POST", headers, body: JSON.stringify(body) } };
}

/** Asks once; answers how many milliseconds it took until all was there, and the status. */
export async function once({ url, init }: Asked): Promise<{ readonly took: number; readonly status: number; readonly text: string }> {
  const began = performance.now();
  const answer = await fetch(url, init);
  const text = await answer.text();
  return { took: performance.now() - began, status: answer.status, text };
}

/** Asks one time after the other, with a pause between, until told to stop; notes how long each took. Throws if it is not answered with 200. */
export async function sample(asked: Asked, pause: number, until: AbortSignal, into: number[]): Promise<void> {
  while (!until.aborted) {
    const { took, status, text } = await once(asked);
    if (status !== 200) throw new Error(`${asked.url} answered ${status}: ${text.slice(0, 300)}`);
    into.push(took);
    await wait(pause);
  }
}

/** Keeps so many requests in flight until told to stop, and leaves all of them then. Whoever is turned away comes again soon. */
export async function keepInFlight(asked: Asked, requests: number, until: AbortSignal, statuses: Statuses): Promise<void> {
  const one = async (): Promise<void> => {
    while (!until.aborted) {
      const { status } = await once({ ...asked, init: { ...asked.init, signal: until } }).catch(() => left);
      if (status === left.status) return;
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status !== 200) await wait(impatience);
    }
  };
  await Promise.all(Array.from({ length: requests }, one));
}
