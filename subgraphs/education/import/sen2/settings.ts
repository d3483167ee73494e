import type { EntityManager } from "typeorm";
import { z } from "zod";
import { flag, optional, optionalText } from "../../../kit/import/csv-fields.ts";
import type { CodedValue } from "../../../kit/coded-value.ts";
import { senSetting } from "../../code-lists/settings.ts";
import type { EducationSetting } from "../../records/setting.ts";
import { refuse } from "../checks.ts";
import { codeOf, rank, ukprn, urn } from "../fields.ts";

/** The columns by which SEN2 says where a child is placed (items 4.7 and 5.7). */
export const settingColumns = {
  urn: optional(urn),
  ukprn: optional(ukprn),
  sensetting: optional(codeOf(senSetting, "a SEN setting")),
  sensettingother: optionalText,
  placementrank: optional(rank),
  senunitindicator: optional(flag),
  resourcedprovisionindicator: optional(flag),
};

interface SettingRow {
  readonly urn: string | null;
  readonly ukprn: string | null;
  readonly sensetting: CodedValue | null;
  readonly sensettingother: string | null;
}

/** A check of a row that it says where at all. */
export function namesASetting(row: SettingRow, context: z.RefinementCtx): void {
  if (row.urn === null && row.ukprn === null && row.sensetting === null)
    refuse(context, "urn", "is empty, and so are ukprn and sensetting");
}

/** What makes a setting the same as another. */
export function settingKey({ urn: school, ukprn: provider, sensetting }: SettingRow): readonly unknown[] {
  return [school, provider, sensetting?.code ?? null];
}

/** Names and kinds by URN. */
export type KnownSettings = ReadonlyMap<string, EducationSetting>;

/** What enrolments say of schools: SEN2 gives their numbers alone. The newest enrolment counts. */
export async function knownSettings(manager: EntityManager, rows: readonly { value: SettingRow }[]): Promise<KnownSettings> {
  const urns = [...new Set(rows.flatMap(({ value }) => value.urn ?? []))];
  const found: { setting: EducationSetting }[] = await manager.query(
    `SELECT DISTINCT ON (setting->>'urn') setting FROM enrolment
     WHERE setting->>'urn' = ANY($1) ORDER BY setting->>'urn', entry_date DESC, id`,
    [urns],
  );
  return new Map(found.map(({ setting }) => [setting.urn ?? "", setting]));
}

/** The setting that a row names. */
export function settingOf(row: SettingRow, known: KnownSettings): EducationSetting {
  const school = known.get(row.urn ?? "");
  return {
    urn: row.urn,
    ukprn: row.ukprn,
    name: row.sensettingother ?? school?.name ?? null,
    type: row.sensetting ?? school?.type ?? null,
  };
}
