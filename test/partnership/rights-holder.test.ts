import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { endOfCompulsorySchoolAge, rightsHolder } from "../../subgraphs/partnership/deciding/rights-holder.ts";

describe("compulsory school age ends on the last Friday of June of the school year of the 16th birthday", () => {
  // The Fridays are those of the calendar; each year's pair of birthdays is the last and the first day of a school year.
  test.each([
    ["2006-09-01", "2023-06-30"],
    ["2007-08-31", "2023-06-30"],
    ["2007-09-01", "2024-06-28"],
    ["2008-02-29", "2024-06-28"],
    ["2008-08-31", "2024-06-28"],
    ["2008-09-01", "2025-06-27"],
    ["2009-05-14", "2025-06-27"],
    ["2009-08-31", "2025-06-27"],
    ["2009-09-01", "2026-06-26"],
    ["2010-01-01", "2026-06-26"],
    ["2010-06-26", "2026-06-26"],
    ["2010-06-27", "2026-06-26"],
    ["2010-08-31", "2026-06-26"],
    ["2010-09-01", "2027-06-25"],
    ["2010-12-31", "2027-06-25"],
    ["2011-08-31", "2027-06-25"],
    ["2011-09-01", "2028-06-30"],
  ])("born %s: %s", (born, end) => {
    expect(endOfCompulsorySchoolAge(born)).toBe(end);
  });

  test("for everybody: a Friday, with no other left in that June, in the school year of the birthday", () => {
    const births = fc.date({ min: new Date("1990-01-01T00:00:00Z"), max: new Date("2040-12-31T00:00:00Z"), noInvalidDate: true });
    fc.assert(
      fc.property(births, (birth) => {
        const born = birth.toISOString().slice(0, 10);
        const end = new Date(`${endOfCompulsorySchoolAge(born)}T00:00:00Z`);
        expect([end.getUTCDay(), end.getUTCMonth()]).toEqual([5, 5]);
        expect(end.getUTCDate()).toBeGreaterThan(23);
        const sixteenth = `${String(birth.getUTCFullYear() + 16)}${born.slice(4)}`;
        expect(sixteenth >= `${String(end.getUTCFullYear() - 1)}-09-01` && sixteenth <= `${String(end.getUTCFullYear())}-08-31`).toBe(true);
      }),
    );
  });
});

describe("a child's rights", () => {
  test("are still the parents' on that Friday, whether the 16th birthday has passed or not", () => {
    expect(rightsHolder("2009-09-01", "2026-06-26")).toBe("parent");
    expect(rightsHolder("2010-08-31", "2026-06-26")).toBe("parent");
  });

  test("are the young person's from the day after, even if they are still fifteen", () => {
    expect(rightsHolder("2009-09-01", "2026-06-27")).toBe("young-person");
    expect(rightsHolder("2010-08-31", "2026-06-27")).toBe("young-person");
  });

  test("are the parents' from birth, and the young person's ever after", () => {
    expect(rightsHolder("2020-03-09", "2020-03-09")).toBe("parent");
    expect(rightsHolder("2000-03-09", "2026-11-16")).toBe("young-person");
  });
});
