import { randomBytes } from "node:crypto";

/** The header by which the services' entries about one operation are found together: `traceparent` of W3C's Trace Context. */
export const traceHeader = "traceparent";

const traceparent = /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/;
const none = "0".repeat(32);

/** A new trace: 32 hexadecimal digits. */
export function newTrace(): string {
  return randomBytes(16).toString("hex");
}

/** The trace that a request belongs to (Trace Context §3.2.2); a new one if it says none, or not as version 00 has it. */
export function traceOf(header: string | string[] | undefined): string {
  const [, trace = none] = traceparent.exec(typeof header === "string" ? header : "") ?? [];
  return trace === none ? newTrace() : trace;
}

/** What one service tells another of the trace, with a new id for what it asks. */
export function traceparentOf(trace: string): string {
  return `00-${trace}-${randomBytes(8).toString("hex")}-01`;
}
