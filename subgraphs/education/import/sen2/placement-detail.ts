import { z } from "zod";
import { optional, text } from "../../../kit/import/csv-fields.ts";
import type { Notes } from "../../../kit/import/notes.ts";
import { merged, type Said } from "../../../kit/import/said.ts";
import { storeSaid } from "../../../kit/import/store.ts";
import type { EhcPlacement } from "../../records/ehc-placement.ts";
import { EhcPlan } from "../../records/ehc-plan.ts";
import { inOrder, refuseRepeats } from "../checks.ts";
import { collectDate, markColumns } from "../fields.ts";
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
  .strictObject({
    placementdetailtableid: text,
    activeplanstableid: text,
    ...settingColumns,
    entrydate: optional(collectDate),
    leavingdate: optional(collectDate),
    ...markColumns,
  })
  .superRefine(inOrder("entrydate", "leavingdate"))
  .superRefine(namesASetting);

type Value = z.output<typeof columns>;

/** SEN2 module 5b, placement details. A return covers one year; placements of earlier returns are kept. */
export const placementDetail = fileKind({
  name: "SEN2 placement detail",
  order: 60,
  signature: ["placementdetailtableid", "activeplanstableid"],
  columns,
  check: (rows, file) => {
    refuseRepeats(file, rows, "placementdetailtableid", ({ placementdetailtableid }) => [placementdetailtableid]);
    refuseRepeats(file, rows, "activeplanstableid", (row) => [row.activeplanstableid, row.entrydate ?? null, ...settingKey(row)]);
  },
  store: async (rows, into) => {
    const found = await withParents(rows, "activeplans", "activeplanstableid", into);
    const known = await knownSettings(into.manager, found);
    const filled = (await plansWithRows(into.manager, found)).map(({ plan, rows: own }) => {
      const values = own.map(({ value }) => value);
      const given = values.map((value) => placementOf(value, known));
      return { ...plan, ...joinedMarks(plan, values), placements: placementsOf(plan, given, into.notes) };
    });
    return storeSaid(into.manager, EhcPlan, filled, { notes: into.notes, nameOf: planName });
  },
});

type SaidPlacement = Said<EhcPlacement> & Pick<EhcPlacement, "setting" | "entryDate">;

function placementOf(value: Value, known: KnownSettings): SaidPlacement {
  return {
    setting: settingOf(value, known),
    rank: value.placementrank,
    entryDate: value.entrydate ?? null,
    leavingDate: value.leavingdate,
    senUnit: value.senunitindicator,
    resourcedProvision: value.resourcedprovisionindicator,
  };
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
