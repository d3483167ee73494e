/** Node's codes for a server that cannot be reached, or no longer. */
const unreachable = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ECONNABORTED",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "EHOSTDOWN",
  "ENETUNREACH",
  "ENETDOWN",
]);

/** PostgreSQL's for one that does not serve now (its manual, appendix A): broken connections, insufficient resources such as a full disk, an operator's shutdown, system errors, and a standby that takes no writes. */
const notServing = /^(08|53|57P|58)|^25006$/;

/** What `pg` and `pg-pool` say without a code. */
const said =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|Client has encountered a connection error|Client was closed and|Cannot use a pool after calling end)/;

/** Whether an error says that the database does not serve now, rather than that a statement was wrong; TypeORM's wrapping and Node's errors of several addresses are looked into. */
export function isDatabaseGone(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  if ("errors" in error && Array.isArray(error.errors)) return error.errors.length > 0 && error.errors.every(isDatabaseGone);
  if ("driverError" in error) return isDatabaseGone(error.driverError);
  if ("code" in error && typeof error.code === "string") return unreachable.has(error.code) || notServing.test(error.code);
  return "message" in error && typeof error.message === "string" && said.test(error.message);
}

/** Whether an error says that the database's disk has no room left (PostgreSQL's 53100); TypeORM's wrapping is looked into. */
export function isDiskFull(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  if ("driverError" in error) return isDiskFull(error.driverError);
  return "code" in error && error.code === "53100";
}
