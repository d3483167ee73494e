import { z } from "zod";
import { processes } from "../../../../policies/index.ts";
import { milestones } from "../../records/milestones.ts";
import { type Asked, day, id, listed } from "./values.ts";

/** What agencies and the family do together for a child. */
export const processKind = z.enum(processes);
/** What is reached in a process. */
export const milestone = z.enum(milestones);

/** Which process begins, by the mutation `openProcess`. */
export const opening = z.strictObject({
  kind: processKind.describe("Which process begins."),
  on: day.optional().describe("The day on which it began (ISO 8601 date), such as that of the request; today if you name none."),
});

const ofProcess = z.strictObject({ processId: id.describe("The process, by its id in `Child.processes`.") });

/** What was reached in a process, by the mutation `recordMilestone`. */
export const recording = ofProcess.extend({
  milestone: milestone.describe("What was reached."),
  on: day.optional().describe("The day on which it was (ISO 8601 date); today if you name none."),
  agency: listed.optional().describe("Of whom advice was asked: an agency. Who gives advice gives it for their own, and need not name it."),
});

/** Which process is over, by the mutation `closeProcess`. */
export const closing = ofProcess.extend({
  on: day.optional().describe("The day on which it ended (ISO 8601 date); today if you name none."),
});

/** What somebody asks of `openProcess`. */
export type Opening = Asked<typeof opening>;
/** What somebody asks of `recordMilestone`. */
export type Recording = Asked<typeof recording>;
/** What somebody asks of `closeProcess`. */
export type Closing = Asked<typeof closing>;
