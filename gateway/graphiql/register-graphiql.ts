import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { FastifyInstance } from "fastify";
import { readExamples } from "./examples.ts";
import { graphiqlHtml, graphiqlPolicy, type GraphiqlOptions } from "./html.ts";

const javascript = "text/javascript; charset=utf-8";
const css = "text/css; charset=utf-8";
const resolve = createRequire(import.meta.url).resolve;

/**
 * Serves the page on which a developer asks the gateway as one of the demo persons: `/graphiql`, its files below that, and a redirect
 * from `/`. All of it comes from this process, so that it works without a network. It gives out tokens of demo persons through the
 * embedded provider, so it belongs to development only; the caller decides that.
 */
export function registerGraphiql(app: FastifyInstance, options: GraphiqlOptions): void {
  const html = graphiqlHtml(options);
  const policy = graphiqlPolicy(options);
  const examples = JSON.stringify(readExamples());
  app.get("/", (_request, reply) => reply.redirect("/graphiql"));
  app.get("/graphiql", (_request, reply) =>
    reply
      .headers({
        "content-security-policy": policy,
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
        "cache-control": "no-cache",
      })
      .type("text/html; charset=utf-8")
      .send(html),
  );
  serve(app, "examples.json", "application/json; charset=utf-8", examples);
  serve(app, "browser.js", javascript, readFileSync(new URL("./browser.js", import.meta.url)));
  serve(app, "browser.css", css, readFileSync(new URL("./browser.css", import.meta.url)));
  serve(app, "react.js", javascript, readPackaged("react", "umd/react.production.min.js"));
  serve(app, "react-dom.js", javascript, readPackaged("react-dom", "umd/react-dom.production.min.js"));
  serve(app, "graphiql.js", javascript, readPackaged("graphiql", "graphiql.min.js"));
  serve(app, "graphiql.css", css, readPackaged("graphiql", "graphiql.min.css"));
}

function serve(app: FastifyInstance, name: string, type: string, content: string | Buffer): void {
  app.get(`/graphiql/${name}`, (_request, reply) =>
    reply.headers({ "x-content-type-options": "nosniff", "cache-control": "no-cache" }).type(type).send(content),
  );
}

/** The builds for browsers are not among a package's exports; its package.json is. */
function readPackaged(name: string, file: string): Buffer {
  return readFileSync(join(dirname(resolve(`${name}/package.json`)), file));
}
