import { z } from "zod";
import { coded } from "../../../kit/import/csv-fields.ts";
import { at, type Elements } from "../../../kit/import/elements.ts";
import { keysOfKnown } from "../../../kit/import/known-children.ts";
import { markColumns } from "../../../kit/import/marks.ts";
import { tableKind } from "../../../kit/import/table-kind.ts";
import { senNeed } from "../../code-lists/special-needs.ts";
import type { SenNeed } from "../../records/sen-need.ts";
import { rank, unknownChild, upn } from "../fields.ts";
import { storeNeeds } from "../needs.ts";

/** Kinds of need with their ranks, after the school census; the file gives all needs of the children that it names. */
export const senNeeds = tableKind({
  name: "SEN needs",
  knownBy: ["child", "rank", "need"],
  columns: z.object({
    child: at("UPN", upn),
    rank: at("SENtypeRank", rank),
    need: at("SENtype", coded(senNeed, "a kind of special educational need")),
    ...markColumns,
  } satisfies Elements<SenNeed>),
  keys: [
    { at: "rank", of: ({ child, rank: place }) => [child, place] },
    { at: "child", of: ({ child, need }) => [child, need.code] },
  ],
  store: async (rows, into) => {
    await keysOfKnown(into.manager, into.file, rows, unknownChild);
    return storeNeeds(rows, into);
  },
});
