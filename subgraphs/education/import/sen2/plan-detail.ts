import { z } from "zod";
import { text } from "../../../kit/import/csv-fields.ts";
import { markColumns, united } from "../../../kit/import/marks.ts";
import { storeSaid } from "../../../kit/import/store.ts";
import { tableKind } from "../../../kit/import/table-kind.ts";
import type { Notes } from "../../../kit/import/notes.ts";
import { merged } from "../../../kit/import/said.ts";
import type { EhcNamedSetting } from "../../records/ehc-placement.ts";
import { EhcPlan } from "../../records/ehc-plan.ts";
import { withParents } from "./links.ts";
import { planName, plansWithRows } from "./plans.ts";
import {
  type KnownSettings,
  knownSettings,
  namesASetting,
  settingColumns,
  numberOf,
  placedOf,
  settingKey,
  settingOf,
  stillNamed,
} from "./settings.ts";

const columns = z.object({ plandetailtableid: text, namedplantableid: text, ...settingColumns, ...markColumns }).superRefine(namesASetting);

type Value = z.output<typeof columns>;

/**
 * SEN2 module 4b, plan details: the settings that section I of a plan names. One that is stored of a plan in the file, and that the file no longer gives, is listed, and
 * goes if that was asked for.
 */
export const planDetail = tableKind({
  name: "SEN2 plan detail",
  knownBy: ["plandetailtableid", "namedplantableid"],
  columns,
  keys: [
    { at: "plandetailtableid", of: ({ plandetailtableid }) => [plandetailtableid] },
    { at: "namedplantableid", of: (row) => [row.namedplantableid, ...settingKey(row)] },
  ],
  store: async (rows, into) => {
    const found = await withParents(rows, "namedplan", "namedplantableid", into);
    const known = await knownSettings(into.manager, found);
    const filled = (await plansWithRows(into.manager, found)).map(({ plan, rows: own }) => {
      const values = own.map(({ value }) => value);
      return { ...plan, ...united(plan, ...values), namedSettings: namedSettings(plan, values, known, into.notes) };
    });
    return storeSaid(into.manager, EhcPlan, filled, { notes: into.notes, nameOf: planName });
  },
});

function namedSettings(plan: EhcPlan, values: readonly Value[], known: KnownSettings, notes: Notes): EhcNamedSetting[] {
  const before = new Map(plan.namedSettings.map((named) => [numberOf(named.setting), named]));
  const nameOf = (number: string): string => `setting ${number} in section I of ${planName(plan)}`;
  const given = values
    .toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
    .map((value) => {
      const setting = settingOf(value, known);
      const stored = before.get(numberOf(setting));
      const blank: EhcNamedSetting = { setting, rank: null, senUnit: null, resourcedProvision: null };
      const now = merged<EhcNamedSetting>(placedOf(value), stored, blank, (property, held) =>
        notes.empties(property, held, nameOf(numberOf(setting))),
      );
      return { ...now, setting: stillNamed(setting, stored?.setting) };
    });
  const keys = new Set(given.map(({ setting }) => numberOf(setting)));
  const missing = plan.namedSettings.filter(({ setting }) => !keys.has(numberOf(setting)));
  return [...given, ...missing.filter(({ setting }) => !notes.goes(nameOf(numberOf(setting))))];
}
