import { Any, type EntityManager } from "typeorm";
import type { Row } from "../../../kit/import/row.ts";
import { ImportRefused } from "../../../kit/import/refused.ts";
import { isEnded, overlap } from "../../deciding/in-force.ts";
import { TeamMembershipRow } from "../../records/team-membership-row.ts";

/** A membership as a file has it. */
type Membership = Pick<TeamMembershipRow, "id" | "child" | "practitioner" | "lead" | "from" | "until">;

/** Refuses a file that, with what is stored, would give a child two lead practitioners on one day. What somebody ended through the gateway counts for nothing. */
export async function refuseTwoLeads(manager: EntityManager, file: string, rows: readonly Row<Membership>[]): Promise<void> {
  const stored = await manager.find(TeamMembershipRow, { where: { child: Any([...new Set(rows.map(({ value }) => value.child))]) } });
  const ended = new Set(stored.filter(isEnded).map(({ id }) => id));
  const given = new Set(rows.map(({ value }) => value.id));
  const leads = new LeadBook();
  for (const one of stored) if (one.lead && !ended.has(one.id) && !given.has(one.id)) leads.add(one);
  for (const { line, value } of rows) {
    if (!value.lead || ended.has(value.id)) continue;
    const other = leads.besides(value);
    if (other !== undefined) throw twoLeads(file, line, value, other);
    leads.add(value);
  }
}

class LeadBook {
  readonly #byChild = new Map<string, Membership[]>();

  add(one: Membership): void {
    this.#byChild.set(one.child, [...this.#of(one), one]);
  }

  /** Who else leads on a day of this membership. */
  besides(one: Membership): Membership | undefined {
    return this.#of(one).find((other) => other.practitioner !== one.practitioner && overlap(one, other));
  }

  #of({ child }: Membership): readonly Membership[] {
    return this.#byChild.get(child) ?? [];
  }
}

function twoLeads(file: string, line: number, { practitioner }: Membership, other: Membership): ImportRefused {
  const reason = `would lead beside ${JSON.stringify(other.practitioner)}, and a child has one lead practitioner at a time`;
  return new ImportRefused({ file, line, place: 'column "practitioner"', value: practitioner, reason });
}
