import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type CategoryDecision, decide, type Facts, loadPolicy, purposes } from "../../policies/index.ts";
import { contradictionOf, contradictionOnTeam } from "../../subgraphs/partnership/deciding/contradiction.ts";
import { decideChild } from "../../subgraphs/partnership/deciding/decide-child.ts";
import { decisionsOn } from "../../subgraphs/partnership/deciding/decisions-on.ts";
import { byEveryRole, rolesOf } from "../../subgraphs/partnership/deciding/directory.ts";
import type { ChildFacts } from "../../subgraphs/partnership/deciding/child-facts.ts";
import { narrower } from "../../subgraphs/partnership/deciding/narrower.ts";
import { relationship } from "../../subgraphs/partnership/deciding/relationship.ts";
import { sharedWith } from "../../subgraphs/partnership/deciding/sharing.ts";
import { drawing, drawnFacts } from "../policies/drawn.ts";
import { consult, everyRow } from "../policies/oracle.ts";
import { categories as fewCategories, roles as fewRoles, someRules } from "../policies/random.ts";
import { policyOf, shown } from "../policies/said.ts";
import { child, member, person, today } from "./facts.ts";
import { someChild } from "./some-child.ts";
import { runs } from "../runs.ts";

const policy = loadPolicy("policies", today);
const moment = { now: new Date(`${today}T12:00:00Z`), today };
const ids = policy.categories.map(({ id }) => id);
const rolesIn = (agency: string) => policy.persons.filter((one) => one.agency === agency).map(({ role }) => role);
const agencies = ["education", "health", "social-care"];

/** A child of whose team Helen Marsh is, as the directory has her. */
const onTeam = (facts: ChildFacts, agency: string, role: string, lead: boolean): ChildFacts => ({
  ...facts,
  memberships: [member("helen.marsh", agency, { lead })],
  directory: [{ id: "helen.marsh", agency, role }],
});

/** Two decisions on the rows of every kind, and what they come to. */
const rowsOf = (decision: CategoryDecision | undefined): readonly boolean[] => shown(decision) ?? everyRow.map(() => false);

describe("what two decisions come to", () => {
  test("is, row by row, what the agreements say of the one and of the other, whatever the agreements and the roles", () => {
    // Of the random roles these two are held in one agency.
    const one = fc.record({ seed: fc.nat(), roles: fc.array(fc.constantFrom("senco", "nurse"), { minLength: 1, maxLength: 3 }) });
    fc.assert(
      fc.property(someRules, fc.array(one, { minLength: 20, maxLength: 20 }), (rules, all) => {
        const random = policyOf(rules);
        for (const { seed, roles } of all) {
          const facts = drawnFacts(drawing(seed));
          const each = roles.map((role): Facts => ({ ...facts, role, agency: "education" }));
          for (const category of fewCategories) {
            const [first, ...others] = each.map((asked) => decide(random, asked).get(category));
            const both = others.reduce((found, other) => found && narrower(found, other), first);
            const said = each.map((asked) => consult(rules, fewRoles, asked, category));
            const expected = everyRow.map((_, row) => said.every((verdict) => "readable" in verdict && verdict.readable[row] === true));
            expect(rowsOf(both)).toEqual(expected);
          }
        }
      }),
      { numRuns: runs(100) },
    );
  });

  test("is a permit of the rows that both let pass, whichever marks the one and the other leave out", () => {
    const lacking = [{}, { aboutOther: false }, { withheldFromFamily: false }, { aboutOther: false, withheldFromFamily: false }] as const;
    const permits = Array.from({ length: 15 }, (_, mask): CategoryDecision => {
      const conditions = lacking.filter((_one, index) => ((mask + 1) & (1 << index)) !== 0);
      const rules = conditions.map((asked) => ({
        ...{ action: "read" as const, subject: "education.sen" },
        ...(Object.keys(asked).length > 0 && { conditions: asked }),
      }));
      return {
        effect: "permit",
        category: "education.sen",
        rules,
        ruleIds: [String(mask)],
        conditional: rules.some((rule) => "conditions" in rule),
      };
    });
    for (const one of permits)
      for (const other of permits) {
        const both = narrower(one, other);
        const expected = rowsOf(one).map((passes, row) => passes && rowsOf(other)[row] === true);
        expect([one.ruleIds, other.ruleIds, rowsOf(both)]).toEqual([one.ruleIds, other.ruleIds, expected]);
        // What says that nothing is left out leaves nothing out.
        if (both.effect === "permit" && !both.conditional) expect(expected).toEqual(everyRow.map(() => true));
      }
  });

  test("is told for a reason of one of them, and for a restriction only if nothing else keeps it back", () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (seed, other) => {
        const asked = [seed, other].map((each) => drawnFacts(drawing(each), ids, policy.persons));
        for (const category of ids) {
          const [one, two] = asked.map((facts) => decide(policy, facts, [category]).get(category));
          if (one === undefined || two === undefined) throw new Error(category);
          const both = narrower(one, two);
          expect(narrower(two, one).effect).toBe(both.effect);
          if (both.effect === "permit") continue;
          expect([one, two]).toContain(both);
          const others = [one, two].filter((decision) => decision.effect === "withhold" && decision.reason !== "RESTRICTED");
          if (both.reason === "RESTRICTED") expect(others).toEqual([]);
        }
      }),
      { numRuns: runs(200) },
    );
  });
});

