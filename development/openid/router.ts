import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { EmbeddedIssuers } from "./issuers.ts";
import { isLoopback } from "./loopback.ts";
import type { Person } from "./persons.ts";
import { createPersonsPage, sendJson } from "./persons-page.ts";
import { createProvider } from "./provider.ts";

/**
 * Answers for all embedded issuers: each below its own path, `/persons` for a developer's page, and `/health`. Requests for a `Host`
 * that is neither the issuers' nor this machine are refused, or a web page whose name is made to resolve to this machine could take
 * tokens.
 */
export async function createRouter(
  { origin, issuers }: EmbeddedIssuers,
  audience: string,
  persons: readonly Person[],
): Promise<RequestListener> {
  const { hostname } = new URL(origin);
  const personsPage = createPersonsPage(issuers, persons);
  const providers = await Promise.all(
    issuers.map(async (embedded) => {
      const own = persons.filter((person) => person.agency === embedded.issuer.agency);
      const answer = (await createProvider(embedded, audience, own)).callback();
      return { path: embedded.path, handle: (request: IncomingMessage, response: ServerResponse) => void answer(request, response) };
    }),
  );
  return (request, response) => {
    const host = hostOf(request);
    if (host !== hostname && !isLoopback(host)) return sendJson(response, 421, { error: "this host is not served here" });
    const [path = "/"] = (request.url ?? "/").split("?");
    // An issuer may be called /health, as an agency is. It serves nothing at its bare path, so this takes nothing from it.
    if (path === "/health") return sendJson(response, 200, { status: "ok" });
    if (path === "/persons" || path.startsWith("/persons/")) return personsPage(request, response, path);
    const provider = providers.find((entry) => path.startsWith(`${entry.path}/`));
    if (provider === undefined) return sendJson(response, 404, { error: "nothing is served at this path" });
    mount(provider.path, request, response, provider.handle);
  };
}

function hostOf(request: IncomingMessage): string {
  const url = `http://${request.headers.host ?? ""}`;
  return URL.canParse(url) ? new URL(url).hostname : "";
}

function mount(path: string, request: IncomingMessage, response: ServerResponse, handle: RequestListener): void {
  // The provider takes the path it hangs at from the difference between the two.
  Object.assign(request, { originalUrl: request.url });
  request.url = (request.url ?? "").slice(path.length);
  handle(request, response);
}
