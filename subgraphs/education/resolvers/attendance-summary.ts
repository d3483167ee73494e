import { FieldResolver, Float, Resolver, Root } from "type-graphql";
import { AttendanceSummary } from "../records/attendance-summary.ts";
import { attendancePercentage } from "../rules/attendance.ts";

/** What is computed from an attendance summary. */
@Resolver(() => AttendanceSummary)
export class AttendanceSummaryResolver {
  @FieldResolver(() => Float, {
    description: "The share of possible sessions attended, in per cent, to one decimal place; null if none was possible.",
  })
  percentageAttended(@Root() summary: AttendanceSummary): number | null {
    return attendancePercentage(summary.sessionsAttended, summary.sessionsPossible);
  }
}