describe("a practitioner whose token says another role than the directory", () => {
  const asked = fc.constantFrom(...agencies).chain((agency) =>
    fc.record({
      agency: fc.constant(agency),
      claimed: fc.constantFrom(...rolesIn(agency)),
      known: fc.constantFrom(...rolesIn(agency)),
      lead: fc.boolean(),
      facts: someChild,
    }),
  );

  test("reads what each of the two roles reads, of every category and for every purpose, and nothing else", () => {
    fc.assert(
      fc.property(asked, ({ agency, claimed, known, lead, facts }) => {
        for (const purpose of purposes) {
          const as = (token: string, directory: string) =>
            decisionsOn(policy, onTeam(facts, agency, directory, lead), person("helen.marsh", agency, token), purpose, moment);
          const [both, byToken, byDirectory] = [as(claimed, known), as(claimed, claimed), as(known, known)];
          for (const category of ids) {
            const [one, other] = [rowsOf(byToken.get(category)), rowsOf(byDirectory.get(category))];
            const expected = one.map((passes, row) => passes && other[row] === true);
            expect([category, rowsOf(both.get(category))]).toEqual([category, expected]);
          }
        }
      }),
      { numRuns: runs(60) },
    );
  });

  test("reads no more than a family is told of them, and exactly that if the two agree", () => {
    fc.assert(
      fc.property(asked, ({ agency, claimed, known, lead, facts }) => {
        const all = onTeam(facts, agency, known, lead);
        const reader = { subject: "helen.marsh", agency, role: known };
        const told = sharedWith({ policy, child: all, reader, moment, categories: ids });
        for (const purpose of purposes) {
          const said = told.filter((grant) => grant.purposes.includes(purpose)).flatMap(({ categories }) => categories);
          const reads = [...decisionsOn(policy, all, person("helen.marsh", agency, claimed), purpose, moment).values()];
          const read = reads.filter(({ effect }) => effect === "permit").map(({ category }) => category);
          expect(said).toEqual(expect.arrayContaining(read));
          if (claimed === known) expect(said.sort()).toEqual(read.sort());
        }
      }),
      { numRuns: runs(60) },
    );
  });

  test("has no override in either role, since it was opened in one", () => {
    const overrides = [
      {
        ...{ id: "override", practitioner: "helen.marsh", agency: "education", role: "senco", purpose: "DIRECT_SUPPORT" as const },
        ...{ categories: ["health.conditions"], openedAt: moment.now, endsAt: new Date(`${today}T16:00:00Z`), revokedAt: null },
      },
    ];
    const decided = (known: string) =>
      decideChild(
        policy,
        { ...onTeam(child({ overrides }), "education", known, false), id: "", identifiers: new Map() },
        person("helen.marsh"),
        "DIRECT_SUPPORT",
        moment,
      );
    expect([decided("senco").verdict("health.conditions").effect, decided("senco").overrideOf(ids)]).toEqual(["permit", "override"]);
    expect([decided("class-teacher").verdict("health.conditions").effect, decided("class-teacher").overrideOf(ids)]).toEqual([
      "withhold",
      null,
    ]);
  });
});

