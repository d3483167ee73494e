import { z } from "zod";
import { optional, text } from "../../../kit/import/csv-fields.ts";
import { upsert } from "../../../kit/import/store.ts";
import type { EhcPlacement } from "../../records/ehc-placement.ts";
import { EhcPlan } from "../../records/ehc-plan.ts";
import { inOrder, refuseRepeats } from "../checks.ts";
import { collectDate, markColumns } from "../fields.ts";
import { fileKind } from "../file-kind.ts";
import { joinedMarks } from "../marks.ts";
import { withParents } from "./links.ts";
import { said } from "../stored.ts";
import { plansWithRows } from "./plans.ts";
import { type KnownSettings, knownSettings, namesASetting, settingColumns, settingKey, settingOf } from "./settings.ts";

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
  kept: ["leavingdate", "placementrank", "senunitindicator", "resourcedprovisionindicator"],
  check: (rows, file) => {
    refuseRepeats(file, rows, "placementdetailtableid", ({ placementdetailtableid }) => [placementdetailtableid]);
    refuseRepeats(file, rows, "activeplanstableid", (row) => [row.activeplanstableid, row.entrydate, ...settingKey(row)]);
  },
  store: async (rows, into) => {
    const found = await withParents(rows, "activeplans", "activeplanstableid", into);
    const known = await knownSettings(into.manager, found);
    const filled = (await plansWithRows(into.manager, found)).map(({ plan, rows: own }) => {
      const values = own.map(({ value }) => value);
      const given = values.map((value) => placementOf(value, known));
      return { ...plan, ...joinedMarks(plan, values), placements: merged(plan.placements, given) };
    });
    return upsert(into.manager, EhcPlan, filled);
  },
});

function placementOf(value: Value, known: KnownSettings): EhcPlacement {
  return {
    setting: settingOf(value, known),
    rank: value.placementrank,
    entryDate: value.entrydate,
    leavingDate: value.leavingdate,
    senUnit: value.senunitindicator,
    resourcedProvision: value.resourcedprovisionindicator,
  };
}

const nothingSaid = { leavingDate: null, rank: null, senUnit: null, resourcedProvision: null };

/** What is stored and what the file gives, latest first. A placement is the same if its setting and its first day are. */
function merged(stored: readonly EhcPlacement[], given: readonly EhcPlacement[]): EhcPlacement[] {
  const placements = new Map(stored.map((placement) => [keyOf(placement), placement]));
  for (const placement of given)
    placements.set(keyOf(placement), { ...placement, ...nothingSaid, ...placements.get(keyOf(placement)), ...said(placement) });
  return [...placements.values()].sort((a, b) => (b.entryDate ?? "").localeCompare(a.entryDate ?? "") || (a.rank ?? 0) - (b.rank ?? 0));
}

function keyOf({ setting, entryDate }: EhcPlacement): string {
  // The kind tells settings without a number apart; for a school it only comes with its name, which a file need not repeat.
  const kind = setting.urn === null && setting.ukprn === null ? (setting.type?.code ?? null) : null;
  return JSON.stringify([setting.urn, setting.ukprn, kind, entryDate]);
}
