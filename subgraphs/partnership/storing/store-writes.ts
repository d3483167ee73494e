import type { EntityManager, ObjectLiteral, ObjectType } from "typeorm";
import type { Write, Written } from "../changing/writes.ts";
import { AccessOverrideRow } from "../records/access-override-row.ts";
import { CapacityAssessmentRow } from "../records/capacity-assessment-row.ts";
import { ConsentEventRow } from "../records/consent-event-row.ts";
import { DisclosureRow } from "../records/disclosure-row.ts";
import { ProcessEventRow } from "../records/process-event-row.ts";
import { RestrictionRow } from "../records/restriction-row.ts";
import { TeamMembershipRow } from "../records/team-membership-row.ts";
import { tell } from "./tell.ts";

type Stored = Exclude<keyof Written, "alerts">;

const tables: { readonly [To in Stored]: ObjectType<Written[To] & ObjectLiteral> } = {
  memberships: TeamMembershipRow,
  consentEvents: ConsentEventRow,
  restrictions: RestrictionRow,
  assessments: CapacityAssessmentRow,
  overrides: AccessOverrideRow,
  disclosures: DisclosureRow,
  processEvents: ProcessEventRow,
};

/** Writes what a change comes to, in its order. Within a transaction, so that all of it stands or nothing. */
export async function storeWrites(manager: EntityManager, writes: readonly Write[]): Promise<void> {
  for (const write of writes) {
    if (write.to === "alerts") {
      if ("row" in write) await tell(manager, write.row);
    } else await store(manager, tables[write.to], write);
  }
}

async function store(manager: EntityManager, table: ObjectType<ObjectLiteral>, write: Exclude<Write, { to: "alerts" }>): Promise<void> {
  if ("row" in write) await manager.insert(table, write.row);
  else await manager.update(table, { id: write.id }, write.set);
}
