import type { IncomingMessage, ServerResponse } from "node:http";
import { takeDemoToken } from "./demo-tokens.ts";
import type { EmbeddedIssuer } from "./issuers.ts";
import { isLoopback } from "./loopback.ts";
import type { Person } from "./persons.ts";

/**
 * Serves a developer's page: `GET /persons` lists the demo persons, `GET /persons/<short>/token` takes a token for one of them at the
 * real token endpoint and answers `{ "accessToken": … }`. Only pages of this machine may read the answers.
 */
export function createPersonsPage(
  issuers: readonly EmbeddedIssuer[],
  persons: readonly Person[],
): (request: IncomingMessage, response: ServerResponse, path: string) => void {
  return (request, response, path) => {
    response.setHeader("vary", "origin");
    const { origin } = request.headers;
    if (origin !== undefined) {
      if (!isLoopbackOrigin(origin)) return sendJson(response, 403, { error: "only pages of this machine may read this" });
      response.setHeader("access-control-allow-origin", origin);
    }
    if (request.method !== "GET") return sendJson(response, 405, { error: "only GET is served here" });
    if (path === "/persons") return sendJson(response, 200, persons.map(listed));
    const person = persons.find(({ short }) => path === `/persons/${short}/token`);
    const issuer = issuers.find((entry) => entry.issuer.agency === person?.agency)?.issuer.issuer;
    if (person === undefined || issuer === undefined) return sendJson(response, 404, { error: "nobody here has that short name" });
    takeDemoToken(issuer, person.short).then(
      (accessToken) => sendJson(response, 200, { accessToken }),
      () => sendJson(response, 502, { error: "the token endpoint gave no token" }),
    );
  };
}

/** Answers with JSON that nobody keeps. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  response.end(JSON.stringify(body));
}

function listed({ short, name, role, agency, sees }: Person): Omit<Person, "subject"> {
  return { short, name, role, agency, sees };
}

function isLoopbackOrigin(origin: string): boolean {
  return URL.canParse(origin) && isLoopback(new URL(origin).hostname);
}
