import { type DataSource, type EntityManager, In, IsNull } from "typeorm";
import type { Addressee } from "./changing/alerting/alert.ts";
import { AlertRow } from "./records/alert-row.ts";

/** The ids of the alerts to somebody, the newest first: as many as there are, so that a page is cut out of them before any is read. */
export async function alertsTo(database: DataSource, addressee: Addressee): Promise<string[]> {
  const order = { at: "DESC", about: "ASC", child: "ASC", id: "ASC" } as const;
  const rows = await database.getRepository(AlertRow).find({ select: { id: true }, where: to(addressee), order });
  return rows.map(({ id }) => id);
}

/** The alerts to somebody with these ids, in their order; null for one that there is not, or that is to somebody else. */
export async function readAlerts(database: DataSource, addressee: Addressee, ids: readonly string[]): Promise<(AlertRow | null)[]> {
  const rows = await database.getRepository(AlertRow).find({ where: { ...to(addressee), id: In([...ids]) } });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? null);
}

/** One alert to somebody; null if there is none, or none to them. */
export function alertTo(database: DataSource | EntityManager, addressee: Addressee, id: string): Promise<AlertRow | null> {
  return database.getRepository(AlertRow).findOne({ where: { ...to(addressee), id } });
}

function to({ agency, person }: Addressee) {
  return { agency, person: person ?? IsNull() };
}