describe("a practitioner whom the directory has in another agency than their membership", () => {
  const moved = onTeam(child(), "education", "senco", false);
  const elsewhere = { ...moved, directory: [{ id: "helen.marsh", agency: "health", role: "school-nurse" }] };

  test("has no relationship with the child, by a token of the one agency or of the other", () => {
    expect(relationship(person("helen.marsh"), moved, today)).toBe("team");
    expect(relationship(person("helen.marsh"), elsewhere, today)).toBe("none");
    expect(relationship(person("helen.marsh", "health", "school-nurse"), elsewhere, today)).toBe("none");
    expect(relationship(person("helen.marsh"), { ...moved, directory: [] }, today)).toBe("none");
  });

  test("is told of to the officers of the agency whose issuer still says so", () => {
    const found = { agency: "education", practitioner: "helen.marsh", claimed: "senco", known: null };
    expect(contradictionOnTeam(person("helen.marsh"), elsewhere, today)).toEqual(found);
    expect(contradictionOnTeam(person("helen.marsh"), moved, today)).toBeUndefined();
    expect(contradictionOnTeam(person("helen.marsh", "health", "school-nurse"), elsewhere, today)).toBeUndefined();
    const ended = { ...elsewhere, memberships: [member("helen.marsh", "education", { until: "2026-11-15" })] };
    expect(contradictionOnTeam(person("helen.marsh"), ended, today)).toBeUndefined();
  });
});

describe("the roles by which it is decided", () => {
  const entry = { id: "helen.marsh", agency: "education", role: "senco" };

  test("are those of token and directory, each once", () => {
    expect(rolesOf(person("helen.marsh"), entry)).toEqual(["senco"]);
    expect(rolesOf(person("helen.marsh", "education", "ig-officer"), entry)).toEqual(["ig-officer", "senco"]);
  });

  test("are none for whoever the directory does not have in the token's agency, and who has none may nothing", () => {
    expect(rolesOf(person("helen.marsh"), undefined)).toEqual([]);
    expect(rolesOf(person("helen.marsh", "health", "paediatrician"), entry)).toEqual([]);
    expect(byEveryRole([], () => true)).toBe(false);
    expect(byEveryRole(["senco", "class-teacher"], (role) => role === "senco")).toBe(false);
  });

  test("of a family are the token's: the directory is of staff, and a namesake there is somebody else", () => {
    expect(rolesOf(person("helen.marsh", "family", "parent"), entry)).toEqual(["parent"]);
    expect(contradictionOf(person("helen.marsh", "family", "parent"), entry)).toBeUndefined();
  });

  test("are contradicted only by an entry of the same agency", () => {
    const found = { agency: "education", practitioner: "helen.marsh", claimed: "sen-caseworker", known: "senco" };
    expect(contradictionOf(person("helen.marsh", "education", "sen-caseworker"), entry)).toEqual(found);
    for (const asks of [person("helen.marsh"), person("helen.marsh", "health", "paediatrician")])
      expect(contradictionOf(asks, entry)).toBeUndefined();
    expect(contradictionOf(person("nobody"), undefined)).toBeUndefined();
  });
});

test("a family token in the wrong role opens nothing that the right one does not: what they are to the child counts", () => {
  const known = { mother: "parent", father: "parent", child: "young-person" };
  fc.assert(
    fc.property(someChild, fc.constantFrom("mother" as const, "father" as const, "child" as const), (facts, subject) => {
      for (const purpose of purposes)
        for (const role of ["parent", "young-person"]) {
          const right = decisionsOn(policy, facts, person(subject, "family", known[subject]), purpose, moment);
          for (const [category, decision] of decisionsOn(policy, facts, person(subject, "family", role), purpose, moment))
            rowsOf(decision).forEach((passes, row) => {
              if (passes) expect([category, rowsOf(right.get(category))[row]]).toEqual([category, true]);
            });
        }
    }),
    { numRuns: runs(60) },
  );
});
