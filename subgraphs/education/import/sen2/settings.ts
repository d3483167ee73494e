import type { EntityManager } from "typeorm";
import { z } from "zod";
import { coded, flag, optional, optionalText } from "../../../kit/import/csv-fields.ts";
import { at, type Elements, partOf } from "../../../kit/import/elements.ts";
import { senSetting } from "../../code-lists/settings.ts";
import type { EhcNamedSetting } from "../../records/ehc-placement.ts";
import type { EducationSetting } from "../../records/setting.ts";
import { refuse } from "../checks.ts";
import { rank, ukprn, urn } from "../fields.ts";

const placed = {
  rank: at("placementrank", optional(rank)),
  senUnit: at("senunitindicator", optional(flag)),
  resourcedProvision: at("resourcedprovisionindicator", optional(flag)),
} satisfies Elements<EhcNamedSetting>;

/** The columns by which SEN2 says where a child is placed (items 4.7 and 5.7). */
export const settingColumns = {
  urn: optional(urn),
  ukprn: optional(ukprn),
  type: at("sensetting", optional(coded(senSetting, "a SEN setting"))),
  name: at("sensettingother", optionalText),
  ...placed,
};

/** What a row says of the child's place in a setting. */
export function placedOf(row: SettingColumns): Pick<SettingColumns, keyof typeof placed> {
  return partOf(row, placed);
}

type SettingColumns = z.output<z.ZodObject<typeof settingColumns>>;

type SettingRow = Pick<SettingColumns, "urn" | "ukprn" | "type" | "name">;

/** A check of a row that it says where at all. */
export function namesASetting(row: SettingRow, context: z.RefinementCtx): void {
  if (row.urn == null && row.ukprn == null && row.type == null) refuse(context, "urn", "is empty, and so are ukprn and sensetting");
}

/** What makes a setting the same as another. */
export function settingKey({ urn: school, ukprn: provider, type }: SettingRow): readonly unknown[] {
  return [school ?? null, provider ?? null, type?.code ?? null];
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
    urn: row.urn ?? null,
    ukprn: row.ukprn ?? null,
    name: row.name ?? school?.name ?? null,
    type: row.type ?? school?.type ?? null,
  };
}

/** A setting as it is to be stored: one that a row names by number alone keeps the name and the kind that it had. */
export function stillNamed(setting: EducationSetting, stored: EducationSetting | undefined): EducationSetting {
  return { ...setting, name: setting.name ?? stored?.name ?? null, type: setting.type ?? stored?.type ?? null };
}

/** By what a setting is known from one return to the next: its number, or where it has none its kind. */
export function numberOf({ urn: school, ukprn: provider, type }: EducationSetting): string {
  return school ?? provider ?? type?.code ?? "";
}
