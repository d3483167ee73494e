import fc from "fast-check";
import { type Process, processes, purposes } from "../../policies/index.ts";
import type { OverrideFacts } from "../../subgraphs/partnership/deciding/child-facts.ts";
import { assessment, child, member, relative, restriction, said, today } from "./facts.ts";

/** An override that is open, of the safeguarding lead for safeguarding. */
export function overrideOf(categories: readonly string[], more: Partial<OverrideFacts> = {}): OverrideFacts {
  return {
    id: "override",
    practitioner: "martin.shaw",
    agency: "education",
    role: "designated-safeguarding-lead",
    purpose: "SAFEGUARDING",
    categories,
    openedAt: new Date(`${today}T11:00:00Z`),
    endsAt: new Date(`${today}T15:00:00Z`),
    revokedAt: null,
    ...more,
  };
}

const categories = [
  "health.therapies",
  "health.mental-health",
  "child.address",
  "child.consents",
  "education.sen",
  "social-care.child-protection",
];
const word = fc.record({
  who: fc.constantFrom("mother", "father"),
  event: fc.constantFrom("given" as const, "refused" as const),
  day: fc.integer({ min: 10, max: 28 }),
  categories: fc.subarray(categories, { minLength: 1 }),
  recipients: fc.subarray(["education", "education/role/senco", "family"], { minLength: 1 }),
  purposes: fc.subarray([...purposes], { minLength: 1 }),
});
const processEvent = (kind: Process, event: "opened" | "closed") => ({ process: kind, kind, event });

/** A child of whom much was said, restricted, assessed and opened: somebody whom it concerns reads something of it. */
export const someChild = fc
  .record({
    words: fc.uniqueArray(word, { maxLength: 4, selector: ({ day }) => day }),
    opened: fc.subarray(categories),
    shielded: fc.boolean(),
    bound: fc.boolean(),
    dateOfBirth: fc.constantFrom("2020-03-09", "2009-05-14"),
    assessments: fc.subarray([
      assessment("gillick-competence", { from: "2026-02-14", categories }),
      assessment("lack-of-capacity", { from: "2026-02-20" }),
    ]),
    contested: fc.boolean(),
    underWay: fc.subarray([...processes]),
    over: fc.subarray([...processes]),
  })
  .map(({ words, opened, shielded, bound, dateOfBirth, assessments, contested, underWay, over }) =>
    child({
      processEvents: [...underWay, ...over]
        .map((kind) => processEvent(kind, "opened"))
        .concat(over.map((kind) => processEvent(kind, "closed"))),
      assessments: assessments.map((one) => ({ ...one, contestedAt: contested ? new Date(`${today}T12:00:00Z`) : null })),
      dateOfBirth,
      memberships: [member("helen.marsh"), member("martin.shaw")],
      family: [relative("mother"), relative("father"), relative("child", { kind: "self", parentalResponsibility: false })],
      consentEvents: words.map(({ who, event, day, ...more }) => said(who, event, `2026-02-${String(day)}`, more)),
      overrides: opened.length > 0 ? [overrideOf(opened)] : [],
      restrictions: [...(shielded ? [restriction("shielded")] : []), ...(bound ? [restriction("court-order", { person: "father" })] : [])],
    }),
  );
