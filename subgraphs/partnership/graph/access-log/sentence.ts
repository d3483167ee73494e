import { agencyTitle, categoryName, listed, type Policy, words } from "../../../../policies/index.ts";
import type { Purpose } from "../../../../policies/index.ts";
import type { Visit } from "../../trail/visits.ts";

const inEngland = { timeZone: "Europe/London" } as const;
const dayFormat = new Intl.DateTimeFormat("en-GB", { ...inEngland, day: "numeric", month: "long", year: "numeric" });
const timeFormat = new Intl.DateTimeFormat("en-GB", { ...inEngland, hour: "2-digit", minute: "2-digit" });

/** A visit in plain English. `who` is whom it is told of, with their role in words; `isOwn` whether that is whoever reads. */
export function visitSentence(
  policy: Pick<Policy, "categories" | "titles">,
  visit: Omit<Visit, "key" | "person">,
  who: { readonly name: string; readonly role: string; readonly isOwn: boolean },
): string {
  const { agency, purpose, first, last, times } = visit;
  const person = who.isOwn ? "You" : `${who.name} (${who.role}, ${agencyTitle(policy, agency)})`;
  const [from, until] = [timeFormat.format(first), timeFormat.format(last)];
  const when = from === until ? `at ${from}` : `${times === 1 ? "" : `${String(times)} times `}between ${from} and ${until}`;
  const why = Object.hasOwn(words.purpose, purpose) ? words.purpose[purpose as Purpose] : purpose;
  return `${person} ${whatHappened(policy, visit)}, for ${why}, on ${dayFormat.format(last)} ${when}.`;
}

function whatHappened(
  policy: Pick<Policy, "categories">,
  { lookedAt, couldRead, refused }: Pick<Visit, "lookedAt" | "couldRead" | "refused">,
) {
  const named = (categories: readonly string[]) =>
    listed(
      categories.map((category) => categoryName(policy, category)),
      "and",
    );
  if (refused.length > 0) return `asked for ${named(refused)} and was shown nothing`;
  const [seen, could] = [`looked at ${named(lookedAt)}`, `could have looked at ${named(couldRead)}`];
  return lookedAt.length === 0 ? could : couldRead.length === 0 ? seen : `${seen} and ${could}`;
}
