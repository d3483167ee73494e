import { createMongoAbility, subject } from "@casl/ability";
import type { PackRule } from "@casl/ability/extra";
import { packRules, rulesToAST, unpackRules } from "@casl/ability/extra";
import { describe, expect, test } from "@jest/globals";
import { compile, decide, effectOf, PolicyError } from "../../policies/index.ts";
import type { CategoryDecision, ConsentState, Facts, Policy, Restriction } from "../../policies/index.ts";
import { readChildPart } from "../../trust/permit-child-part.ts";
import { small, smallPolicy } from "./small-policy.ts";
import { abilityFrom } from "./view.ts";

/*
 * What CASL alone lets through, each shown twice: that CASL permits it, so that the trap is known to be there, and that neither a policy nor a permit does.
 */
const today = "2026-11-21";
const policyWith = (...changes: readonly (readonly [from: string, to: string])[]): Policy =>
  compile(smallPolicy({ agreements: [changed(changes)] }), today);

function changed(changes: readonly (readonly [string, string])[]): string {
  return changes.reduce((text, [from, to]) => {
    expect(text).toContain(from);
    return text.replace(from, to);
  }, small.agreement);
}

function refusal(...changes: readonly (readonly [string, string])[]): string {
  try {
    policyWith(...changes);
  } catch (error) {
    if (error instanceof PolicyError) return error.code;
    throw error;
  }
  return "accepted";
}

/** A SENCO on the team who asks for direct support; the small agreement lets them read if consent is given. */
function asks(own: { consent?: ConsentState; restriction?: readonly Restriction[]; override?: boolean }): Facts {
  const each = <T>(value: T) => ({ "child.names": value, "health.therapies": value });
  return {
    role: "senco",
    agency: "education",
    relationship: "team",
    purpose: "DIRECT_SUPPORT",
    purposeHolds: true,
    rightsHolder: "parent",
    consent: each(own.consent ?? "none"),
    restrictions: each(own.restriction ?? []),
    overrides: each(own.override ?? false),
  };
}

const decided = (policy: Policy, facts: Facts, category = "health.therapies"): CategoryDecision["effect"] | undefined =>
  decide(policy, facts).get(category)?.effect;

describe("a rule asked about by the bare name of its subject", () => {
  const casl = createMongoAbility([{ action: "read", subject: "health.therapies", conditions: { consent: { $in: ["given"] } } }]);

  test("holds for CASL, whatever its conditions", () => {
    expect(casl.can("read", "health.therapies")).toBe(true);
    expect(casl.can("read", subject("health.therapies", { consent: "none" }))).toBe(false);
  });

  test("is never asked so here: a category is decided in its situation, and without one it is withheld", () => {
    const policy = policyWith();
    expect(decided(policy, asks({ consent: "none" }))).toBe("withhold");
    expect(decided(policy, asks({ consent: "given" }))).toBe("permit");
    expect(decided(policy, "health.therapies" as unknown as Facts)).toBe("withhold");
  });
});

describe("a permit that stands after a prohibition", () => {
  test("wins for CASL, where the last rule that holds decides", () => {
    const rules = [
      { action: "read", subject: "child.names", inverted: true },
      { action: "read", subject: "child.names" },
    ];
    expect(createMongoAbility(rules).can("read", "child.names")).toBe(true);
  });

  test("loses here, wherever it stands in its agreement and in whichever agreement", () => {
    const [head = "", permit = "", prohibition = ""] = small.agreement.split(/^(?= {2}- id)/m);
    const other = (text: string) => text.replace("id: small", "id: other");
    const orders = [
      [head + permit + prohibition],
      [head + prohibition + permit],
      [head + prohibition, other(head) + permit],
      [other(head) + permit, head + prohibition],
    ];
    for (const agreements of orders) {
      const policy = compile(smallPolicy({ agreements }), today);
      expect(decided(policy, asks({ consent: "given", restriction: ["shielded"] }), "child.names")).toBe("withhold");
      expect(decided(policy, asks({ consent: "given" }), "child.names")).toBe("permit");
    }
  });
});

