import { z } from "zod";
import { recordId } from "../../../kit/import/record-id.ts";
import { senNeed } from "../../code-lists/special-needs.ts";
import { refuseRepeats } from "../checks.ts";
import { codeOf, markColumns, rank, upn } from "../fields.ts";
import { fileKind } from "../file-kind.ts";
import { keyOf, keysOfKnown } from "../known-children.ts";
import { givenMarks } from "../marks.ts";
import { replaceNeeds } from "../needs.ts";

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
    const keys = await keysOfKnown(rows, into);
    const needs = rows.map(({ value }) => ({
      id: recordId("sen_need", keyOf(keys, value.UPN), value.SENtypeRank),
      child: value.UPN,
      ...givenMarks(value),
      rank: value.SENtypeRank,
      need: value.SENtype,
    }));
    return replaceNeeds(into.manager, needs);
  },
});
