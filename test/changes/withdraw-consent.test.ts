import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { people } from "./people.ts";
import { type ChangesWorld, newKey, openChangesWorld, type Person } from "./world.ts";

let world: ChangesWorld;
beforeAll(async () => void (world = await openChangesWorld()), 120_000);
beforeEach(() => world.reset());
afterAll(() => world.close());

const mutation = `mutation ($consentId: ID!, $childId: ID!, $idempotencyKey: String!, $heard: HeardInput) {
  withdrawConsent(consentId: $consentId, childId: $childId, purpose: FAMILY_ACCESS, idempotencyKey: $idempotencyKey, heard: $heard) { id child { id } }
}`;

function withdraw(person: Person, consentId: string, childId: string, more: object = {}) {
  return world.ask(person, mutation, { consentId, childId, idempotencyKey: newKey(), ...more });
}

describe("a withdrawal", () => {
  test("is answered with the consent and the child", async () => {
    const { data, codes } = await withdraw(people.samira, "ahmed-maya-health", "CV-1001");
    expect(codes).toEqual([]);
    expect(data).toEqual({ withdrawConsent: { id: "ahmed-maya-health", child: { id: "CV-1001" } } });
  });

  test("is made once, and repeated under its key is answered as the first time", async () => {
    const idempotencyKey = newKey();
    const first = await withdraw(people.samira, "ahmed-maya-health", "CV-1001", { idempotencyKey });
    const again = await withdraw(people.samira, "ahmed-maya-health", "CV-1001", { idempotencyKey });
    expect(again.data).toEqual(first.data);
    expect((await withdraw(people.samira, "ahmed-maya-needs", "CV-1001", { idempotencyKey })).codes).toEqual(["IDEMPOTENCY_KEY_REUSED"]);
    expect((await withdraw(people.samira, "ahmed-maya-health", "CV-1001")).codes).toEqual(["ALREADY_WITHDRAWN"]);
  });

  test("of a child out of reach reads as of one who does not exist", async () => {
    for (const child of ["CV-1003", "CV-9999"])
      expect((await withdraw(people.samira, "novak-leo-mother", child)).codes).toEqual(["CHILD_NOT_FOUND"]);
  });
});
