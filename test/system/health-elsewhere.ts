import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { readAgencies } from "../../trust/agencies.ts";
import { systemPlace } from "./running-system.ts";
import { gatewayWith } from "./second-gateway.ts";

/** A gateway for which health is to be found elsewhere. */
export function gatewayWithHealthAt(port: number): Promise<string> {
  const url = readAgencies(systemPlace().agenciesFile).agencies.find(({ name }) => name === "health")?.url ?? "";
  return gatewayWith((agencies) => agencies.replace(url, `http://127.0.0.1:${port}/graphql`));
}

/** What a stand-in for health does with one request of the gateway: it has the number of children that were asked for. */
export type Behaviour = (children: number, response: ServerResponse) => void | Promise<void>;

/** Starts a server in the place of health that does whatever a test says. */
export async function startOtherHealth() {
  let behaves: Behaviour = (_children, response) => void response.end("{}");
  const server = createServer((request, response) => {
    response.on("error", () => undefined);
    // What the gateway carries between the audit logs is not what is tried here.
    if (request.url !== "/graphql") return void response.writeHead(404).end();
    void childrenIn(request).then((children) => behaves(children, response.writeHead(200, { "content-type": "application/json" })));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    /** From now on it behaves like this. */
    will: (behaviour: Behaviour): void => void (behaves = behaviour),
    /** From now on it answers this of each child that is asked for, at once or so many milliseconds later. */
    answer: (child: unknown, errors?: unknown, delay = 0): void => {
      behaves = (children, response) => {
        const text = JSON.stringify({ data: { _entities: Array.from({ length: children }, () => child) }, errors });
        setTimeout(() => response.end(text), delay);
      };
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function childrenIn(request: IncomingMessage): Promise<number> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { variables } = JSON.parse(Buffer.concat(chunks).toString("utf8")) as { variables: { representations: unknown[] } };
  return variables.representations.length;
}
