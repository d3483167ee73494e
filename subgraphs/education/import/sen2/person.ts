import { z } from "zod";
import { identifierProblem, isReasonForNoUpn } from "../../../kit/identifiers.ts";
import { optional, text } from "../../../kit/import/csv-fields.ts";
import { makeKnown } from "../../../kit/import/known-children.ts";
import { tableKind } from "../../../kit/import/table-kind.ts";
import { pastCollectDate } from "../fields.ts";
import { replaceLinks } from "./links.ts";

/** Some systems write the reason for having no UPN in its place. */
const upnOrReason = text.transform((value, context) => {
  if (isReasonForNoUpn(value)) return null;
  const message = identifierProblem("UPN", value);
  if (message !== undefined) context.addIssue({ code: "custom", message });
  return value;
});

/**
 * SEN2 module 1, person details. It makes its children known and starts a new return. Names, dates of birth, postcodes and the like are the
 * partnership's and are left out.
 */
export const person = tableKind({
  name: "SEN2 person",
  knownBy: ["persontableid", "personbirthdate"],
  columns: z.object({ persontableid: text, upn: optional(upnOrReason), personbirthdate: pastCollectDate }),
  keys: [
    { at: "persontableid", of: ({ persontableid }) => [persontableid] },
    { at: "upn", of: ({ upn: own }) => (own == null ? undefined : [own]) },
  ],
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
