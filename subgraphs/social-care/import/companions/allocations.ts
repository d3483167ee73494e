import { z } from "zod";
import { optional, pastDate, text } from "../../../kit/import/csv-fields.ts";
import { childId, inOrder } from "../fields.ts";
import { allocations as kind } from "../store/record-kinds.ts";
import { companion } from "./companion.ts";

const columns = z
  .object({
    child: childId,
    practitioner: text.regex(/^[A-Za-z0-9._@-]{1,100}$/, "is not a practitioner's id"),
    team: text,
    from: pastDate,
    until: optional(pastDate),
  })
  .refine(({ from, until }) => inOrder(from, until), { path: ["until"], message: "is before the allocation's start" });

/** To whom cases are allocated: `child, practitioner, team, from, until`. The practitioner is named by the id that the partnership knows; `until` is empty while it lasts. */
export const allocations = companion({
  name: "allocations",
  knownBy: ["child", "practitioner", "team"],
  columns,
  kind,
  naturalKey: ({ from, practitioner }) => [from, practitioner],
});