describe("an attribute that is missing", () => {
  test("takes a prohibition out of force for CASL, and makes a condition with $ne hold", () => {
    const prohibited = createMongoAbility([
      { action: "read", subject: "child.names" },
      { action: "read", subject: "child.names", inverted: true, conditions: { restriction: { $in: ["shielded"] } } },
    ]);
    expect(prohibited.can("read", subject("child.names", {}))).toBe(true);
    const unlessWithdrawn = createMongoAbility([{ action: "read", subject: "child.names", conditions: { consent: { $ne: "withdrawn" } } }]);
    expect(unlessWithdrawn.can("read", subject("child.names", {}))).toBe(true);
  });

  test.each(["relationship", "purpose", "purposeHolds", "rightsHolder", "consent", "restrictions", "overrides", "role", "agency"] as const)(
    "withholds here, if it is the facts' %s",
    (fact) => {
      const { [fact]: _left, ...rest } = asks({ consent: "given" });
      expect(decided(policyWith(), rest as Facts)).toBe("withhold");
    },
  );

  test("withholds here, if it is one category's consent, restrictions or override", () => {
    const facts = asks({ consent: "given" });
    for (const fact of ["consent", "restrictions", "overrides"] as const) {
      const { "health.therapies": _left, ...rest } = facts[fact] as Record<string, unknown>;
      expect(decided(policyWith(), { ...facts, [fact]: rest })).toBe("withhold");
      expect(decided(policyWith(), { ...facts, [fact]: rest }, "child.names")).toBe("permit");
    }
  });

  test("withholds here, if it is a record's mark", () => {
    const ability = abilityFrom(decide(policyWith(), asks({ consent: "given" })).get("health.therapies"));
    expect(ability.can("read", subject("health.therapies", { aboutOther: false }))).toBe(true);
    expect(ability.can("read", subject("health.therapies", {}))).toBe(false);
  });

  test.each([
    ["$ne", "{ $ne: withdrawn }"],
    ["$nin", "{ $nin: [withdrawn] }"],
    ["$exists", "{ $exists: false }"],
    ["$not", "{ $not: { $in: [withdrawn] } }"],
  ])("cannot be asked about with %s in an agreement", (_operator, written) => {
    expect(refusal(["consent: [given]", `consent: ${written}`])).toBe("OPERATOR_REFUSED");
  });
});

describe("a regular expression", () => {
  test("holds for CASL for more than was meant", () => {
    const casl = createMongoAbility([{ action: "read", subject: "child.names", conditions: { role: { $regex: "senco" } } }]);
    expect(casl.can("read", subject("child.names", { role: "not-a-senco-at-all" }))).toBe(true);
  });

  test.each([
    ["as an operator", "{ roles: { $regex: senco } }"],
    ["as a value", "{ roles: [/senco/] }"],
    ["in quotation marks", '{ roles: ["/senco/i"] }'],
  ])("is refused in an agreement %s", (_form, who) => {
    expect(refusal(["{ roles: [senco] }", who])).toBe("OPERATOR_REFUSED");
  });

  test("in what somebody says of themself is a text like any other", () => {
    for (const role of ["/.*/", ".*", "senco|parent"])
      expect(decided(policyWith(), { ...asks({ consent: "given" }), role })).toBe("withhold");
    const pattern = { ...asks({ consent: "given" }), purpose: /.*/ } as unknown as Facts;
    expect(decided(policyWith(), pattern)).toBe("withhold");
  });
});

