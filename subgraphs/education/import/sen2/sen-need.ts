import { z } from "zod";
import { coded, text } from "../../../kit/import/csv-fields.ts";
import { at, placeOf } from "../../../kit/import/elements.ts";
import type { Into } from "../../../kit/import/into.ts";
import { markColumns } from "../../../kit/import/marks.ts";
import { ImportRefused } from "../../../kit/import/refused.ts";
import { tableKind } from "../../../kit/import/table-kind.ts";
import { senNeed as needs } from "../../code-lists/special-needs.ts";
import { refuse } from "../checks.ts";
import { rank } from "../fields.ts";
import { storeNeeds } from "../needs.ts";
import { withParents, type WithParent } from "./links.ts";

const columns = z
  .object({
    senneedtableid: text,
    activeplanstableid: text,
    need: at("sentype", coded(needs, "a kind of special educational need")),
    rank: at("sentyperank", rank),
    ...markColumns,
  })
  .superRefine(({ need }, context) => {
    if (need.code === "NSA") refuse(context, "need", "is used by the school census alone: a child with a plan has been assessed");
  });

type Value = z.output<typeof columns>;

/** SEN2 module 5c, kinds of need. The file gives all needs of the children that it names. */
export const senNeed = tableKind({
  name: "SEN2 SEN need",
  knownBy: ["senneedtableid", "activeplanstableid"],
  columns,
  keys: [
    { at: "senneedtableid", of: ({ senneedtableid }) => [senneedtableid] },
    { at: "rank", of: ({ activeplanstableid, rank: place }) => [activeplanstableid, place] },
  ],
  store: async (rows, into) => {
    const found = await withParents(rows, "activeplans", "activeplanstableid", into);
    refuseSecond(found, into);
    return storeNeeds(
      found.map(({ line, value, child }) => ({ line, value: { ...value, child } })),
      into,
    );
  },
});

/** Two plans of one child would each have a primary need; which of them counts cannot be told. Nor can which rank counts of a need with two. */
function refuseSecond(rows: readonly WithParent<Value>[], { file }: Into): void {
  const lines = new Map<string, number>();
  for (const { value, line, child } of rows) {
    for (const [property, given] of [
      ["rank", value.rank],
      ["need", value.need.code],
    ] as const) {
      const key = `${child} ${given}`;
      const earlier = lines.get(key);
      const reason = `is given for the same child in line ${earlier ?? 1}`;
      if (earlier !== undefined) throw new ImportRefused({ file, line, place: placeOf(columns, property), value: given, reason });
      lines.set(key, line);
    }
  }
}
