import { type DataSource, IsNull } from "typeorm";
import type { Policy } from "../../policies/index.ts";
import type { Principal } from "../../trust/access-token.ts";
import { agenciesConcerned } from "./deciding/overrides.ts";
import { AccessOverrideRow } from "./records/access-override-row.ts";
import { AlertRow } from "./records/alert-row.ts";

/** The overrides that concern an agency's privacy officers and that nobody has reviewed yet, the newest first. */
export async function overridesToReview(database: DataSource, policy: Policy, agency: string): Promise<AccessOverrideRow[]> {
  const rows = await database
    .getRepository(AccessOverrideRow)
    .find({ where: { reviewedAt: IsNull() }, order: { openedAt: "DESC", id: "ASC" } });
  return rows.filter((row) => agenciesConcerned(policy, row).has(agency));
}

/** An override; undefined if there is none, or none that concerns the agency's privacy officers. */
export async function overrideConcerning(
  database: DataSource,
  policy: Policy,
  agency: string,
  id: string,
): Promise<AccessOverrideRow | undefined> {
  // PostgreSQL refuses NUL in a text; such an id is nobody's.
  const row = id.includes("\0") ? null : await database.getRepository(AccessOverrideRow).findOne({ where: { id } });
  return row !== null && agenciesConcerned(policy, row).has(agency) ? row : undefined;
}

/** The alerts to an agency's privacy officers, the newest first. */
export function alertsToOfficers(database: DataSource, agency: string): Promise<AlertRow[]> {
  return database.getRepository(AlertRow).find({ where: { agency, practitioner: IsNull() }, order: newestFirst });
}

/** The alerts to one practitioner, the newest first. */
export function alertsTo(database: DataSource, { agency, subject }: Pick<Principal, "agency" | "subject">): Promise<AlertRow[]> {
  return database.getRepository(AlertRow).find({ where: { agency, practitioner: subject }, order: newestFirst });
}

const newestFirst = { at: "DESC", id: "ASC" } as const;
