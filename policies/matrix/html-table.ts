import { agencyTitle, partyTitle } from "../policy.ts";
import { alike } from "../questions/alike.ts";
import { personName } from "../questions/sentences.ts";
import { needs } from "../questions/access.ts";
import { capitalised } from "../questions/words.ts";
import { inHtml } from "./escaping.ts";
import { fewerReaders, shortest } from "./in-words.ts";
import { type Matrix, narrowingOf, type Pair, pairsOf } from "./matrix.ts";
import { type Way, waysOf } from "./ways.ts";

/** The table of the page: a row for each category, a column for each role, and in each cell a button with the widest way. It can be read without its script. */
export function htmlTable(matrix: Matrix): string {
  const bodies = alike(matrix.categories, ({ owner }) => owner).map((categories) => {
    const rows = categories.map((category) => row(matrix, category));
    return `<tbody data-owner="${inHtml(categories[0].owner)}">
<tr class="group"><th scope="rowgroup" colspan="${String(matrix.persons.length + 1)}"><span>Held by ${inHtml(partyTitle(matrix.policy, categories[0].owner))}</span></th></tr>
${rows.join("\n")}
</tbody>`;
  });
  const scope = narrowingOf(matrix) === undefined ? "in the widest way there is" : "in the widest way within what this page is narrowed to";
  return `<table id="matrix">
<caption>What each role reads of each category, ${scope}</caption>
${head(matrix)}
${bodies.join("\n")}
</table>`;
}

function head({ policy, persons }: Matrix): string {
  const agencies = alike(persons, ({ agency }) => agency).map(
    (group) =>
      `<th scope="colgroup" colspan="${String(group.length)}" data-agency="${inHtml(group[0].agency)}">${inHtml(capitalised(agencyTitle(policy, group[0].agency)))}</th>`,
  );
  const roles = persons.map(
    (person) =>
      `<th scope="col" data-role="${inHtml(person.role)}" data-agency="${inHtml(person.agency)}"><span>${inHtml(personName(policy, person))}</span></th>`,
  );
  return `<thead>
<tr><td></td>${agencies.join("")}</tr>
<tr><th scope="col">Category</th>${roles.join("")}</tr>
</thead>`;
}

function row(matrix: Matrix, category: Pair["category"]): string {
  const cells = pairsOf(matrix, category).map(({ cells }) => {
    const ways = waysOf(cells, { withRules: true });
    return `<td><button type="button" class="${classOf(ways)}" aria-expanded="false">${inHtml(shortest(matrix, ways))}</button></td>`;
  });
  return `<tr data-category="${inHtml(category.id)}"><th scope="row" title="${inHtml(category.description)}">${inHtml(category.name)}</th>${cells.join("")}</tr>`;
}

function classOf([widest]: readonly Way[]): string {
  if (!widest) return "n-never";
  const [reader] = widest.relationships;
  return `n-${String(needs.indexOf(widest.outcome.need))}${fewerReaders.includes(reader) ? " fewer" : ""}`;
}
