import type { Importer } from "../../kit/import/run.ts";
import { census } from "./census/census.ts";
import { allocations } from "./companions/allocations.ts";
import { assessments } from "./companions/assessments.ts";
import { planReviews } from "./companions/plan-reviews.ts";
import { shortBreaks } from "./companions/short-breaks.ts";
import { marks } from "./marks/marks.ts";
import { episodes } from "./ssda903/episodes.ts";
import { header } from "./ssda903/header.ts";

/** Marks before all records, children before what names them, plans before their reviews. */
const kinds = [marks, census, header, episodes, allocations, shortBreaks, assessments, planReviews];

/**
 * Takes in what social care's case system exports: the children in need census (XML), the SSDA903 return's header and episodes (CSV), and lists of what those returns
 * do not carry.
 */
export const socialCareImporter: Importer = {
  kinds,
  ofNoKind: { line: 1, reason: `is none of the files that social care takes (${kinds.map(({ name }) => name).join(", ")})` },
};
