import { createServer } from "node:net";
import { ChildviewError } from "./errors.ts";

/**
 * Makes sure that a server could listen there now, before anything is loaded or opened for it. Port 0 always can. Throws PORT_IN_USE, or SETTING_INVALID where this
 * machine or this user cannot listen at all.
 */
export async function requireFreePort(host: string, port: number): Promise<void> {
  if (port === 0) return;
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause) => reject(cannotListen(cause, host, port)));
    server.listen({ host, port }, () => server.close(() => resolve()));
  });
}

/** The error that says why a server cannot listen; what has nothing to do with host and port stays as it is. */
export function cannotListen(cause: Error, host: string, port: number): Error {
  const code = "code" in cause ? cause.code : undefined;
  const place = `port ${port} on ${host}`;
  if (code === "EADDRINUSE") return new ChildviewError("PORT_IN_USE", place, { cause });
  if (code === "EACCES") return new ChildviewError("SETTING_INVALID", `${place}: this user may not listen there`, { cause });
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
    return new ChildviewError("SETTING_INVALID", `${place}: this machine has no such address`, { cause });
  return cause;
}
