import { describe, expect, test } from "@jest/globals";
import { matrixCsv, matrixHtml, matrixMarkdown, matrixOf, type MatrixFilter } from "../../policies/index.ts";
import { pageData } from "../../policies/matrix/html-data.ts";
import { rowsOf } from "./matrix-rows.ts";
import { policy } from "./view.ts";

const narrowed = (filter: MatrixFilter) => rowsOf(matrixCsv(matrixOf(policy, filter)));

test("a matrix can be narrowed to a role, a category and a purpose, and what is not read then is said for that purpose", () => {
  const own = narrowed({ role: "senco", category: "education.sen", purpose: "SAFEGUARDING" });
  expect(own.map(({ need, purpose, role, category }) => [need, purpose, role, category])).toEqual([
    ["NEVER", "SAFEGUARDING", "senco", "education.sen"],
  ]);
  expect(narrowed({ role: "senco", category: "education.sen" }).length).toBeGreaterThan(4);
  expect(narrowed({ role: "nobody" })).toEqual([]);
});

describe.each<[MatrixFilter, string]>([
  [{ purpose: "GOVERNANCE" }, "GOVERNANCE"],
  [{ role: "ig-officer" }, "ig-officer"],
  [{ role: "senco", category: "education.sen", purpose: "SAFEGUARDING" }, "senco, education.sen and SAFEGUARDING"],
])("narrowed to %j", (filter, words) => {
  const matrix = matrixOf(policy, filter);

  test("Markdown says of nothing that it is never read, and of nobody that they read nothing, but only that it is so here", () => {
    const page = matrixMarkdown(matrix).split("\n## The rules\n")[0];
    expect(page).not.toMatch(/never|reads nothing about a child|what this page does not say is refused|over all purposes/i);
    expect(page).toContain(`This page is narrowed to ${words}. What it does not say of that is refused`);
    expect(page).toContain(`| – no | Not read within ${words}, to which this page is narrowed. |`);
    expect(page).toContain("Reads nothing within what this page is narrowed to.");
  });

  test("so does HTML, in its cells, its legend, its filters and the text behind a cell", () => {
    const page = matrixHtml(matrix);
    const shown = page.slice(page.indexOf("<body>"), page.indexOf('<section id="rules">'));
    expect(shown).not.toMatch(/>[^<]*(?:never|what is not here is refused)/i);
    expect(shown).toContain("– no</button>");
    expect(shown).toContain(`<dd>not read within ${words}, to which this page is narrowed</dd>`);
    expect(shown).toContain(`This page is narrowed to ${words}. What it does not say of that is refused`);
    expect(pageData(matrix).unread).toEqual({ text: "– no", sentence: "Not read within what this page is narrowed to." });
  });
});

test("the whole matrix says what is never read, and who reads nothing", () => {
  const [markdown, html] = [matrixMarkdown(matrixOf(policy)), matrixHtml(matrixOf(policy))];
  expect(markdown).toContain("| – never | Never read, for whatever purpose. |");
  expect(markdown).toContain("### Information governance officer\n\nReads nothing about a child.");
  expect(html).toContain("– never</button>");
  expect(html).toContain("<dd>never read, for whatever purpose</dd>");
});
