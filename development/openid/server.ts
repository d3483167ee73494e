import { once } from "node:events";
import { createServer } from "node:http";
import { ChildviewError } from "../../service/errors.ts";
import type { Running } from "../../service/run-process.ts";
import type { Agencies } from "../../trust/agencies.ts";
import { embeddedIssuers, type EmbeddedIssuers } from "./issuers.ts";
import type { Person } from "./persons.ts";
import { createRouter } from "./router.ts";

/**
 * Starts the embedded issuers of `agencies` on the host and port of their URLs, with new signing keys. A person whose agency has no issuer
 * here is left out. Throws SETTING_INVALID when `environment` is `production` or when an issuer may not assert a person's role,
 * AGENCIES_INVALID for issuers that cannot run here, and PORT_IN_USE.
 */
export async function startOpenid(agencies: Agencies, persons: readonly Person[], environment: string): Promise<Running> {
  if (environment === "production") {
    throw new ChildviewError(
      "SETTING_INVALID",
      "NODE_ENV is production, and the embedded OpenID provider gives tokens to anybody: use a real one",
    );
  }
  const embedded = embeddedIssuers(agencies);
  const server = createServer(await createRouter(embedded, agencies.audience, offeredPersons(embedded, persons)));
  const { hostname, port } = new URL(embedded.origin);
  server.listen(port === "" ? 80 : Number(port), hostname.replace(/^\[|\]$/g, ""));
  try {
    await once(server, "listening");
  } catch (cause) {
    if (!(cause instanceof Error && "code" in cause && cause.code === "EADDRINUSE")) throw cause;
    throw new ChildviewError("PORT_IN_USE", `the embedded OpenID provider cannot listen on ${embedded.origin}`, { cause });
  }
  return {
    url: embedded.origin,
    close: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function offeredPersons({ issuers }: EmbeddedIssuers, persons: readonly Person[]): Person[] {
  return persons.filter((person) => {
    const issuer = issuers.find((entry) => entry.issuer.agency === person.agency)?.issuer;
    if (issuer !== undefined && !issuer.roles.includes(person.role)) {
      throw new ChildviewError(
        "SETTING_INVALID",
        `the demo person ${person.short} has the role ${person.role}, which ${issuer.issuer} may not assert`,
      );
    }
    return issuer !== undefined;
  });
}
