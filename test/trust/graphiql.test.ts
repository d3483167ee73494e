import { afterAll, beforeAll, expect, test } from "@jest/globals";
import Fastify, { type FastifyInstance } from "fastify";
import { parse } from "graphql";
import { z } from "zod";
import { personsFile, readPersons } from "../../development/openid/persons.ts";
import { registerGraphiql } from "../../gateway/graphiql/register-graphiql.ts";

let app: FastifyInstance;

beforeAll(() => {
  app = Fastify();
  registerGraphiql(app, { endpoint: "/graphql", personsUrl: 'http://127.0.0.1:4010/persons?"><script>' });
});

afterAll(() => app.close());

test("the developer's page is found at the root", async () => {
  const answer = await app.inject("/");
  expect([answer.statusCode, answer.headers.location]).toEqual([302, "/graphiql"]);
});

test("the page takes everything from the gateway itself, and its policy lets it ask nobody but the persons", async () => {
  const page = await app.inject("/graphiql");
  expect(page.headers["content-type"]).toBe("text/html; charset=utf-8");
  const loaded = [...page.body.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, target = ""]) => target);
  expect(loaded.filter((target) => !target.startsWith("/graphiql/"))).toEqual(["data:,"]);
  for (const target of loaded.filter((name) => name.startsWith("/"))) {
    const answer = await app.inject(target);
    expect([target, answer.statusCode, answer.headers["content-type"]]).toEqual([
      target,
      200,
      target.endsWith(".css") ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8",
    ]);
  }
  const policy = String(page.headers["content-security-policy"]);
  expect(policy).toMatch(/default-src 'none'; script-src 'self';/);
  expect(policy.match(/https?:[^ ;]*/g)).toEqual(["http://127.0.0.1:4010"]);
});

test("a setting cannot break out of the page", async () => {
  expect((await app.inject("/graphiql")).body).not.toContain('"><script>');
});

test("nothing else of the packages or the project is served", async () => {
  for (const path of [
    "/graphiql/",
    "/graphiql/package.json",
    "/graphiql/../package.json",
    "/graphiql/%2e%2e%2fpackage.json",
    "/graphiql/graphiql.min.js.map",
  ]) {
    expect((await app.inject(path)).statusCode).toBe(404);
  }
});

test("every example is a GraphQL document, and proposes persons of the demo", async () => {
  const examples = z.array(z.object({ title: z.string(), query: z.string() })).parse((await app.inject("/graphiql/examples.json")).json());
  const shorts = readPersons(personsFile).map(({ short }) => short);
  expect(examples.length).toBeGreaterThan(3);
  for (const { title, query } of examples) {
    expect(parse(query).definitions).toHaveLength(1);
    const proposed = /\(try: ([^)]*)\)$/.exec(title)?.[1]?.split(", ") ?? [];
    expect(proposed.length).toBeGreaterThan(0);
    expect(shorts).toEqual(expect.arrayContaining(proposed));
  }
});
