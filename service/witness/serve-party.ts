import type { FastifyInstance, FastifyReply } from "fastify";
import type { Party, Told } from "./party.ts";

/** The largest body: a checkpoint with a proof of the greatest length has some four thousand characters, and some two hundred more for each witness. */
const largestBody = 32 * 1024;
/** How many requests are taken in a minute, of all who ask together. A gateway that carries makes some dozen. */
const mostInMinute = 600;

/** Where each of these is served. */
export const partyPaths = {
  key: "/audit/key",
  offer: "/audit/offer",
  addKey: "/audit/add-key",
  addCheckpoint: "/audit/add-checkpoint",
  addCosignatures: "/audit/add-cosignatures",
} as const;

/** Serves what others carry to and from a log. Whoever asks learns how many entries the log has and the root of its tree, and of nobody anything: within the network of `/health`. */
export async function serveParty(app: FastifyInstance, party: Party): Promise<void> {
  await app.register((routes) => {
    let [minute, taken] = [0, 0];
    routes.addHook("onRequest", async (_request, reply) => {
      const now = Math.floor(performance.now() / 60_000);
      [minute, taken] = [now, minute === now ? taken + 1 : 1];
      return taken > mostInMinute ? answer(reply, { status: 429, body: "too many requests\n" }) : undefined;
    });
    routes.get(partyPaths.key, async (_request, reply) => answer(reply, await party.key()));
    routes.get<{ Querystring: { old?: unknown } }>(partyPaths.offer, async ({ query: { old } }, reply) =>
      answer(reply, isSize(old) ? await party.offer(Number(old)) : { status: 400, body: "old is a number of entries\n" }),
    );
    for (const post of ["addKey", "addCheckpoint", "addCosignatures"] as const)
      routes.post(partyPaths[post], { bodyLimit: largestBody }, async ({ body }, reply) =>
        answer(reply, typeof body === "string" ? await party[post](body) : { status: 400, body: "the body is text\n" }),
      );
    return Promise.resolve();
  });
}

function isSize(text: unknown): boolean {
  return typeof text === "string" && /^(0|[1-9][0-9]{0,14})$/.test(text);
}

function answer(reply: FastifyReply, { status, body }: Told): FastifyReply {
  const type = status === 409 && /^\d+\n$/.test(body) ? "text/x.tlog.size" : "text/plain; charset=utf-8";
  return reply.code(status).header("content-type", type).header("cache-control", "no-store").send(body);
}
