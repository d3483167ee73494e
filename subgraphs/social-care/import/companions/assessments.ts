import { z } from "zod";
import { coded, pastDate, text } from "../../../kit/import/csv-fields.ts";
import { at } from "../../../kit/import/elements.ts";
import { assessmentKinds } from "../../code-lists/local-lists.ts";
import { childId } from "../fields.ts";
import { assessmentEntries as kind } from "../store/record-kinds.ts";
import { companion } from "./companion.ts";

const columns = z.object({
  child: childId,
  kind: coded(assessmentKinds).refine(
    ({ code }) => code !== "CHILD-AND-FAMILY",
    "comes with the children in need census, and is not listed here",
  ),
  assessedOn: at("assessed_on", pastDate),
  profession: text,
});

/** Assessments that the census does not have, for the index alone: `child, kind, assessed_on, profession`. */
export const assessments = companion({
  name: "assessments for the index",
  knownBy: ["child", "kind", "assessedOn"],
  columns,
  kind,
  naturalKey: ({ assessedOn, kind: { code } }) => [assessedOn, code],
  besides: { findingsStartedOn: null },
  covers: ({ findingsStartedOn }) => findingsStartedOn === null,
});
