import { z } from "zod";
import { text } from "../../../kit/import/csv-fields.ts";
import { assessmentKinds } from "../../code-lists/local-lists.ts";
import { childId, coded, pastDate } from "../fields.ts";
import { assessmentEntries as kind } from "../store/record-kinds.ts";
import { companion } from "./companion.ts";

const columns = z.strictObject({
  child: childId,
  kind: coded(assessmentKinds).refine(
    ({ code }) => code !== "CHILD-AND-FAMILY",
    "comes with the children in need census, and is not listed here",
  ),
  assessed_on: pastDate,
  profession: text,
});

/** Assessments that the census does not have, for the index alone: `child, kind, assessed_on, profession`. */
export const assessments = companion({
  name: "assessments for the index",
  knownBy: ["child", "kind", "assessed_on"],
  columns,
  kind,
  naturalKey: ({ assessed_on, kind: { code } }) => [assessed_on, code],
  record: ({ kind: assessmentKind, assessed_on, profession }, common) => ({
    ...common,
    ...{ kind: assessmentKind, assessedOn: assessed_on, profession, findingsStartedOn: null },
  }),
  covers: ({ findingsStartedOn }) => findingsStartedOn === null,
});
