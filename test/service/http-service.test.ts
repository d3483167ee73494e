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

test("the log says of an error as much as of any message, however much somebody had it quote", async () => {
  const app = createHttpService({ name: "quoting", logLevel: "silent", bodyLimit: 1024, dependencies: [] });
  const { err } = Reflect.get(app.log, Symbol.for("pino.serializers")) as { err: (error: Error) => { message: string; stack: string } };
  const told = err(new Error("x".repeat(1_000_000)));
  expect(told.message).toMatch(/^x{300}…$/);
  expect(told.stack).not.toContain("xx");
  expect(err(new Error("a failure")).message).toBe("a failure");
  await app.close();
});
