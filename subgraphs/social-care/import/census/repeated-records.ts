/** Something that stands twice for one child: where the second one is, and what is wrong. */
interface Repeated {
  readonly path: PropertyKey[];
  readonly message: string;
}

/** The lists within a case, and what a reader calls a record of each. */
const withinCase = {
  assessments: "an assessment",
  childInNeedPlans: "a child in need plan",
  section47Enquiries: "a section 47 enquiry",
  childProtectionPlans: "a child-protection plan",
} as const;

/** The cases of a child, as far as it has to be known whether they repeat each other. */
export type Cases = readonly ({ readonly referredOn: string; readonly noFurtherAction: boolean | null } & Readonly<
  Record<keyof typeof withinCase, readonly { readonly startedOn: string }[]>
>)[];

/**
 * Finds records of one child that begin on the same day as another of their kind: child, kind and day are what a record is known by. Referrals without further action
 * may share a day with each other and with one that opened a case, since several people may refer a child at once; two that opened a case may not.
 */
export function* repeatedRecords(cases: Cases): Generator<Repeated> {
  const referrals = new Set<string>();
  for (const [index, { referredOn, noFurtherAction }] of cases.entries()) {
    if (noFurtherAction === true) continue;
    if (referrals.has(referredOn))
      yield { path: ["cases", index, "referredOn"], message: "is the day of another referral of the child that opened a case" };
    referrals.add(referredOn);
  }
  // An object's own keys are those of its type, which TypeScript does not take for granted.
  for (const [kind, name] of Object.entries(withinCase) as [keyof typeof withinCase, string][]) {
    const days = new Set<string>();
    for (const [index, one] of cases.entries()) {
      for (const [place, { startedOn }] of one[kind].entries()) {
        if (days.has(startedOn))
          yield {
            path: ["cases", index, kind, place, "startedOn"],
            message: `is the day on which ${name} of the child begins already`,
          };
        days.add(startedOn);
      }
    }
  }
}
