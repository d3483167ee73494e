import { z } from "zod";
import { identifierProblem, isReasonForNoUpn } from "../../../kit/identifiers.ts";
import { optional, text } from "../../../kit/import/csv-fields.ts";
import { notInFuture, refuseRepeats } from "../checks.ts";
import { collectDate } from "../fields.ts";
import { fileKind } from "../file-kind.ts";
import { makeKnown } from "../known-children.ts";
import { replaceLinks } from "./links.ts";

/** Some systems write the reason for having no UPN in its place. */
const upnOrReason = text.transform((value, context) => {
  if (isReasonForNoUpn(value)) return null;
  const message = identifierProblem("UPN", value);
  if (message !== undefined) context.addIssue({ code: "custom", message });
  return value;
});

const columns = z
  .strictObject({ persontableid: text, upn: optional(upnOrReason), personbirthdate: collectDate })
  .superRefine(notInFuture("personbirthdate"));

/**
 * SEN2 module 1, person details. It makes its children known and starts a new return. Names, dates of birth, postcodes and the like are the
 * partnership's and are left out.
 */
export const person = fileKind({
  name: "SEN2 person",
  order: 0,
  signature: ["persontableid", "personbirthdate"],
  columns,
  check: (rows, file) => {
    refuseRepeats(file, rows, "persontableid", ({ persontableid }) => [persontableid]);
    const withUpn = rows.filter(({ value }) => value.upn != null);
    refuseRepeats(file, withUpn, "upn", ({ upn: own }) => [own]);
  },
  store: async (rows, into) => {
    const values = rows.map(({ value }) => value);
    const upns = values.flatMap(({ upn: own }) => own ?? []);
    const { added } = await makeKnown(into.manager, upns);
    await replaceLinks(
      into,
      "person",
      values.map(({ persontableid }) => persontableid),
      values.flatMap(({ persontableid, upn: child }) => (child == null ? [] : [{ tableId: persontableid, child, record: null }])),
    );
    if (upns.length < rows.length) into.leftOut.add("persons without a UPN", rows.length - upns.length);
    return { added, changed: 0, unchanged: upns.length - added };
  },
});
