import Fastify from "fastify";
import { expect, test } from "@jest/globals";
import { ChildviewError, errorCodes } from "../../service/errors.ts";
import { requirePermits } from "../../subgraphs/kit/agency/require-permits.ts";
import type { PermitVerifier } from "../../trust/permit-verifier.ts";

async function askWith(verify: PermitVerifier, permits: readonly string[]) {
  const app = Fastify();
  requirePermits(app, { agency: "health", verify });
  app.post("/graphql", () => "the document is read");
  const representations = permits.map((healthPermit) => ({ __typename: "Child", healthPermit }));
  const { statusCode, body } = await app.inject({
    method: "POST",
    url: "/graphql",
    payload: { query: "", variables: { representations } },
  });
  return { statusCode, body };
}

test("permits are counted before any is verified, one that comes often is verified once, and one that is too long not at all", async () => {
  const seen: string[][] = [];
  const verify: PermitVerifier = (permits) => {
    seen.push([...permits]);
    return Promise.resolve(permits.map(() => new ChildviewError("PERMIT_INVALID", "forged")));
  };
  expect(
    (
      await askWith(
        verify,
        Array.from({ length: 201 }, (_, at) => `p${at}`),
      )
    ).statusCode,
  ).toBe(413);
  expect(seen).toEqual([]);
  await askWith(verify, ["same", "same", "x".repeat(20_000)]);
  expect(seen).toEqual([["same"]]);
});

test("where the partnership's keys cannot be had it is a failure that says so, and not a refusal", async () => {
  const answer = await askWith(() => Promise.reject(new ChildviewError("PERMIT_KEYS_UNAVAILABLE", "no keys")), ["some"]);
  expect(answer.statusCode).toBe(503);
  expect(answer.body).toContain("PERMIT_KEYS_UNAVAILABLE");
  expect(answer.body).not.toContain("WITHHELD");
});

test("where the partnership signs in a format that is not known here it is a failure that says so, whatever else holds, and not a refusal", async () => {
  const other = new ChildviewError("PERMIT_FORMAT_UNKNOWN", "another version");
  const answer = await askWith(() => Promise.resolve([new ChildviewError("PERMIT_INVALID", "forged"), other]), ["some", "other"]);
  expect(answer.statusCode).toBe(503);
  const { what, todo } = errorCodes.PERMIT_FORMAT_UNKNOWN;
  expect(JSON.parse(answer.body)).toEqual({ errors: [{ message: `${what} ${todo}`, extensions: { code: "PERMIT_FORMAT_UNKNOWN" } }] });
});
