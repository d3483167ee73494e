import { xmlKind } from "../../../kit/import/xml-kind.ts";
import { around, child } from "./elements.ts";
import { storeCensus } from "./store.ts";

/**
 * The children in need census, as the Department for Education collects it. Form, codes, dates and identifiers are checked; not what needs other files, nor the census's own
 * queries about what is merely unlikely.
 */
export const census = xmlKind({
  name: "children in need census (XML)",
  root: { name: "Message", of: "a children in need census" },
  around,
  rows: { at: "Children/Child", elements: child },
  keys: [{ at: "child", of: (value) => [value.child], says: () => "stands twice in the file" }],
  store: (children, into, { referenceDate }) => storeCensus(into, children, { from: yearStart(referenceDate), until: referenceDate }),
});

/** The first day of the financial year that a day lies in: the census has 31 March, the last of its year, and an extract any other day. */
function yearStart(day: string): string {
  const year = Number(day.slice(0, 4));
  return `${day.slice(5) < "04-01" ? year - 1 : year}-04-01`;
}
