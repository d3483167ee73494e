import { ask, type Answer } from "./ask.ts";

/** One field of each category: what a person sees of these is what they see of the child. */
const oneFieldOfEach = `
  names: givenNames  born: dateOfBirth  identifiers { value }  contact { lines }  family { nodes { name } }  services(first: 1) { totalCount }
  team(first: 1) { totalCount }  processes(first: 1) { totalCount }  aboutMe { whatHelps }  consents(first: 1) { totalCount }
  assessments(first: 1) { totalCount }  restrictions(first: 1) { totalCount }
  accessLog(first: 1) { pageInfo { hasNextPage } }
  education {
    held  assessments(first: 1) { totalCount }  currentEnrolment { entryDate }  attendance(first: 1) { totalCount }  senProvision { since }
    supportPlans(first: 1) { totalCount }  ehcPlans(first: 1) { totalCount }  suspensions(first: 1) { totalCount }
  }
  health {
    held  assessments(first: 1) { totalCount }  gp { practiceName }  conditions(first: 1) { totalCount }  allergies(first: 1) { totalCount }
    immunisations(first: 1) { totalCount }  reviews(first: 1) { totalCount }  therapies(first: 1) { totalCount }
    mentalHealth(first: 1) { totalCount }  missedAppointments(first: 1) { totalCount }
  }
  socialCare {
    held  assessments(first: 1) { totalCount }  status { open }  referrals(first: 1) { totalCount }  assessmentFindings(first: 1) { totalCount }
    childInNeedPlans(first: 1) { totalCount }  childProtectionPlans(first: 1) { totalCount }  placements(first: 1) { totalCount }
    shortBreaks(first: 1) { totalCount }
  }
`;

/** What a person sees of a child: the fields that are shown, those shown in part, and the reasons why others are not. */
export interface View {
  readonly shown: string;
  readonly inPart: string;
  readonly withheld: Readonly<Record<string, string>>;
}

/** Asks, as a person, for one field of every category of a child; null if the child reads as not there. */
export async function viewOf(person: string, child: string, purpose: string): Promise<View | null> {
  return viewIn(await askForAll(person, child, purpose));
}

/** What an answer to {@link wholeView} shows; null if the child reads as not there. */
export function viewIn(answer: Answer): View | null {
  if (answer.errors !== undefined) throw new Error(JSON.stringify(answer.errors));
  if (answer.data.child === null) return null;
  const whole = answer.withheld.filter(({ extent }) => extent === "WHOLE");
  const part = answer.withheld.filter(({ extent }) => extent === "PART").map(({ path }) => nameOf(path));
  const withheld = Object.fromEntries(whole.map(({ path, reason }) => [nameOf(path), reason]));
  const shown = fieldsOf(answer.data.child).filter((field) => !(field in withheld));
  return { shown: shown.join(" "), inPart: part.join(" "), withheld };
}

/** Asks for one field of every category of a child. */
export const wholeView = `query ($child: ID!, $purpose: Purpose!) { child(id: $child, purpose: $purpose) { ${oneFieldOfEach} } }`;

/** The same as a raw answer. */
export function askForAll(person: string, child: string, purpose: string, gateway?: string): Promise<Answer> {
  return ask(person, wholeView, { child, purpose }, gateway);
}

function nameOf(path: readonly (string | number)[]): string {
  return path.slice(1).join(".");
}

function fieldsOf(child: Record<string, unknown>): string[] {
  return Object.entries(child).flatMap(([name, value]) =>
    ["education", "health", "socialCare"].includes(name) ? Object.keys(value as object).map((field) => `${name}.${field}`) : [name],
  );
}