describe("a wildcard", () => {
  test("of fields holds for CASL for the parent too", () => {
    const casl = createMongoAbility([{ action: "read", subject: "Child", fields: ["health.**"] }]);
    expect(casl.can("read", "Child", "health")).toBe(true);
  });

  test.each(["health.**", "health.*", "*", "**"])("is refused in an agreement: %s", (name) => {
    expect(refusal(["mayRead: [child.names, health.therapies]", `mayRead: ["${name}"]`])).toBe("WILDCARD_REFUSED");
  });

  test("does not come about: no rule has fields, so the name of a category never reaches another", () => {
    const permit = decide(policyWith(), asks({ consent: "given" })).get("health.therapies");
    expect(permit).toMatchObject({
      effect: "permit",
      rules: [{ action: "read", subject: "health.therapies", conditions: { aboutOther: false } }],
    });
    const ability = abilityFrom(permit);
    for (const other of ["health", "health.therapies.goals", "child.names", "all"])
      expect(ability.can("read", subject(other, { aboutOther: false }))).toBe(false);
  });

  test("`all` and `manage`, which are CASL's words for everything, are no categories or roles here", () => {
    expect(createMongoAbility([{ action: "manage", subject: "all" }]).can("read", "health.therapies")).toBe(true);
    expect(refusal(["mayRead: [child.names, health.therapies]", "mayRead: [all]"])).toBe("VALUE_INVALID");
    expect(refusal(["{ roles: [senco] }", "{ roles: [all] }"])).toBe("ROLE_UNKNOWN");
    expect(decide(policyWith(), asks({ consent: "given" }), ["all", "manage"]).get("all")?.effect).toBe("withhold");
  });
});

describe("a packed rule", () => {
  const accepted = (verdict: string) => readChildPart("health", `${"s".repeat(22)}..1..${verdict}`) !== undefined;
  const granted = (rules: unknown, category: string) => createMongoAbility(unpackRules(rules as PackRule<never>[])).can("read", category);

  test("of a name with a comma becomes two for CASL, the second of which can be everything", () => {
    const [packed = []] = packRules([{ action: "read", subject: "health.therapies,all" }]);
    expect(granted([packed], "social-care.assessments")).toBe(true);
  });

  test.each<[string, readonly unknown[], string]>([
    ["two subjects in one", ["read", "health.therapies,all"], ".ALL:therapies,all"],
    ["two actions in one", ["read,manage", "health.therapies"], ".ALL,MANAGE:therapies"],
    ["every action on everything", ["manage", "all"], ".MANAGE:all"],
    ["reading everything", ["read", "all"], ".ALL"],
  ])("that grants %s cannot be said in a permit, which has codes and no rules", (_what, rule, verdict) => {
    expect(granted([rule], String(rule[1]).includes("all") ? "social-care.assessments" : "health.therapies")).toBe(true);
    expect(accepted(verdict)).toBe(false);
    expect(accepted(".ALL:therapies")).toBe(true);
  });

  test("of a category that is called everything means that category of the agency alone", () => {
    expect([...(readChildPart("health", `${"s".repeat(22)}..1...ALL:all`)?.verdicts.keys() ?? [])]).toEqual(["health.all"]);
  });

  test.each<[string, string]>([
    ["conditions that nobody knows", ".OR:therapies"],
    ["a mark that must be there", ".ABOUT_OTHER:therapies"],
    ["fields", ".ALL:therapies:name:goals"],
    ["nothing", "."],
  ])("with %s cannot be said either", (_what, verdict) => {
    expect(accepted(verdict)).toBe(false);
  });

  test("whose category was never listed cannot come out of a policy: names with commas are refused", () => {
    const categories = small.categories.replaceAll("health.therapies", '"health.therapies,all"');
    expect(() => compile(smallPolicy({ categories }), today)).toThrow(PolicyError);
    expect(refusal(["mayRead: [child.names, health.therapies]", 'mayRead: ["health.therapies,all"]'])).toBe("VALUE_INVALID");
  });
});

describe("rules turned into a query for rows", () => {
  test("lose their fields in CASL, so that one field grants the row", () => {
    const ability = createMongoAbility([{ action: "read", subject: "Child", fields: ["name"] }]);
    expect(ability.can("read", "Child", "address")).toBe(false);
    expect(rulesToAST(ability, "read", "Child")).not.toBeNull();
  });

  test("have none here: rows are told apart by marks, each of which is a condition", () => {
    const policy = policyWith();
    const [unmarked, aboutOther] = effectOf(policy, { role: "senco", agency: "education" }, "health.therapies");
    expect(unmarked?.isEmpty).toBe(false);
    expect(aboutOther?.isEmpty).toBe(true);
  });
});
