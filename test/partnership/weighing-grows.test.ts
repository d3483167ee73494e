import { expect, test } from "@jest/globals";
import { loadPolicy } from "../../policies/index.ts";
import { audiencesOf } from "../../subgraphs/partnership/deciding/audiences.ts";
import { consentEffects } from "../../subgraphs/partnership/deciding/consent-effects.ts";
import { consentLives } from "../../subgraphs/partnership/deciding/consent-lives.ts";
import type { ConsentEventFacts } from "../../subgraphs/partnership/deciding/child-facts.ts";
import { decideChild } from "../../subgraphs/partnership/deciding/decide-child.ts";
import { consentDisputes } from "../../subgraphs/partnership/deciding/disputes.ts";
import { consentsLapsing } from "../../subgraphs/partnership/deciding/lapsing.ts";
import { openedNow } from "../../subgraphs/partnership/deciding/opened-now.ts";
import { sharedWith } from "../../subgraphs/partnership/deciding/sharing.ts";
import { stepsOf } from "./counted-work.ts";
import { assessment, child, member, person, relative, said, today } from "./facts.ts";

const policy = loadPolicy("policies", today);
// With so many what is said repeats after 180 times, and twice as much is twice the same.
const categories = policy.categories.map(({ id }) => id).slice(0, 36);
const moment = { now: new Date(`${today}T12:00:00Z`), today };
const roleOf = (_agency: string, subject: string) => (subject.startsWith("senco") ? "senco" : "paediatrician");
const readers = [
  { subject: "helen.marsh", role: "senco", agency: "education" },
  { subject: "asha.mehta", role: "paediatrician", agency: "health" },
  { subject: "mother", role: "parent", agency: "family" },
];

/** A child about whom so many things were said: by two holders who differ, for agencies, roles and ever new persons, in consents that are limited and renewed over and over, and in many that stand. */
function childOf(events: number): ReturnType<typeof child> {
  const kinds = ["given", "limited", "renewed", "refused", "withdrawn", "given"] as const;
  const consentEvents = Array.from({ length: events }, (_, n): ConsentEventFacts => {
    const kind = kinds[n % kinds.length] ?? "given";
    const recipients = [
      n % 2 === 0 ? "education" : "health/role/paediatrician",
      `education/person/senco.${String(n)}`,
      `health/person/dr.${String(n)}`,
    ];
    const at = new Date(Date.UTC(2020, 0, 1) + n * 60_000);
    return said(n % 3 === 0 ? "father" : "mother", kind, "2026-01-01", {
      // One consent in four goes on for ever, the others are many.
      consent: n % 4 === 0 ? "for-years" : `consent-${String(Math.floor(n / 3))}`,
      categories: [categories[n % categories.length] ?? "", "health.therapies", "education.sen"],
      ...{ recipients, purposes: ["DIRECT_SUPPORT", "EHC_ASSESSMENT"], validFrom: "2020-01-01", at },
      validUntil: n % 5 === 0 ? "2026-12-24" : null,
    });
  });
  return child({
    dateOfBirth: "2012-03-09",
    family: [relative("mother"), relative("father"), relative("child", { kind: "self", parentalResponsibility: false })],
    memberships: [member("helen.marsh"), member("asha.mehta", "health")],
    assessments: [assessment("gillick-competence", { contestedAt: moment.now, categories: ["health.gp"] })],
    consentEvents,
  });
}

const audiences = (facts: ReturnType<typeof child>) => audiencesOf(facts.consentEvents, roleOf);
const lives = (facts: ReturnType<typeof child>) => consentLives(facts, audiences(facts), today);

const weighing: Readonly<Record<string, (facts: ReturnType<typeof child>) => unknown>> = {
  "one decision": (facts) =>
    decideChild(policy, { ...facts, id: "child", identifiers: new Map() }, person("helen.marsh"), "DIRECT_SUPPORT", moment).verdict(
      "child.names",
    ),
  "the consents as they stand": lives,
  "where those who decide differ": (facts) => consentDisputes(facts, audiences(facts), today),
  "which consents lapse": (facts) => consentsLapsing(facts, lives(facts), today, 366),
  "what each opens": (facts) => openedNow({ policy, parts: [{ child: facts, categories }], readers, moment }, lives(facts)),
  "who sees what": (facts) => readers.map((reader) => sharedWith({ policy, child: facts, reader, moment, categories })),
  "what one of them changes": (facts) =>
    consentEffects({ policy, parts: [{ child: facts, categories }], roleOf, moment }, facts.consentEvents.at(-1) as ConsentEventFacts),
};

test.each(Object.entries(weighing))("twice as much said makes %s at most twice the work", async (_, weigh) => {
  const steps: number[] = [];
  for (const events of [180, 360, 720]) {
    const facts = childOf(events);
    steps.push(await stepsOf(() => weigh(facts)));
  }
  const [one = 0, two = 0, four = 0] = steps;
  expect(one).toBeGreaterThan(180);
  // A tenth for putting things in order, which takes a little more than twice.
  expect([two / one <= 2.2, four / two <= 2.2, steps]).toEqual([true, true, steps]);
});
