import { randomUUID } from "node:crypto";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { once } from "node:events";
import { createServer, type IncomingMessage, request as forward, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { DataSource } from "typeorm";
import { ConsentEventRow } from "../../subgraphs/partnership/records/consent-event-row.ts";
import { readAgencies } from "../../trust/agencies.ts";
import { type Answer, ask, tokenOf } from "./ask.ts";
import { endGateways, gatewayWith } from "./second-gateway.ts";
import { type ServicesInProcess, startServicesInProcess } from "./services-in-process.ts";

let services: ServicesInProcess;
let partnershipUrl: string;
const statements: string[] = [];
const servers: Server[] = [];

beforeAll(async () => {
  services = await startServicesInProcess((_service, sql) => statements.push(sql));
  partnershipUrl = readAgencies(services.agenciesFile).partnership.url;
}, 120_000);
afterAll(async () => {
  await endGateways();
  for (const server of servers) server.closeAllConnections();
  for (const server of servers) server.close();
  await services.close();
});

const query = '{ child(id: "CV-1001", purpose: DIRECT_SUPPORT) { givenNames health { held } } }';
const refuse = `mutation ($key: String!) { refuseConsent(childId: "CV-1002", purpose: FAMILY_ACCESS, idempotencyKey: $key,
  categories: ["health.development"], recipients: [{ agency: "education" }], purposes: [DIRECT_SUPPORT]) { id child { health { held } } } }`;

const database = (): DataSource => services.databases["partnership"] as DataSource;
const stored = (): Promise<number> => database().manager.count(ConsentEventRow, { where: { child: "CV-1002" } });
const change = (key: string, gateway: string): Promise<Answer> => ask("parent", refuse, { key }, gateway);
const codesOf = ({ errors = [] }: Answer) => errors.map(({ path, extensions }) => [path?.join("."), extensions?.["code"]]);

/** Another session of the partnership's database that is not done; on the embedded database, the only one. */
async function locked(sql: string): Promise<() => Promise<void>> {
  const holder = database().createQueryRunner();
  await holder.startTransaction();
  await holder.query(sql);
  return async () => {
    await holder.commitTransaction();
    await holder.release();
  };
}

/** A partnership that does what it is asked, and whose answers do not come. */
async function silentPartnership(): Promise<string> {
  const server = createServer((incoming, response) => {
    const passedOn = forward(partnershipUrl, { method: incoming.method, headers: incoming.headers }, (answer) => answer.resume());
    incoming.pipe(passedOn);
    response.on("error", () => undefined);
  });
  servers.push(server);
  await once(server.listen(0, "127.0.0.1"), "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
}

describe("a change whose answer does not come in time", () => {
  test("is told as unknown; asked again with the same key it is answered, and was made once", async () => {
    const silent = await silentPartnership();
    const gateway = await gatewayWith((list) => list.replace(partnershipUrl, silent), { AGENCY_TIMEOUT_MS: "400" }, services);
    const [key, before] = [randomUUID(), await stored()];
    const lost = await change(key, gateway);
    expect([lost.data, codesOf(lost)]).toEqual([{ refuseConsent: null }, [["refuseConsent", "OUTCOME_UNKNOWN"]]]);
    expect(lost.errors?.[0]?.message).toMatch(/same idempotency key/);

    const found = await change(key, services.gateway);
    expect(found.errors).toBeUndefined();
    expect(found.data.refuseConsent.id).toEqual(expect.any(String));
    expect(await stored()).toBe(before + 1);
    expect((await change(key, services.gateway)).data).toEqual(found.data);
    expect(await stored()).toBe(before + 1);
  });

  test("since somebody else keeps the child locked, is not stored when the lock is gone", async () => {
    const gateway = await gatewayWith((list) => list, { AGENCY_TIMEOUT_MS: "300" }, services);
    const before = await stored();
    const unlock = await locked("SELECT id FROM child WHERE id = 'CV-1002' FOR UPDATE");
    const [[path, code] = []] = codesOf(await change(randomUUID(), gateway));
    expect(path).toBe("refuseConsent");
    // The partnership says in time that it gave up, unless this machine is too slow for that.
    expect(["DEADLINE_PASSED", "OUTCOME_UNKNOWN"]).toContain(code);
    await unlock();
    expect((await ask("parent", query.replace("DIRECT_SUPPORT", "FAMILY_ACCESS"), {}, services.gateway)).errors).toBeUndefined();
    expect(await stored()).toBe(before);
  });

  test("does not read as failed if only an agency's part of the answer fails", async () => {
    const { health } = Object.fromEntries(readAgencies(services.agenciesFile).agencies.map(({ name, url }) => [name, url]));
    const gateway = await gatewayWith((list) => list.replace(health ?? "", "http://127.0.0.1:1/graphql"), {}, services);
    const { data, ...answer } = await change(randomUUID(), gateway);
    expect(data.refuseConsent).toEqual({ id: expect.any(String), child: { health: null } });
    expect(codesOf({ data, ...answer })).toEqual([["refuseConsent.child.health", "AGENCY_UNAVAILABLE"]]);
  });
});

describe("a client that leaves", () => {
  /** The operations that come to the partnership while something is done; what the gateway carries between the audit logs is none. */
  async function requestsDuring<T>(work: (came: () => Promise<ServerResponse>) => Promise<T>): Promise<T> {
    const port = new URL(partnershipUrl).port;
    const came: ServerResponse[] = [];
    const note = (message: unknown): void => {
      const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
      if (String(request.socket.localPort) === port && request.url === "/graphql") came.push(response);
    };
    subscribe("http.server.request.start", note);
    try {
      return await work(async () => {
        for (;;) {
          const [response] = came;
          if (response !== undefined) return response;
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
      });
    } finally {
      unsubscribe("http.server.request.start", note);
    }
  }

  /** The reading statements of whatever is done, of all services. */
  async function readingDuring(work: () => Promise<unknown>): Promise<number> {
    statements.length = 0;
    await work();
    return statements.filter((sql) => sql.startsWith("SELECT") && !sql.includes("audit_append")).length;
  }

  const asked = () => ask("senco", query, {}, services.gateway);

  test("is worked for no more: not by the gateway, not by the partnership, not by an agency", async () => {
    await asked();
    const ofOne = await readingDuring(asked);
    // The partnership's of who is in reach and of the facts, and the agency's.
    expect(ofOne).toBeGreaterThanOrEqual(3);

    const unlock = await locked("LOCK TABLE restriction IN ACCESS EXCLUSIVE MODE");
    statements.length = 0;
    await requestsDuring(async (came) => {
      const client = new AbortController();
      const headers = { "content-type": "application/json", authorization: `Bearer ${await tokenOf("senco")}` };
      const leaving = fetch(`${services.gateway}/graphql`, {
        ...{ method: "POST", headers, body: JSON.stringify({ query }), signal: client.signal },
      });
      const left = expect(leaving).rejects.toMatchObject({ name: "AbortError" });
      const response = await came();
      // On a server it waits for the table, on the embedded database for the session.
      const server = process.env["TEST_DATABASE_URL"] !== undefined;
      while (server && !statements.some((sql) => sql.includes("restriction"))) await new Promise((resolve) => setTimeout(resolve, 5));
      const closed = once(response, "close");
      client.abort();
      await Promise.all([left, closed]);
      // It was the gateway that closed it: no answer was waited for.
      expect(response.writableFinished).toBe(false);
    });

    // What those do who ask afterwards, and nothing of what was still to be done for whoever left.
    const later = await readingDuring(async () => {
      await unlock();
      for (let round = 0; round < 3; round++) expect((await asked()).errors).toBeUndefined();
    });
    expect(later).toBe(3 * ofOne);
  });
});
