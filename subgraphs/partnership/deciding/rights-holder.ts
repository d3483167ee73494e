import { daysAfter, weekdayOf } from "../../../service/days.ts";
import { remembering } from "../../../service/remembering.ts";

/** Who holds a child's rights: those with parental responsibility, or the young person. */
export type RightsHolder = "parent" | "young-person";

/**
 * The last day of compulsory school age: the last Friday of June in the school year (1 September to 31 August) of the 16th birthday
 * (Education Act 1996 s8 and the Education (School Leaving Date) Order 1997). Both dates are ISO 8601 days.
 */
export function endOfCompulsorySchoolAge(dateOfBirth: string): string {
  const [year, month] = [Number(dateOfBirth.slice(0, 4)), dateOfBirth.slice(5, 7)];
  return lastFridayOfJune(String(year + 16 + (month >= "09" ? 1 : 0)));
}

const lastFridayOfJune = remembering((year) => {
  const lastOfJune = `${year}-06-30`;
  const daysSinceFriday = (weekdayOf(lastOfJune) + 2) % 7;
  return daysAfter(lastOfJune, -daysSinceFriday);
});

/**
 * Who holds the child's rights on a day: the young person from the day after compulsory school age ends (Children and Families Act 2014 s83(2)).
 * By age alone: what was assessed is for `rightsHolderOf`.
 */
export function rightsHolder(dateOfBirth: string, today: string): RightsHolder {
  return today > endOfCompulsorySchoolAge(dateOfBirth) ? "young-person" : "parent";
}
