import { request } from "undici";
import type { Party, Told } from "../../service/witness/party.ts";
import { partyPaths } from "../../service/witness/serve-party.ts";

/** Milliseconds that a service has to answer. */
const patience = 2000;
/** The most bytes of an answer that are read. */
const largest = 32 * 1024;

/** A service that is asked over HTTP. Throws what undici throws where it does not answer. */
export function remoteParty(url: string): Party {
  const ask = async (path: string, body?: string): Promise<Told> => {
    const answer = await request(new URL(path, url), {
      method: body === undefined ? "GET" : "POST",
      ...(body === undefined ? {} : { body, headers: { "content-type": "text/plain" } }),
      signal: AbortSignal.timeout(patience),
    });
    let text = "";
    for await (const chunk of answer.body) {
      text += String(chunk);
      if (text.length > largest) throw new Error("the answer is larger than what is read");
    }
    return { status: answer.statusCode, body: text };
  };
  return {
    key: () => ask(partyPaths.key),
    offer: (old) => ask(`${partyPaths.offer}?old=${String(old)}`),
    addKey: (line) => ask(partyPaths.addKey, line),
    addCheckpoint: (offer) => ask(partyPaths.addCheckpoint, offer),
    addCosignatures: (note) => ask(partyPaths.addCosignatures, note),
  };
}
