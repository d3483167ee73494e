import { describe, expect, test } from "@jest/globals";
import { type Action, actions, compile, diff, loadPolicy, mayAct, type Relationship, relationships } from "../../policies/index.ts";
import { smallPolicy } from "./small-policy.ts";

const policy = loadPolicy("policies", "2026-11-22");

const withActions = (text: string) => compile({ ...smallPolicy(), actions: { file: "actions.yaml", text } }, "2026-06-01");
const oneAction = (roles: string, relationship = "team") =>
  `actions: [{ id: name-lead, permitted: [{ roles: [${roles}], relationship: [${relationship}] }], because: Somebody must. }]`;
const refusal = (text: string): unknown => {
  try {
    return withActions(text).version;
  } catch (error) {
    return error;
  }
};

describe("who may change what", () => {
  test("is said of every action there is, so that none is forgotten", () => {
    expect(policy.actions.map(({ id }) => id)).toEqual([...actions].sort());
  });

  test("is nobody's where the document does not give it, whatever is given elsewhere", () => {
    const small = withActions(oneAction("senco"));
    const may = (action: Action, role: string, agency: string, relationship: Relationship) =>
      mayAct(small, action, { role, agency, relationship });
    expect(may("name-lead", "senco", "education", "team")).toBe(true);
    expect(relationships.filter((one) => may("name-lead", "senco", "education", one))).toEqual(["team"]);
    expect(may("add-to-team", "senco", "education", "team")).toBe(false);
    expect(may("name-lead", "physiotherapist", "health", "team")).toBe(false);
    expect(may("name-lead", "senco", "health", "team")).toBe(false);
    expect(may("name-lead", "nobody", "education", "team")).toBe(false);
  });

  test("is nobody's in a version from before there was such a document", () => {
    const before = compile(smallPolicy(), "2026-06-01");
    expect(mayAct(before, "name-lead", { role: "senco", agency: "education", relationship: "lead" })).toBe(false);
  });

  test("is no family's and no stranger's: without a relationship act officers, and those who coordinate on their own agency's people alone", () => {
    const given = policy.actions.flatMap(({ id, permitted }) => permitted.map((each) => ({ id, ...each })));
    for (const { id, roles, relationship } of given) {
      const officers = ["review-restriction", "revoke-override", "review-override", "allow-another-override", "tell-family"].includes(id);
      const fromOutside = ["bring-back-to-team", "confirm-mandate"].includes(id);
      expect(roles.filter((role) => role === "parent" || role === "young-person")).toEqual([]);
      expect(roles.includes("ig-officer")).toBe(officers);
      expect(relationship.includes("none")).toBe(officers || fromOutside);
    }
  });

  test("is part of the policy's version, however it is written", () => {
    const version = withActions(oneAction("senco")).version;
    expect(withActions(oneAction("senco, senco")).version).toBe(version);
    expect(withActions(oneAction("senco").replace("Somebody must.", "Nobody else would.")).version).toBe(version);
    expect(withActions(oneAction("senco", "lead")).version).not.toBe(version);
    expect(withActions(oneAction("physiotherapist")).version).not.toBe(version);
  });

  test("shows in a comparison, both what is given and what is taken", () => {
    const { overall, actions: changes } = diff(withActions(oneAction("senco")), withActions(oneAction("physiotherapist")));
    expect(overall).toBe("mixed");
    expect(changes).toEqual([
      { change: "now permitted", action: "name-lead", role: "physiotherapist", relationship: "team" },
      { change: "no longer permitted", action: "name-lead", role: "senco", relationship: "team" },
    ]);
    expect(diff(withActions(oneAction("senco")), withActions(oneAction("senco, physiotherapist"))).overall).toBe("wider");
  });

  test.each([
    ["a role that there is not", oneAction("wizard"), "ROLE_UNKNOWN"],
    ["an action that there is not", oneAction("senco").replace("name-lead", "delete-child"), "VALUE_INVALID"],
    ["a relationship that there is not", oneAction("senco", "friend"), "RELATIONSHIP_UNKNOWN"],
    ["nobody at all", oneAction(""), "VALUE_INVALID"],
    ["a wildcard", oneAction('"*"'), "WILDCARD_REFUSED"],
    ["no reason", oneAction("senco").replace(", because: Somebody must.", ""), "BECAUSE_MISSING"],
    ["a key that means nothing", oneAction("senco").replace("because:", "unless: never, because:"), "KEY_UNKNOWN"],
    ["an action twice", `${oneAction("senco").slice(0, -1)}, ${oneAction("senco").slice(10)}`, "ID_DUPLICATE"],
  ])("is refused with %s", (_, text, code) => {
    expect(refusal(text)).toMatchObject({ code, file: "actions.yaml" });
  });
});
