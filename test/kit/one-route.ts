import type { AddressInfo } from "node:net";
import Fastify, { type FastifyInstance, type FastifyRequest } from "fastify";
import type { NewEntry } from "../../service/audit.ts";
import { systemClock } from "../../service/clock.ts";
import { type Asker, Grant } from "../../subgraphs/kit/guard/grant.ts";
import type { Operation } from "../../subgraphs/kit/operation/operation.ts";
import { recordOperations } from "../../subgraphs/kit/operation/record-operations.ts";
import { noNames, noPermit } from "../../trust/refusal-words.ts";

/** Who asks. */
export const asker: Asker = { person: "rachel.obi", role: "therapist", agency: "health" };

/** What a grant is about. */
export const about = {
  asker,
  child: "9990001073",
  purpose: "DIRECT_SUPPORT",
  policy: "0".repeat(64),
  rules: ["a-rule"],
  consents: "2",
  override: null,
};

/** A grant under which nothing is permitted: it is for who notes what was shown. */
export const grant = new Grant({
  ...{ verdicts: new Map(), keptBack: new Map(), otherwise: noPermit, policy: about.policy, asking: "health", names: noNames, about },
});

const recordSays = "what the record says";

/** A service with one route, which opens an operation, works, and answers what a record says, once that is recorded. */
export async function oneRoute(
  work: (operation: Operation, request: FastifyRequest) => unknown,
  append: (entries: readonly NewEntry[]) => Promise<void>,
): Promise<{ readonly app: FastifyInstance; readonly url: string }> {
  const app = Fastify({ forceCloseConnections: true });
  const operations = recordOperations(app, { kind: "release", append, clock: systemClock });
  app.get("/", async (request) => {
    await work(operations.open(request, asker), request);
    return recordSays;
  });
  await app.listen({ host: "127.0.0.1", port: 0 });
  return { app, url: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/` };
}

/** What such a route answers: its status, whether what it released is there, and the code of its error. */
export async function askOneRoute(url: string): Promise<{ readonly status: number; readonly released: boolean; readonly code?: string }> {
  const response = await fetch(url);
  const text = await response.text();
  const code = /"code":"(\w+)"/.exec(text)?.[1];
  return { status: response.status, released: text.includes(recordSays), ...(code === undefined ? {} : { code }) };
}

/** What is answered where nothing can be recorded: nothing else. */
export const notRecorded = { status: 503, released: false, code: "AUDIT_UNAVAILABLE" };
