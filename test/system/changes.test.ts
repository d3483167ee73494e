import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Answer, ask } from "./ask.ts";
import { type ServicesInProcess, startServicesInProcess } from "./services-in-process.ts";

let services: ServicesInProcess;
beforeAll(async () => void (services = await startServicesInProcess()), 120_000);
afterAll(() => services.close());

function change(person: string, mutation: string, key = randomUUID()): Promise<Answer> {
  return ask(
    person,
    `mutation ($key: String!) { changed: ${mutation.replace("(", "(idempotencyKey: $key, ")} }`,
    { key },
    services.gateway,
  );
}

/** Why a person may not read some of a child's health record; empty if they may. */
async function refusals(person: string, child: string, purpose: string, field: string): Promise<string[]> {
  const query = `query ($child: ID!, $purpose: Purpose!) { child(id: $child, purpose: $purpose) { health { ${field} { totalCount } } } }`;
  const { data, errors, withheld } = await ask(person, query, { child, purpose }, services.gateway);
  expect(errors).toBeUndefined();
  const whole = withheld.filter(({ extent }) => extent === "WHOLE").map(({ reason }) => reason);
  expect(data.child.health[field] === null).toBe(whole.length > 0);
  return whole;
}

describe("a family that changes its mind, through the gateway", () => {
  const therapies = () => refusals("senco", "CV-1001", "DIRECT_SUPPORT", "therapies");

  test("is obeyed by the school's next query, and the one after that", async () => {
    expect(await therapies()).toEqual([]);
    await change("parent", 'withdrawConsent(childId: "CV-1001", purpose: FAMILY_ACCESS, consentId: "ahmed-maya-health") { id }');
    expect(await therapies()).toEqual(["CONSENT_WITHDRAWN"]);
    const given = await change(
      "parent",
      `giveConsent(childId: "CV-1001", purpose: FAMILY_ACCESS, categories: ["health.therapies"], recipients: [{ agency: "education", role: "senco" }],
        purposes: [DIRECT_SUPPORT]) { id child { consents(first: 1) { nodes { id standing inForce } } } }`,
    );
    expect(given.data.changed.child.consents.nodes).toEqual([{ id: given.data.changed.id, standing: "GIVEN", inForce: true }]);
    expect(await therapies()).toEqual([]);
    expect(await refusals("ed-psych", "CV-1001", "DIRECT_SUPPORT", "therapies")).toEqual(["CONSENT_WITHDRAWN"]);
  });

  test("reads in the same operation what has become of it", async () => {
    const refused = await change(
      "parent",
      `refuseConsent(childId: "CV-1002", purpose: FAMILY_ACCESS, categories: ["health.development"], recipients: [{ agency: "education" }],
        purposes: [DIRECT_SUPPORT]) { child { health { reviews { totalCount } } consents(first: 1) { nodes { standing } } } }`,
    );
    expect(refused.errors).toBeUndefined();
    expect(refused.data.changed.child.health.reviews.totalCount).toBeGreaterThan(0);
    expect(refused.data.changed.child.consents.nodes).toEqual([{ standing: "REFUSED" }]);
    const withdrawn = await change(
      "parent",
      `withdrawConsent(childId: "CV-1002", purpose: FAMILY_ACCESS, consentId: "ahmed-yusuf-nursery") { child { consents(first: 1) { nodes { standing } } } }`,
    );
    expect(withdrawn.data.changed.child.consents.nodes).toEqual([{ standing: "WITHDRAWN" }]);
  });

  test("is told by a code, and what to do, when it cannot be, and nothing of what lies behind", async () => {
    const { errors, text } = await change(
      "parent-without-pr",
      `giveConsent(childId: "CV-1001", purpose: FAMILY_ACCESS, categories: ["health.therapies"], recipients: [{ agency: "education" }],
        purposes: [DIRECT_SUPPORT]) { id }`,
    );
    const message =
      "Only those who hold parental responsibility decide this for the child. If you hold parental responsibility, ask the partnership to record it; else ask a holder.";
    expect(errors).toEqual([{ message, path: ["changed"], extensions: { code: "NOT_A_HOLDER" } }]);
    expect(text).not.toMatch(/stack|partnership\/|serviceName/);
  });

  test("cannot reach a child who is not theirs, nor tell one from a child who does not exist", async () => {
    const withdrawal = (child: string) =>
      change("parent", `withdrawConsent(childId: "${child}", purpose: FAMILY_ACCESS, consentId: "novak-leo-mother") { id child { id } }`);
    expect((await withdrawal("CV-1003")).text).toBe((await withdrawal("CV-9999")).text);
  });
});

describe("an override, through the gateway", () => {
  const mentalHealth = () => refusals("dsl", "CV-1008", "SAFEGUARDING", "mentalHealth");

  test("opens another agency's record at once, and revoked closes it at once; the officers' queue keeps it", async () => {
    expect(await mentalHealth()).toEqual(["ROLE"]);
    const opened = await change(
      "dsl",
      `breakGlass(childId: "CV-1008", purpose: SAFEGUARDING, basis: SAFEGUARDING,
        reason: "Kayden spoke of harming himself and his mother cannot be reached.") { id }`,
    );
    expect(opened.errors).toBeUndefined();
    expect(await mentalHealth()).toEqual([]);
    const { id } = opened.data.changed as { id: string };
    const revoked = await change("ig-officer", `revokeOverride(overrideId: "${id}", reason: "His mother was reached and agreed.") { id }`);
    expect(revoked.errors).toBeUndefined();
    expect(await mentalHealth()).toEqual(["ROLE"]);
    const queue = await ask(
      "ig-officer",
      "{ overridesToReview { nodes { id state practitioner } } myAlerts { nodes { about subjectId } } }",
      {},
      services.gateway,
    );
    expect(queue.data.overridesToReview.nodes).toEqual([{ id, state: "REVOKED", practitioner: "Martin Shaw" }]);
    // That it was opened, and that it was revoked.
    const alert = { about: "OVERRIDE", subjectId: id };
    expect(queue.data.myAlerts.nodes).toEqual([alert, alert]);
  });
});
