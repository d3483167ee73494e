import { IsNull } from "typeorm";
import { z } from "zod";
import { processes as processKinds } from "../../../../policies/index.ts";
import { code, optional, pastDate } from "../../../kit/import/csv-fields.ts";
import type { FileKind } from "../../../kit/import/kind.ts";
import { recordId } from "../../../kit/import/record-id.ts";
import { refuseUnknown } from "../../../kit/import/row-checks.ts";
import { upsert } from "../../../kit/import/store.ts";
import { mostInFiles } from "../../changing/bounds.ts";
import { ChildRow } from "../../records/child-row.ts";
import { milestoneKinds, milestones } from "../../records/milestones.ts";
import { ProcessEventRow, processEventKinds } from "../../records/process-event-row.ts";
import type { PartnershipCodes } from "../codes.ts";
import { key } from "../fields.ts";
import { table } from "../table.ts";
import { lockChildren } from "../unless-ended.ts";
import { refuseBrokenCourses } from "./process-courses.ts";
import { refuseTooMany } from "./room.ts";

/** `processes.csv`: what agencies and the family do together for a child, event by event: the day on which a process was opened, a milestone of it reached, or it was closed. Events are only ever added. */
export function processes({ agencies }: PartnershipCodes): FileKind {
  const columns = z
    .object({
      process: key,
      child: key,
      kind: code(processKinds, "a process"),
      event: code(processEventKinds, "an event of a process"),
      milestone: optional(code(milestones, "a milestone")),
      on: pastDate,
      agency: optional(code(agencies, "an agency")),
    })
    .refine(({ event, milestone }) => (event === "recorded") === (milestone != null), {
      path: ["milestone"],
      message: "must say what was reached where one is recorded, and nothing for the other events",
    })
    .refine(({ kind, milestone }) => milestone == null || milestoneKinds[milestone].of.includes(kind), {
      path: ["milestone"],
      message: "is none of this process",
    })
    .refine(({ milestone, agency }) => (milestone != null && milestoneKinds[milestone].ofAgency === true) === (agency != null), {
      path: ["agency"],
      message: "must name whose advice was asked or given, and nobody for what is about no agency",
    });
  return table("processes", {
    columns,
    key: {
      at: "event",
      of: ({ process, event, milestone = null, agency = null, on }) => [
        process,
        event,
        ...(event === "recorded" ? [milestone, agency, on] : []),
      ],
    },
    store: async (rows, { manager, file }) => {
      const events = rows.map(({ line, value: { milestone = null, agency = null, ...value } }) => ({
        line,
        value: {
          ...{ id: recordId("process", value.process, value.event, milestone, agency, value.on), ...value, milestone, agency },
          ...{ recordedAt: null, recorder: null, recorderAgency: null },
        },
      }));
      await refuseUnknown(manager, file, events, "child", ChildRow, "id", "is no child of the index");
      await lockChildren(
        manager,
        events.map(({ value }) => value.child),
      );
      const { processEvents: most } = mostInFiles;
      await refuseTooMany(manager, file, events, { target: ProcessEventRow, imported: { recorder: IsNull() }, most, by: ["child"] });
      await refuseBrokenCourses(manager, file, events);
      return upsert(
        manager,
        ProcessEventRow,
        events.map(({ value }) => value),
      );
    },
  });
}
