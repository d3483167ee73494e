import { expect, test } from "@jest/globals";
import { createHttpService } from "../../service/http-service.ts";

test("a request whose head or body never ends, and a connection that falls silent, are closed by every service", async () => {
  const app = createHttpService({ name: "some service", logLevel: "silent", bodyLimit: 1024, dependencies: [] });
  // That Node closes by these is Node's promise; 0, which is what Fastify sets, means never.
  for (const bound of [app.server.headersTimeout, app.server.requestTimeout, app.server.timeout]) {
    expect(bound).toBeGreaterThan(0);
    expect(bound).toBeLessThanOrEqual(30_000);
  }
  await app.close();
});
