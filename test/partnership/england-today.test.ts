import { expect, test } from "@jest/globals";
import { englandMidnight } from "../../service/england-midnight.ts";
import { englandToday } from "../../service/england-today.ts";

test.each([
  ["2026-06-26T22:59:59Z", "2026-06-26"],
  ["2026-06-26T23:00:00Z", "2026-06-27"],
  ["2026-11-16T23:59:59Z", "2026-11-16"],
  ["2026-11-17T00:00:00Z", "2026-11-17"],
  ["2027-01-01T00:00:00Z", "2027-01-01"],
])("days begin and end at midnight in England, in summer an hour before the world's: %s is %s", (moment, day) => {
  expect(englandToday(new Date(moment))).toBe(day);
});

test.each([
  ["2026-06-27", "2026-06-26T23:00:00.000Z"],
  ["2026-11-17", "2026-11-17T00:00:00.000Z"],
  ["2026-03-29", "2026-03-29T00:00:00.000Z"],
  ["2026-03-30", "2026-03-29T23:00:00.000Z"],
  ["2026-10-25", "2026-10-24T23:00:00.000Z"],
  ["2026-10-26", "2026-10-26T00:00:00.000Z"],
])("%s begins in England at %s, on the days too on which the clocks change", (day, moment) => {
  expect(englandMidnight(day).toISOString()).toBe(moment);
});
