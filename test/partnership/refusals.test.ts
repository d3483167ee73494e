import { describe, expect, test } from "@jest/globals";
import { attempt } from "../../governance/chains/attempt.ts";
import { later } from "../../governance/chains/days.ts";
import type { Move, Try } from "../../governance/chains/moves/move.ts";
import { child, member, relative, restriction, someone } from "../../governance/chains/rows.ts";
import type { ChildRecord } from "../../governance/chains/scene.ts";
import { type State, startOf, type World } from "../../governance/chains/world.ts";
import { people } from "../../governance/chains/worlds/people.ts";
import { override as overrideWorld } from "../../governance/chains/worlds/override.ts";
import { loadPolicy, type Policy } from "../../policies/index.ts";
import type { Principal } from "../../trust/access-token.ts";

const agreed = loadPolicy("policies", "2026-11-16");
const { senco, safeguardingLead, schoolOfficer, healthVisitor, paediatrician, socialWorker } = people;
const teacher = someone("Tom Okoro", "education", "class-teacher");
const [mother, father] = [someone("Ngozi Okafor", "family", "parent"), someone("Chidi Okafor", "family", "parent")];
const ground = "Told by telephone this morning, with a letter to follow later";
const everybody = [senco, safeguardingLead, schoolOfficer, healthVisitor, paediatrician, socialWorker, teacher, mother, father];

const order = restriction("court-order", { person: father.subject });
const family = [relative(mother, "mother"), relative(father, "father")];
const memberships = [senco, safeguardingLead, healthVisitor, paediatrician, socialWorker, teacher].map((one) => member(one));
const amara: Partial<ChildRecord> = { family, memberships, restrictions: [order, restriction("shielded")] };

const worldOf = (facts: Partial<ChildRecord>): World => ({
  ...overrideWorld,
  people: everybody,
  children: [child("Amara", "2013-02-28", { ...amara, ...facts })],
});

/** What comes of a change that somebody asks for: the code of why not, or "done" and what then is so. */
function asked(
  by: Principal,
  what: Omit<Try, "says">,
  { facts = {}, policy = agreed, state }: { facts?: Partial<ChildRecord>; policy?: Policy; state?: State } = {},
): string {
  const world = worldOf(facts);
  const tried = attempt({ world, policy }, state ?? startOf(world), { ...what, says: "", by, child: 0 } as Move);
  return "refused" in tried ? tried.refused : "done";
}

function after(by: Principal, what: Omit<Try, "says">, state: State = startOf(worldOf({}))): State {
  const tried = attempt({ world: worldOf({}), policy: agreed }, state, { ...what, says: "", by, child: 0 } as Move);
  if ("refused" in tried) throw new Error(tried.refused);
  return tried.next;
}

describe("what actions.yaml gives to nobody, nobody does: the code asks it for", () => {
  const nobodys = { ...agreed, actions: [] };
  test.each<[string, Principal, Omit<Try, "says">]>([
    ["the end of a colleague's membership", safeguardingLead, { change: "leaveTeam", asked: { membershipId: "membership-tom.okoro" } }],
    ["agreeing to an override", healthVisitor, { change: "agreeToOverride", asked: { overrideId: "none" } }],
    ["confirming a mandate", safeguardingLead, { change: "confirmMandate", asked: { membershipId: "none" } }],
    ["naming a lead", senco, { change: "nameLead", asked: { practitionerId: teacher.subject } }],
    ["undoing a change of the team", safeguardingLead, { change: "undoTeamChange", asked: { membershipId: "none" } }],
    ["recording an order", socialWorker, { change: "recordRestriction", asked: { kind: "shielded", ground, author: "" } }],
    ["the end of a restriction", socialWorker, { change: "endRestriction", asked: { restrictionId: order.id, ground } }],
    ["contesting an assessment", teacher, { change: "contestAssessment", asked: { assessmentId: "none", ground } }],
  ])("%s", (_, by, what) => {
    expect(asked(by, what, { policy: nobodys })).toBe("ACTION_NOT_PERMITTED");
  });
});

describe("a restriction", () => {
  const confirm = (restrictionId: string) => ({ change: "confirmRestriction", asked: { restrictionId } }) as const;
  const contest = (restrictionId: string, why = ground) =>
    ({ change: "contestRestriction", asked: { restrictionId, ground: why } }) as const;

  test.each([order.id, "none"])("is confirmed and contested by nobody who answers for none, whether there is one or not (%s)", (id) => {
    for (const what of [confirm(id), contest(id)]) expect(asked(teacher, what)).toBe("ACTION_NOT_PERMITTED");
  });

  test("that needs no confirmation is not confirmed, nor one that is", () => {
    expect(asked(safeguardingLead, confirm(order.id))).toBe("NOTHING_TO_CONFIRM");
    const waits = { ...order, confirmBy: "2026-11-20" };
    expect(asked(safeguardingLead, confirm(order.id), { facts: { restrictions: [waits] } })).toBe("done");
    const confirmed = { ...waits, confirmedBy: "health/person/ida.wren" };
    expect(asked(safeguardingLead, confirm(order.id), { facts: { restrictions: [confirmed] } })).toBe("NOTHING_TO_CONFIRM");
  });

  test("of a kind that a role does not record is none to it, whatever id they know", () => {
    expect(asked(healthVisitor, contest(order.id))).toBe("RESTRICTION_NOT_FOUND");
    expect(
      asked(healthVisitor, contest("restriction-shielded"), {
        facts: { restrictions: [{ ...restriction("shielded"), agency: "health" }] },
      }),
    ).toBe("done");
  });
});

