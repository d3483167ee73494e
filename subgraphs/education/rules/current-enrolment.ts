interface Place {
  readonly status: { readonly code: string };
  readonly entryDate: string;
  readonly leavingDate: string | null;
}

const second = new Set(["S", "F", "O"]);

/**
 * The enrolment that holds on a day: begun, not left, and the main one where there are two. The newest wins among equals; guests (`G`) and those
 * who left (`P`) are not on the roll. Undefined if there is none.
 */
export function currentEnrolment<T extends Place>(enrolments: readonly T[], today: string): T | undefined {
  const open = enrolments.filter(
    ({ status, entryDate, leavingDate }) =>
      status.code !== "G" && status.code !== "P" && entryDate <= today && (leavingDate === null || leavingDate >= today),
  );
  const newestFirst = open.toSorted((a, b) => b.entryDate.localeCompare(a.entryDate));
  return newestFirst.find(({ status }) => !second.has(status.code)) ?? newestFirst[0];
}
