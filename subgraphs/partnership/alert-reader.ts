import { type DataSource, type EntityManager, IsNull } from "typeorm";
import type { Addressee } from "./changing/alerting/alert.ts";
import { AlertRow } from "./records/alert-row.ts";

/** The alerts to somebody, the newest first. */
export function alertsTo(database: DataSource, addressee: Addressee): Promise<AlertRow[]> {
  return database.getRepository(AlertRow).find({ where: to(addressee), order: { at: "DESC", about: "ASC", child: "ASC", id: "ASC" } });
}

/** One alert to somebody; null if there is none, or none to them. */
export function alertTo(database: DataSource | EntityManager, addressee: Addressee, id: string): Promise<AlertRow | null> {
  return database.getRepository(AlertRow).findOne({ where: { ...to(addressee), id } });
}

function to({ agency, person }: Addressee) {
  return { agency, person: person ?? IsNull() };
}
