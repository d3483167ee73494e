import { z } from "zod";
import { optional, text } from "../../../kit/import/csv-fields.ts";
import { at } from "../../../kit/import/elements.ts";
import { markColumns, united } from "../../../kit/import/marks.ts";
import type { Notes } from "../../../kit/import/notes.ts";
import { merged, type Said } from "../../../kit/import/said.ts";
import { storeSaid } from "../../../kit/import/store.ts";
import { tableKind } from "../../../kit/import/table-kind.ts";
import type { EhcPlacement } from "../../records/ehc-placement.ts";
import { EhcPlan } from "../../records/ehc-plan.ts";
import { inOrder } from "../checks.ts";
import { collectDate } from "../fields.ts";
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

const columns = inOrder(
  z.object({
    placementdetailtableid: text,
    activeplanstableid: text,
    ...settingColumns,
    entryDate: at("entrydate", optional(collectDate)),
    leavingDate: at("leavingdate", optional(collectDate)),
    ...markColumns,
  }),
  "entryDate",
  "leavingDate",
).superRefine(namesASetting);

type Value = z.output<typeof columns>;

/** SEN2 module 5b, placement details. A return covers one year; placements of earlier returns are kept. */
export const placementDetail = tableKind({
  name: "SEN2 placement detail",
  knownBy: ["placementdetailtableid", "activeplanstableid"],
  columns,
  keys: [
    { at: "placementdetailtableid", of: ({ placementdetailtableid }) => [placementdetailtableid] },
    { at: "activeplanstableid", of: (row) => [row.activeplanstableid, row.entryDate ?? null, ...settingKey(row)] },
  ],
  store: async (rows, into) => {
    const found = await withParents(rows, "activeplans", "activeplanstableid", into);
    const known = await knownSettings(into.manager, found);
    const filled = (await plansWithRows(into.manager, found)).map(({ plan, rows: own }) => {
      const values = own.map(({ value }) => value);
      const given = values.map((value) => placementOf(value, known));
      return { ...plan, ...united(plan, ...values), placements: placementsOf(plan, given, into.notes) };
    });
    return storeSaid(into.manager, EhcPlan, filled, { notes: into.notes, nameOf: planName });
  },
});

type SaidPlacement = Said<EhcPlacement> & Pick<EhcPlacement, "setting" | "entryDate">;

function placementOf(value: Value, known: KnownSettings): SaidPlacement {
  const { entryDate = null, leavingDate } = value;
  return { ...placedOf(value), setting: settingOf(value, known), entryDate, leavingDate };
}

/** What is stored and what the file gives, latest first. A placement is the same if its setting and its first day are. */
function placementsOf(plan: EhcPlan, given: readonly SaidPlacement[], notes: Notes): EhcPlacement[] {
  const placements = new Map(plan.placements.map((placement) => [keyOf(placement), placement]));
  for (const placement of given) {
    const { setting, entryDate } = placement;
    const before = placements.get(keyOf(placement));
    const blank = { setting, entryDate, rank: null, leavingDate: null, senUnit: null, resourcedProvision: null };
    const name = `the placement at ${numberOf(setting)} from ${entryDate ?? "an unknown day"} in ${planName(plan)}`;
    const now = merged(placement, before, blank, (property, value) => notes.empties(property, value, name));
    placements.set(keyOf(placement), { ...now, setting: stillNamed(setting, before?.setting) });
  }
  return [...placements.values()].sort((a, b) => (b.entryDate ?? "").localeCompare(a.entryDate ?? "") || (a.rank ?? 0) - (b.rank ?? 0));
}

function keyOf({ setting, entryDate }: Pick<EhcPlacement, "setting" | "entryDate">): string {
  // The kind tells settings without a number apart; for a school it only comes with its name, which a file need not repeat.
  const kind = setting.urn === null && setting.ukprn === null ? (setting.type?.code ?? null) : null;
  return JSON.stringify([setting.urn, setting.ukprn, kind, entryDate]);
}
