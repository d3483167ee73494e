import { agencyTitle, partyTitle } from "../policy.ts";
import { needs } from "../questions/access.ts";
import { alike } from "../questions/alike.ts";
import { basisText, sentenceOf } from "../questions/sentences.ts";
import { capitalised, words } from "../questions/words.ts";
import { purposes, relationships } from "../vocabulary.ts";
import { inHtml } from "./escaping.ts";
import { leftOutSign, readers, signs, signText, unreadSign } from "./in-words.ts";
import { type Matrix, narrowingOf, rulesOf } from "./matrix.ts";

/** The head of the page: what it is and from which policy it was made. */
export function introduction(matrix: Matrix): string {
  const narrowing = narrowingOf(matrix);
  const extent =
    narrowing === undefined
      ? "What is not here is refused."
      : `This page is narrowed to ${narrowing}. What it does not say of that is refused, and of anything else it says nothing.`;
  return `<header>
<h1>Who may read what</h1>
<p>What the sharing agreements let each role read of a child, and when. ${inHtml(extent)}
Choose a cell to see when it holds and the rules behind it.</p>
<p class="version">Policy version <code>${matrix.policy.version}</code></p>
</header>`;
}

/** The agreements that the page was made from, folded. */
export function agreementsSection({ policy }: Matrix): string {
  const rows = policy.agreements.map(
    ({ title, owner, approved, reviewBy }) =>
      `<tr><th scope="row">${inHtml(title)}</th><td>${inHtml(owner)}</td><td>${approved}</td><td>${reviewBy}</td></tr>`,
  );
  const [first] = policy.agreements.map(({ reviewBy }) => reviewBy).sort();
  return `<details id="agreements">
<summary>${String(policy.agreements.length)} agreements, the first of them to be reviewed by ${first ?? ""}</summary>
<table>
<thead><tr><th scope="col">Agreement</th><th scope="col">Owner</th><th scope="col">Approved</th><th scope="col">Review by</th></tr></thead>
<tbody>
${rows.join("\n")}
</tbody>
</table>
</details>`;
}

/** What the signs and words of the cells mean. */
export function legend(matrix: Matrix): string {
  const unread = unreadSign(matrix);
  return `<dl id="legend">
${needs.map((need, index) => entry(`<span class="n-${String(index)}">${signText(signs[need])}</span>`, signs[need].meaning)).join("\n")}
${entry(`<span class="n-never">${signText(unread)}</span>`, inHtml(unread.meaning))}
${entry(leftOutSign, "records that bear certain marks are left out, at least in some situations")}
${relationships
  .filter((one) => one !== "none")
  .map((one) => entry(readers[one], words.relationship[one]))
  .join("\n")}
</dl>`;
}

function entry(term: string, meaning: string): string {
  return `<div><dt>${term}</dt><dd>${meaning}</dd></div>`;
}

/** The filters. The script shows them, since without it they would do nothing. */
export function filters({ policy, persons, categories }: Matrix): string {
  const roles = policy.roles.filter(({ id }) => persons.some(({ role }) => role === id)).map(({ id, name }) => option(id, name));
  const agencies = alike(persons, ({ agency }) => agency).map(([{ agency }]) => option(agency, capitalised(agencyTitle(policy, agency))));
  const groups = alike(categories, ({ owner }) => owner);
  const owners = groups.map(([category]) => option(category.owner, capitalised(partyTitle(policy, category.owner))));
  const named = groups.map(
    (group) =>
      `<optgroup label="${inHtml(capitalised(partyTitle(policy, group[0].owner)))}">${group.map(({ id, name }) => option(id, name)).join("")}</optgroup>`,
  );
  return `<form id="filters" hidden aria-label="Filters">
${select("agency", "Agency of the reader", agencies)}
${select("role", "Role", roles)}
${select("owner", "Agency that holds it", owners)}
${select("category", "Category", named)}
${select(
  "purpose",
  "Purpose",
  purposes.map((id) => option(id, capitalised(words.purpose[id]))),
)}
${select(
  "relationship",
  "The reader",
  relationships.filter((id) => id !== "none").map((id) => option(id, capitalised(words.relationship[id].replace(/^they /, "")))),
)}
${select("need", "Needs", [...needs.map((need) => option(need, capitalised(needChoices[need]))), option("NEVER", "Not read")])}
<button type="reset">Show all</button>
</form>
<noscript><p>Filters and the rules behind a cell need JavaScript. The table, and the rules below it, are complete without.</p></noscript>`;
}

const needChoices = { NOTHING_MORE: "nothing more", CONSENT: "consent", OVERRIDE: "an override", CONSENT_AND_OVERRIDE: "both" } as const;

function select(name: string, label: string, options: readonly string[]): string {
  return `<label>${label} <select name="${name}"><option value="">All</option>${options.join("")}</select></label>`;
}

function option(value: string, text: string): string {
  return `<option value="${inHtml(value)}">${inHtml(text)}</option>`;
}

/** Every rule in a sentence, with its reason, its legal bases and its agreement. The script shows the same texts under a cell. */
export function rulesSection(matrix: Matrix): string {
  const { policy } = matrix;
  const rules = rulesOf(matrix).map((rule) => {
    const agreement = policy.agreements.find(({ id }) => id === rule.agreement);
    const bases = rule.basis.map((basis) => `<dd>${inHtml(basisText(basis))}</dd>`).join("");
    return `<article id="rule-${inHtml(rule.id)}">
<h3>${inHtml(rule.id)}</h3>
<p>${inHtml(sentenceOf(policy, rule))}</p>
<dl><dt>Because</dt><dd>${inHtml(rule.because)}</dd><dt>Basis</dt>${bases}<dt>Agreement</dt><dd>${inHtml(agreement?.title ?? rule.agreement)}</dd></dl>
</article>`;
  });
  return `<section id="rules">
<h2>All rules</h2>
${rules.join("\n")}
</section>`;
}
