import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createLocalJWKSet, type JSONWebKeySet } from "jose";
import { systemClock } from "../../service/clock.ts";
import { ChildviewError } from "../../service/errors.ts";
import { createPermitVerifier } from "../../trust/permit-verifier.ts";
import { holdClock, releaseClock } from "../held-clock.ts";
import { makeVectors, type PermitVectors, saidBy } from "./make-vectors.ts";
import { healthVerifier } from "./permit-maker.ts";

const file = "docs/permit-vectors.json";
const noon = new Date("2026-11-16T12:00:00Z");
const { reader, keys, permits } = await readVectors();

// With WRITE_VECTORS=yes they are made anew; what they say of each permit is what this reader makes of it, and is to be looked at before it is committed.
async function readVectors(): Promise<PermitVectors> {
  if (process.env["WRITE_VECTORS"] === "yes") {
    holdClock(noon);
    const vectors = await makeVectors(noon, async (key, permit) => {
      const [answer] = await healthVerifier(key)([permit]);
      if (answer === undefined || answer instanceof ChildviewError) throw new Error("a permit that is right does not hold");
      return answer;
    });
    releaseClock();
    writeFileSync(file, `${JSON.stringify(vectors, null, 2)}\n`);
  }
  return JSON.parse(readFileSync(file, "utf8")) as PermitVectors;
}

beforeAll(() => holdClock(new Date(reader.now)));
afterAll(releaseClock);

describe("the permits that readers in other languages are tried on are read as docs/permit-vectors.json says", () => {
  test.each(permits.map(({ name, ...vector }) => [name, vector] as const))("%s", async (_, { permit, says }) => {
    const verify = createPermitVerifier({
      ...{ agency: reader.agency, issuer: reader.issuer, audience: reader.audience },
      ...{ keys: createLocalJWKSet(keys as unknown as JSONWebKeySet), clock: systemClock },
    });
    const [answer] = await verify([permit]);
    if (answer === undefined) throw new Error("there is no answer");
    expect(answer instanceof ChildviewError ? answer.code : JSON.parse(JSON.stringify(saidBy(answer)))).toEqual(says);
  });
});
