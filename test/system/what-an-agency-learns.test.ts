import { createServer } from "node:http";
import { once } from "node:events";
import { afterAll, expect, test } from "@jest/globals";
import { readAgencies } from "../../trust/agencies.ts";
import { ask, tokenOf } from "./ask.ts";
import { systemPlace } from "./running-system.ts";
import { endGateways, gatewayWith } from "./second-gateway.ts";

const heard: { headers: string; body: string }[] = [];
const listener = createServer((request, response) => {
  // What the gateway carries between the audit logs is of no operation.
  if (request.url !== "/graphql") return void response.writeHead(404).end();
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    heard.push({ headers: JSON.stringify(request.headers), body: Buffer.concat(chunks).toString() });
    response.setHeader("content-type", "application/json");
    response.end('{"data":{"_entities":[null]}}');
  });
});

afterAll(async () => {
  await endGateways();
  await new Promise((resolve) => listener.close(resolve));
});

test("an agency is sent a permit and nothing else: not the caller's token, nor the child's id, name or other identifiers", async () => {
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  const address = listener.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const health = readAgencies(systemPlace().agenciesFile).agencies.find(({ name }) => name === "health")?.url ?? "";
  const gateway = await gatewayWith((agencies) => agencies.replace(health, `http://127.0.0.1:${port}/graphql`));

  await ask(
    "senco",
    '{ child(id: "CV-1001", purpose: DIRECT_SUPPORT) { id givenNames identifiers { value } health { held } } }',
    {},
    gateway,
  );

  expect(heard).toHaveLength(1);
  const [{ headers, body } = { headers: "", body: "" }] = heard;
  const permit = /"healthPermit":"([^"]+)"/.exec(body)?.[1] ?? "";
  const [, part = ""] = permit.split("~");
  const identifier = Buffer.from(part.split(".")[1] ?? "", "base64url").toString();
  expect(identifier).toBe("9990001073");
  const all = headers + body + identifier + Buffer.from(permit.split(".")[1] ?? "", "base64url").toString();
  for (const secret of ["authorization", await tokenOf("senco"), "CV-1001", "Maya", "C801299900001", "LA20037"]) {
    expect(all).not.toContain(secret);
  }
});
