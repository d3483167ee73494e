import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { CerbosServer } from "./cerbos-server.ts";
import { situationOf } from "./comparable.ts";
import type { Engine } from "./engine.ts";
import { resourceKind } from "./to-cerbos.ts";

interface Attributed {
  readonly id: string;
  readonly attr: Readonly<Record<string, unknown>>;
}

interface Check {
  readonly principal: Attributed & { readonly roles: readonly string[] };
  readonly resources: readonly { readonly resource: Attributed & { readonly kind: string }; readonly actions: readonly string[] }[];
}

/** The part of Cerbos's client that is measured. */
export interface CerbosClient {
  checkResources(request: Check): Promise<unknown>;
  checkHealth(): Promise<unknown>;
  close(): void;
}

type NewClient = new (address: string, options: { tls: false }) => CerbosClient;

const moduleShape = z.object({ GRPC: z.custom<NewClient>((value) => typeof value === "function") });
const checked = z.object({
  results: z.array(z.object({ actions: z.record(z.string(), z.enum(["EFFECT_ALLOW", "EFFECT_DENY"])) })),
});

/** Connects to the server and waits until it answers. Rejects if the client is not installed, or the server does not answer in 30 s. */
export async function connectCerbos(server: CerbosServer): Promise<CerbosClient> {
  const name: string = "@cerbos/grpc";
  const { GRPC } = moduleShape.parse(await import(name));
  const latest = performance.now() + 30_000;
  for (;;) {
    const client = new GRPC(server.address, { tls: false });
    try {
      await client.checkHealth();
      return client;
    } catch (cause) {
      client.close();
      if (performance.now() > latest) throw new Error(`Cerbos does not answer. ${server.complaints()}`, { cause });
      await sleep(100);
    }
  }
}

/** Cerbos, asked about all categories of a question in one call: each is a resource of its own, with one action. */
export function cerbos(client: CerbosClient): Engine<Check, Promise<unknown>> {
  return {
    request: ({ facts, categories }) => {
      const { role, agency, relationship, purpose, rightsHolder } = facts;
      return {
        principal: { id: "person", roles: [role], attr: { agency, relationship, purpose, rightsHolder } },
        resources: categories.map((category) => {
          const { consent, restriction, override } = situationOf(facts, category);
          return { resource: { kind: resourceKind, id: category, attr: { consent, restriction, override } }, actions: [category] };
        }),
      };
    },
    ask: (check) => client.checkResources(check),
    permitted: (answer, { categories }) => {
      const effects = new Map(checked.parse(answer).results.flatMap(({ actions }) => Object.entries(actions)));
      return categories.map((category) => effects.get(category) === "EFFECT_ALLOW");
    },
  };
}
