import { z } from "zod";
import { coded, date, optionalDate, text } from "../../../kit/import/csv-fields.ts";
import { at } from "../../../kit/import/elements.ts";
import { shortBreakKinds } from "../../code-lists/local-lists.ts";
import { childId, inOrder } from "../fields.ts";
import { shortBreaks as kind } from "../store/record-kinds.ts";
import { companion } from "./companion.ts";

const hoursOfWeek = 168;

const hours = text
  .regex(/^\d{1,3}(\.\d{1,2})?$/, "is not a number of hours")
  .transform(Number)
  .refine((number) => number > 0 && number <= hoursOfWeek, "is no number of hours that a week has");

const columns = z
  .object({
    child: childId,
    kind: coded(shortBreakKinds),
    hoursPerWeek: at("hours_per_week", hours),
    provider: text,
    from: date,
    until: optionalDate,
  })
  .refine(({ from, until }) => inOrder(from, until), { path: ["until"], message: "is before the short break's start" });

/** Short breaks: `child, kind, hours_per_week, provider, from, until`. They are agreed ahead, so their dates may lie in the future. */
export const shortBreaks = companion({
  name: "short breaks",
  knownBy: ["child", "kind", "hoursPerWeek"],
  columns,
  kind,
  naturalKey: ({ from, kind: { code }, provider }) => [from, code, provider],
});
