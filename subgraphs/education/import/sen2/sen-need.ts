import { z } from "zod";
import { text } from "../../../kit/import/csv-fields.ts";
import { senNeed as needs } from "../../code-lists/special-needs.ts";
import { refuse, refused, refuseRepeats } from "../checks.ts";
import { codeOf, markColumns, rank } from "../fields.ts";
import { fileKind, type Into } from "../file-kind.ts";
import { storeNeeds } from "../needs.ts";
import { withParents, type WithParent } from "./links.ts";

const columns = z
  .strictObject({
    senneedtableid: text,
    activeplanstableid: text,
    sentype: codeOf(needs, "a kind of special educational need"),
    sentyperank: rank,
    ...markColumns,
  })
  .superRefine(({ sentype }, context) => {
    if (sentype.code === "NSA") refuse(context, "sentype", "is used by the school census alone: a child with a plan has been assessed");
  });

type Value = z.output<typeof columns>;

/** SEN2 module 5c, kinds of need. The file gives all needs of the children that it names. */
export const senNeed = fileKind({
  name: "SEN2 SEN need",
  order: 60,
  signature: ["senneedtableid", "activeplanstableid"],
  columns,
  check: (rows, file) => {
    refuseRepeats(file, rows, "senneedtableid", ({ senneedtableid }) => [senneedtableid]);
    refuseRepeats(file, rows, "sentyperank", ({ activeplanstableid, sentyperank }) => [activeplanstableid, sentyperank]);
  },
  store: async (rows, into) => {
    const found = await withParents(rows, "activeplans", "activeplanstableid", into);
    refuseSecond(found, into);
    const needs = found.map(({ line, value, child }) => ({
      line,
      value: { ...value, child, rank: value.sentyperank, need: value.sentype },
    }));
    return storeNeeds(needs, into);
  },
});

/** Two plans of one child would each have a primary need; which of them counts cannot be told. Nor can which rank counts of a need with two. */
function refuseSecond(rows: readonly WithParent<Value>[], { file }: Into): void {
  const lines = new Map<string, number>();
  for (const { value, line, child } of rows) {
    for (const [column, given] of [
      ["sentyperank", value.sentyperank],
      ["sentype", value.sentype.code],
    ] as const) {
      const key = `${child} ${given}`;
      const earlier = lines.get(key);
      if (earlier !== undefined) throw refused({ file, line }, column, given, `is given for the same child in line ${earlier}`);
      lines.set(key, line);
    }
  }
}
