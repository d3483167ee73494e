import type { Purpose } from "../../../policies/index.ts";
import { recipientFrom } from "../deciding/recipients.ts";
import type { ConsentEventRow } from "../records/consent-event-row.ts";
import { resourceTypeOf } from "./recipient-type.ts";
import type { Coding, Rule } from "./shape.ts";
import { others, own, purposeOfUse } from "./systems.ts";

/**
 * The rules that a consent's events come to, the last of them `last`: one for each purpose: by R4 an operation must have all the purposes that a rule lists, so two in one would permit neither.
 * Of a consent that was withdrawn they say what was shared, until the day on which that ended.
 */
export function writeRules(events: readonly ConsentEventRow[], last: ConsentEventRow): Rule[] {
  const said = last.event === "withdrawn" ? (events.findLast(({ event }) => event !== "withdrawn") ?? last) : last;
  const refusal = said.event === "refused";
  const period = refusal ? {} : { period: periodOf(said, last) };
  return said.purposes.map((purpose) => ({
    type: refusal ? "deny" : "permit",
    ...period,
    actor: said.recipients.map(actorOf),
    action: [{ coding: [{ system: others.action, code: "access", display: "Access" }] }],
    purpose: purposesOf(purpose),
    class: said.categories.map((code) => ({ system: own.category, code })),
  }));
}

function periodOf({ validFrom, validUntil }: ConsentEventRow, last: ConsentEventRow): { start: string; end?: string } {
  const [end] = [validUntil, last.event === "withdrawn" ? last.validFrom : null].filter((day) => day !== null).sort();
  if (end === undefined) return { start: validFrom };
  // One that was withdrawn before it began.
  return { start: validFrom < end ? validFrom : end, end };
}

function actorOf(name: string): NonNullable<Rule["actor"]>[number] {
  const type = resourceTypeOf(recipientFrom(name) ?? { agency: name });
  return {
    role: { coding: [{ system: others.participation, code: "IRCP", display: "information recipient" }] },
    reference: { type, identifier: { system: own.recipient, value: name } },
  };
}

function purposesOf(purpose: Purpose): Coding[] {
  const use = purposeOfUse[purpose];
  return [{ system: own.purpose, code: purpose }, ...(use === undefined ? [] : [{ system: others.actReason, code: use }])];
}
