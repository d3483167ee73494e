import { z } from "zod";
import { senNeed } from "../../code-lists/special-needs.ts";
import { refuseRepeats } from "../checks.ts";
import { codeOf, markColumns, rank, upn } from "../fields.ts";
import { fileKind } from "../file-kind.ts";
import { keysOfKnown } from "../known-children.ts";
import { storeNeeds } from "../needs.ts";

const columns = z.strictObject({
  UPN: upn,
  SENtypeRank: rank,
  SENtype: codeOf(senNeed, "a kind of special educational need"),
  ...markColumns,
});

/** Kinds of need with their ranks, after the school census; the file gives all needs of the children that it names. */
export const senNeeds = fileKind({
  name: "SEN needs",
  order: 60,
  signature: ["UPN", "SENtypeRank", "SENtype"],
  columns,
  check: (rows, file) => {
    refuseRepeats(file, rows, "SENtypeRank", ({ UPN, SENtypeRank }) => [UPN, SENtypeRank]);
    refuseRepeats(file, rows, "UPN", ({ UPN, SENtype }) => [UPN, SENtype.code]);
  },
  store: async (rows, into) => {
    await keysOfKnown(rows, into);
    const needs = rows.map(({ line, value }) => ({
      line,
      value: { ...value, child: value.UPN, rank: value.SENtypeRank, need: value.SENtype },
    }));
    return storeNeeds(needs, into);
  },
});