describe("what others have to judge by has one bar, whatever it is about", () => {
  const thin = [
    "No.",
    "Ordered by a court on Monday.",
    "urgent urgent urgent urgent urgent urgent",
    "a b c d e ........................................",
  ];
  const opened = after(senco, { change: "breakGlass", asked: { forPurpose: "SAFEGUARDING", basis: "safeguarding", reason: ground } });
  const override = opened.children[0]?.overrides[0]?.id ?? "";
  const assessment = { assessedOn: "2026-11-10", until: "2027-03-01" };
  const court = {
    kind: "court-order",
    person: father.subject,
    reference: "ZC25P01234",
    orderedOn: "2026-11-10",
    author: "Family Court",
  } as const;
  const urgent = { forPurpose: "SAFEGUARDING", basis: "safeguarding" } as const;

  test.each<[string, Principal, (words: string) => Omit<Try, "says">]>([
    ["a court order", socialWorker, (words) => ({ change: "recordRestriction", asked: { ...court, ground: words } })],
    ["a shield", socialWorker, (words) => ({ change: "recordRestriction", asked: { kind: "shielded", author: "", ground: words } })],
    [
      "the end of a restriction",
      socialWorker,
      (words) => ({ change: "endRestriction", asked: { restrictionId: order.id, ground: words } }),
    ],
    [
      "contesting a restriction",
      safeguardingLead,
      (words) => ({ change: "contestRestriction", asked: { restrictionId: order.id, ground: words } }),
    ],
    ["contesting what binds oneself", father, (words) => ({ change: "contestRestriction", asked: { ground: words } })],
    [
      "competence",
      healthVisitor,
      (words) => ({ change: "recordCompetence", asked: { ...assessment, categories: ["health.therapies"], ground: words } }),
    ],
    [
      "a lack of capacity",
      paediatrician,
      (words) => ({ change: "recordLackOfCapacity", asked: { ...assessment, decision: "What to share", ground: words } }),
    ],
    ["an override", senco, (words) => ({ change: "breakGlass", asked: { ...urgent, reason: words } })],
    [
      "keeping one from the family",
      senco,
      (words) => ({ change: "breakGlass", asked: { ...urgent, reason: ground, keepFromFamilyBecause: words } }),
    ],
    [
      "the review of an override",
      schoolOfficer,
      (words) => ({ change: "reviewOverride", override, asked: { justified: true, note: words } }),
    ],
  ])("%s", (_, by, what) => {
    const state = what(ground).change === "reviewOverride" ? opened : startOf(worldOf({}));
    for (const words of thin) expect(asked(by, what(words), { state })).toBe("REASON_TOO_SHORT");
    expect(asked(by, what(ground), { state })).not.toBe("REASON_TOO_SHORT");
  });

  test("and what closes at once by anybody's word has none", () => {
    expect(asked(senco, { change: "revokeOverride", override, asked: { reason: "No." } }, { state: opened })).toBe("done");
    const assessed = after(healthVisitor, {
      change: "recordCompetence",
      asked: { ...assessment, categories: ["health.therapies"], ground },
    });
    const id = assessed.children[0]?.assessments[0]?.id ?? "";
    expect(asked(senco, { change: "contestAssessment", asked: { assessmentId: id, ground: "No." } }, { state: assessed })).toBe("done");
  });
});

describe("a membership", () => {
  const confirm = (membershipId: string) => ({ change: "confirmMandate", asked: { membershipId } }) as const;
  const teachers = { practitioner: teacher.subject, agency: "education" };
  const of = (more: object): Partial<ChildRecord> => ({
    memberships: [...memberships.slice(0, 5), { ...member(teacher), ...teachers, ...more }],
  });

  test("is confirmed that waits for it, and none that does not, has ended or is over", () => {
    const id = "membership-tom.okoro";
    expect(asked(safeguardingLead, confirm(id), { facts: of({ awaitsMandate: true }) })).toBe("done");
    expect(asked(safeguardingLead, confirm(id), { facts: of({ awaitsMandate: false }) })).toBe("MEMBERSHIP_NOT_FOUND");
    expect(asked(safeguardingLead, confirm(id), { facts: of({ awaitsMandate: true, endedAt: new Date("2026-11-12") }) })).toBe(
      "MEMBERSHIP_NOT_FOUND",
    );
    expect(asked(safeguardingLead, confirm(id), { facts: of({ awaitsMandate: true, until: "2026-11-15" }) })).toBe("MEMBERSHIP_NOT_FOUND");
  });

  test("that is over is not ended", () => {
    const leave = { change: "leaveTeam", asked: { membershipId: "membership-tom.okoro" } } as const;
    expect(asked(safeguardingLead, leave, { facts: of({}) })).toBe("done");
    expect(asked(safeguardingLead, leave, { facts: of({ until: "2026-11-15" }) })).toBe("MEMBERSHIP_ENDED");
  });

  test("that one proposed is taken back, also of somebody whom another agency knows by the same name", () => {
    const proposed = { practitioner: senco.subject, agency: "health", statutory: "child-protection", awaitsMandate: true } as const;
    const facts = of({ ...proposed, recordedBy: `education/person/${senco.subject}` });
    expect(asked(senco, { change: "leaveTeam", asked: { membershipId: "membership-tom.okoro" } }, { facts })).toBe("done");
  });
});

describe("an override", () => {
  const opened = after(senco, { change: "breakGlass", asked: { forPurpose: "SAFEGUARDING", basis: "safeguarding", reason: ground } });
  const id = opened.children[0]?.overrides[0]?.id ?? "";

  test("that waits for nobody is none to whoever could agree", () => {
    const agree = { change: "agreeToOverride", asked: { overrideId: id } } as const;
    expect(asked(healthVisitor, agree, { state: opened })).toBe("OVERRIDE_NOT_FOUND");
    expect(asked(healthVisitor, agree, { state: later(opened, 1) })).toBe("OVERRIDE_NOT_FOUND");
  });
});
