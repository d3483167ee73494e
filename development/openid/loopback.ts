/** Whether a URL's host name means this machine and no other (RFC 6761 §6.3 for `localhost`). */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}
