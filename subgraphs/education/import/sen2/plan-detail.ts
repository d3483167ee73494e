import { z } from "zod";
import { text } from "../../../kit/import/csv-fields.ts";
import { upsert } from "../../../kit/import/store.ts";
import type { Notes } from "../../../kit/import/notes.ts";
import type { EhcNamedSetting } from "../../records/ehc-placement.ts";
import { EhcPlan } from "../../records/ehc-plan.ts";
import type { EducationSetting } from "../../records/setting.ts";
import { refuseRepeats } from "../checks.ts";
import { markColumns } from "../fields.ts";
import { fileKind } from "../file-kind.ts";
import { joinedMarks } from "../marks.ts";
import { withParents } from "./links.ts";
import { said } from "../stored.ts";
import { plansWithRows } from "./plans.ts";
import { type KnownSettings, knownSettings, namesASetting, settingColumns, settingKey, settingOf } from "./settings.ts";

const columns = z
  .strictObject({ plandetailtableid: text, namedplantableid: text, ...settingColumns, ...markColumns })
  .superRefine(namesASetting);

type Value = z.output<typeof columns>;

/**
 * SEN2 module 4b, plan details: the settings that section I of a plan names. One that is stored of a plan in the file, and that the file no longer gives, is listed, and
 * goes if that was asked for.
 */
export const planDetail = fileKind({
  name: "SEN2 plan detail",
  order: 50,
  signature: ["plandetailtableid", "namedplantableid"],
  columns,
  kept: ["placementrank", "senunitindicator", "resourcedprovisionindicator"],
  check: (rows, file) => {
    refuseRepeats(file, rows, "plandetailtableid", ({ plandetailtableid }) => [plandetailtableid]);
    refuseRepeats(file, rows, "namedplantableid", (row) => [row.namedplantableid, ...settingKey(row)]);
  },
  store: async (rows, into) => {
    const found = await withParents(rows, "namedplan", "namedplantableid", into);
    const known = await knownSettings(into.manager, found);
    const filled = (await plansWithRows(into.manager, found)).map(({ plan, rows: own }) => {
      const values = own.map(({ value }) => value);
      return { ...plan, ...joinedMarks(plan, values), namedSettings: namedSettings(plan, values, known, into.notes) };
    });
    return upsert(into.manager, EhcPlan, filled);
  },
});

const nothingSaid = { rank: null, senUnit: null, resourcedProvision: null };

function namedSettings(plan: EhcPlan, values: readonly Value[], known: KnownSettings, notes: Notes): EhcNamedSetting[] {
  const before = new Map(plan.namedSettings.map((named) => [numberOf(named.setting), named]));
  const given = values
    .toSorted((a, b) => (a.placementrank ?? 0) - (b.placementrank ?? 0))
    .map((value) => {
      const setting = settingOf(value, known);
      const row = {
        setting,
        rank: value.placementrank,
        senUnit: value.senunitindicator,
        resourcedProvision: value.resourcedprovisionindicator,
      };
      return { ...row, ...nothingSaid, ...before.get(numberOf(setting)), ...said(row) };
    });
  const keys = new Set(given.map(({ setting }) => numberOf(setting)));
  const missing = plan.namedSettings.filter(({ setting }) => !keys.has(numberOf(setting)));
  const kept = missing.filter(
    ({ setting }) => !notes.goes(`setting ${numberOf(setting)} in section I of the plan of ${plan.startDate} of child ${plan.child}`),
  );
  return [...given, ...kept];
}

/** By what a setting is known from one return to the next: its number, or where it has none its kind. */
function numberOf({ urn, ukprn, type }: EducationSetting): string {
  return urn ?? ukprn ?? type?.code ?? "";
}
