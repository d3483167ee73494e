import { z } from "zod";
import { date, optional, text } from "../../../kit/import/csv-fields.ts";
import type { ImportFile } from "../../../kit/import/file.ts";
import type { LeftOut } from "../../../kit/import/left-out.ts";
import { ImportRefused } from "../../../kit/import/refused.ts";
import { disabilities } from "../../code-lists/assessment-factors.ts";
import { childId, coded, inOrder, pastDate, upn } from "../fields.ts";
import { readXml, XmlRefusal } from "../xml.ts";
import { type CareCase, careCase } from "./cases.ts";
import { message as messageElements } from "./elements.ts";
import { lineAt, type Lines, readGroup } from "./read-elements.ts";
import { repeatedRecords } from "./repeated-records.ts";

const disability = text.pipe(
  z.union([z.literal("NONE"), coded(disabilities)], {
    error: `is not a code of the list "${disabilities.system}" (NONE, ${Object.keys(disabilities.labels).join(", ")})`,
  }),
);

const child = z
  .strictObject({
    // UPN and birth date are checked, because a wrong one tells of a wrong child, and not kept.
    ChildIdentifiers: z
      .strictObject(
        { LAchildID: childId, UPN: optional(upn), PersonBirthDate: optional(pastDate), PersonDeathDate: optional(pastDate) },
        { error: "is missing" },
      )
      .refine(({ PersonBirthDate, PersonDeathDate }) => inOrder(PersonBirthDate, PersonDeathDate), {
        path: ["PersonDeathDate"],
        message: "is before the child's birth",
      }),
    ChildCharacteristics: z
      .strictObject({ Disabilities: z.strictObject({ Disability: z.array(disability).default([]) }).optional() })
      .optional(),
    CINdetails: z.array(careCase).default([]),
  })
  .transform((element) => ({
    child: element.ChildIdentifiers.LAchildID,
    diedOn: element.ChildIdentifiers.PersonDeathDate ?? null,
    disabilities: element.ChildCharacteristics?.Disabilities?.Disability ?? [],
    cases: element.CINdetails,
  }))
  .superRefine((read, context) => {
    const path = ["ChildCharacteristics", "Disabilities", "Disability"];
    const codes = read.disabilities.map((entry) => (entry === "NONE" ? entry : entry.code));
    if (codes.length > 1 && codes.includes("NONE")) {
      context.addIssue({ code: "custom", path: [...path, codes.indexOf("NONE")], message: "stands beside disabilities" });
    }
    const twice = codes.findIndex((code, index) => codes.indexOf(code) < index);
    if (twice !== -1) context.addIssue({ code: "custom", path: [...path, twice], message: "is given twice" });
    for (const again of repeatedRecords(read.cases)) context.addIssue({ code: "custom", ...again });
  });

const message = z.strictObject({
  Header: z.strictObject(
    {
      CollectionDetails: z.strictObject(
        { Collection: z.literal("CIN", { error: "is not CIN: the file is not a children in need census" }), ReferenceDate: date },
        { error: "is missing" },
      ),
    },
    { error: "is missing" },
  ),
  Children: z
    .strictObject({ Child: z.array(child, { error: "is missing" }) }, { error: "is missing" })
    .superRefine(({ Child }, context) => {
      const first = new Map<string, number>();
      Child.forEach((one, index) => {
        if (first.has(one.child)) {
          context.addIssue({
            code: "custom",
            path: ["Child", index, "ChildIdentifiers", "LAchildID"],
            message: "stands twice in the file",
          });
        }
        first.set(one.child, index);
      });
    }),
});

/** A child in a census, and the line on which the child begins. */
export interface CensusChild {
  readonly child: string;
  readonly line: number;
  readonly diedOn: string | null;
  /** Null where the census does not say whether there are any; empty where it says that there are none. */
  readonly disabilities: readonly { code: string; label: string; system: string }[] | null;
  readonly cases: readonly CareCase[];
}

/** What a census says. `from` is the first day of the year that it covers and `until` its reference date: cases closed before the one, or begun after the other, are not in it. */
export interface Census {
  readonly file: string;
  readonly from: string;
  readonly until: string;
  readonly children: readonly CensusChild[];
}

/**
 * Reads a children in need census. Checks form, codes, dates and identifiers, and counts elements that it does not know. Throws ImportRefused at the first
 * line that cannot be right. Does not check what needs other files, nor the census's own queries about what is merely unlikely.
 */
export function readCensus(file: ImportFile, leftOut: LeftOut): Census {
  const root = rootOf(file);
  if (root.name !== "Message") {
    throw new ImportRefused({
      file: file.name,
      line: root.line,
      value: root.name,
      reason: "is not the element Message of a children in need census",
    });
  }
  const { value, lines } = readGroup(file.name, root, messageElements, leftOut);
  const result = message.safeParse(value);
  if (!result.success) throw firstOf(file.name, result.error, value, lines);
  const { Header, Children } = result.data;
  const until = Header.CollectionDetails.ReferenceDate;
  return {
    file: file.name,
    from: yearStart(until),
    until,
    children: Children.Child.map((read, index) => ({
      child: read.child,
      diedOn: read.diedOn,
      line: lineAt(lines, ["Children", "Child", index]),
      disabilities: read.disabilities.length === 0 ? null : read.disabilities.filter((entry) => entry !== "NONE"),
      cases: read.cases,
    })),
  };
}

/** The first day of the financial year that a day lies in: the census has 31 March, the last of its year, and an extract any other day. */
function yearStart(day: string): string {
  const year = Number(day.slice(0, 4));
  return `${day.slice(5) < "04-01" ? year - 1 : year}-04-01`;
}

function rootOf(file: ImportFile) {
  try {
    return readXml(file.text);
  } catch (cause) {
    if (!(cause instanceof XmlRefusal)) throw cause;
    throw new ImportRefused({ file: file.name, line: cause.line, reason: `is not XML that can be read: ${cause.message}` });
  }
}

/** Of all that is wrong, what stands first in the file. */
function firstOf(file: string, error: z.ZodError, value: unknown, lines: Lines): ImportRefused {
  const issues = error.issues.map((issue) => ({ ...issue, line: lineAt(lines, issue.path) })).sort((one, other) => one.line - other.line);
  const [first] = issues;
  const path = first?.path ?? [];
  const names = path.filter((key) => typeof key === "string").slice(-2);
  const found = path.reduce<unknown>(
    (inner, key) => (typeof inner === "object" && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );
  return new ImportRefused({
    file,
    line: first?.line,
    place: `element ${names.join("/")}`,
    value: typeof found === "string" ? found : undefined,
    reason: first?.message ?? "cannot be right",
  });
}
