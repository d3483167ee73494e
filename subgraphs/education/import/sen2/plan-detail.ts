import { z } from "zod";
import { text } from "../../../kit/import/csv-fields.ts";
import { storeSaid } from "../../../kit/import/store.ts";
import type { Notes } from "../../../kit/import/notes.ts";
import { merged } from "../../../kit/import/said.ts";
import type { EhcNamedSetting } from "../../records/ehc-placement.ts";
import { EhcPlan } from "../../records/ehc-plan.ts";
import { refuseRepeats } from "../checks.ts";
import { markColumns } from "../fields.ts";
import { fileKind } from "../file-kind.ts";
import { joinedMarks } from "../marks.ts";
import { withParents } from "./links.ts";
import { planName, plansWithRows } from "./plans.ts";
import {
  type KnownSettings,
  knownSettings,
  namesASetting,
  settingColumns,
  numberOf,
  settingKey,
  settingOf,
  stillNamed,
} from "./settings.ts";

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
    return storeSaid(into.manager, EhcPlan, filled, { notes: into.notes, nameOf: planName });
  },
});

function namedSettings(plan: EhcPlan, values: readonly Value[], known: KnownSettings, notes: Notes): EhcNamedSetting[] {
  const before = new Map(plan.namedSettings.map((named) => [numberOf(named.setting), named]));
  const nameOf = (number: string): string => `setting ${number} in section I of ${planName(plan)}`;
  const given = values
    .toSorted((a, b) => (a.placementrank ?? 0) - (b.placementrank ?? 0))
    .map((value) => {
      const setting = settingOf(value, known);
      const { placementrank: rank, senunitindicator: senUnit, resourcedprovisionindicator: resourcedProvision } = value;
      const stored = before.get(numberOf(setting));
      const blank: EhcNamedSetting = { setting, rank: null, senUnit: null, resourcedProvision: null };
      const now = merged({ rank, senUnit, resourcedProvision }, stored, blank, (property, held) =>
        notes.empties(property, held, nameOf(numberOf(setting))),
      );
      return { ...now, setting: stillNamed(setting, stored?.setting) };
    });
  const keys = new Set(given.map(({ setting }) => numberOf(setting)));
  const missing = plan.namedSettings.filter(({ setting }) => !keys.has(numberOf(setting)));
  return [...given, ...missing.filter(({ setting }) => !notes.goes(nameOf(numberOf(setting))))];
}
