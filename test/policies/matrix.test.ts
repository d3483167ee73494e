import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { parse } from "yaml";
import {
  circumstancesAt,
  circumstancesCount,
  compile,
  decide,
  effectOf,
  matrixCsv,
  matrixHtml,
  matrixMarkdown,
  matrixOf,
  needs,
  purposes,
} from "../../policies/index.ts";
import type { Circumstances, Facts, Person, Policy } from "../../policies/index.ts";
import { field } from "../../policies/matrix/csv.ts";
import { inScript } from "../../policies/matrix/escaping.ts";
import { type PageData, pageData } from "../../policies/matrix/html-data.ts";
import { shortest } from "../../policies/matrix/in-words.ts";
import { waysOf } from "../../policies/matrix/ways.ts";
import { promisesOf, rowsOf, valuesOf } from "./matrix-rows.ts";
import { someRules, written } from "./random.ts";
import { small, smallPolicy } from "./small-policy.ts";
import { policy } from "./view.ts";
import { runs } from "../runs.ts";

const today = "2026-11-21";
const whole = matrixOf(policy);
const csv = matrixCsv(whole);
const rows = rowsOf(csv);
const render = (of: Policy): string[] => [matrixMarkdown, matrixCsv, matrixHtml].map((page) => page(matrixOf(of)));

const hash = (text = ""): string => createHash("sha256").update(text).digest("base64");
const everyNumber = Array.from({ length: circumstancesCount }, (_, number) => ({ number, circumstances: circumstancesAt(number) }));
const atMostOneRestriction = everyNumber.filter(({ circumstances }) => circumstances.restriction.length <= 1);

function factsOf(of: Policy, person: Person, { consent, restriction, override, ...common }: Circumstances): Facts {
  const each = <T>(value: T) => Object.fromEntries(of.categories.map(({ id }) => [id, value]));
  return { ...person, ...common, consent: each(consent), restrictions: each(restriction), overrides: each(override) };
}

describe("the matrix, read back from its CSV, says neither more nor less than is decided", () => {
  const promises = promisesOf(rows);
  const reads = (...of: Parameters<typeof promises>) => promises(...of) === "read";

  test("for every role and category in every situation with no restriction or one", () => {
    const wrong = policy.categories.flatMap(({ id }) =>
      policy.persons.flatMap((person) => {
        const [unmarked] = effectOf(policy, person, id);
        return atMostOneRestriction.filter(({ number, circumstances }) => unmarked?.has(number) !== reads(person, id, circumstances));
      }),
    );
    expect(wrong).toEqual([]);
  });

  test("asked of `decide` itself, for every role in a sample of all situations", () => {
    policy.persons.forEach((person, at) => {
      for (const { circumstances } of everyNumber.filter(({ number }) => number % 101 === at)) {
        for (const [category, decision] of decide(policy, factsOf(policy, person, circumstances)))
          expect([category, circumstances, reads(person, category, circumstances)]).toEqual([
            category,
            circumstances,
            decision.effect === "permit",
          ]);
      }
    });
  });

  test("for any agreements, however they use conditions", () => {
    fc.assert(
      fc.property(someRules, fc.array(fc.nat({ max: circumstancesCount - 1 }), { minLength: 40, maxLength: 40 }), (rules, numbers) => {
        const any = compile(written(rules), today);
        const says = promisesOf(rowsOf(matrixCsv(matrixOf(any))));
        for (const person of any.persons) {
          for (const circumstances of numbers.map(circumstancesAt)) {
            for (const [category, { effect }] of decide(any, factsOf(any, person, circumstances)))
              expect(says(person, category, circumstances)).toBe(effect === "permit" ? "read" : "not read");
          }
        }
      }),
      { numRuns: runs(30) },
    );
  });

  test("where what a row needs is there, its rules are those that decide, and records are left out if it says so", () => {
    const wrong = rows.filter((row, index) => {
      if (row["need"] === "NEVER" || index % 7 !== 0) return false;
      const circumstances = {
        relationship: row["relationship"],
        purpose: row["purpose"],
        purposeHolds: true,
        rightsHolder: row["rights_holder"],
        consent: String(row["need"]).includes("CONSENT") ? "given" : "none",
        restriction: [],
        override: String(row["need"]).includes("OVERRIDE"),
      } as unknown as Circumstances;
      const person = { role: row["role"] ?? "", agency: row["agency"] ?? "" };
      const decision = decide(policy, factsOf(policy, person, circumstances)).get(row["category"] ?? "");
      return (
        decision?.effect !== "permit" || decision.conditional !== (row["leaves_out"] !== "") || decision.ruleIds.join(";") !== row["rules"]
      );
    });
    expect(wrong).toEqual([]);
  });

  test("a role and a category that are never read together have one row, which says NEVER and nothing else", () => {
    const pairOf = (row: (typeof rows)[number]) => [row["role"], row["agency"], row["category"]].join();
    const never = rows.filter((row) => row["need"] === "NEVER");
    const read = new Set(rows.filter((row) => row["need"] !== "NEVER").map(pairOf));
    expect(never.length + read.size).toBe(policy.persons.length * policy.categories.length);
    expect(never.filter((row) => read.has(pairOf(row)))).toEqual([]);
    for (const row of never) expect(Object.values(row).filter((value) => value !== "")).toHaveLength(5);
    expect(never.filter((row) => row["role"] === "ig-officer")).toHaveLength(3 * policy.categories.length);
  });
});

describe("CSV", () => {
  test("is RFC 4180: lines end in CRLF, every row has every column, and quotation marks are doubled", () => {
    expect(csv.endsWith("\r\n")).toBe(true);
    const lines = csv.trimEnd().split("\r\n");
    expect(new Set(lines.map((line) => line.match(/"[^"]*"|[^,]+|(?<=,|^)(?=,|$)/g)?.length))).toEqual(new Set([16]));
    expect(field('say "no", twice')).toBe('"say ""no"", twice"');
    expect(field("two\r\nlines")).toBe('"two\r\nlines"');
  });

  test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])("a spreadsheet does not take %j for a formula", (text) => {
    expect(field(text).replace(/^"/, "").startsWith("'")).toBe(true);
  });

  test("names restrictions and marks one by one", () => {
    const of = (role: string, category: string) => rows.filter((row) => row["role"] === role && row["category"] === category);
    expect(of("social-worker", "child.address").map((row) => valuesOf(row["closed_by_without_override"]))).toContainEqual([
      "court-order",
      "shielded",
    ]);
    expect(of("social-worker", "child.address").map((row) => valuesOf(row["closed_by_with_override"]))).not.toContainEqual([
      "court-order",
      "shielded",
    ]);
    expect(of("parent", "health.therapies").map((row) => valuesOf(row["leaves_out"]))).toContainEqual(["aboutOther", "withheldFromFamily"]);
  });
});

describe("Markdown", () => {
  const page = matrixMarkdown(whole);

  test("says which policy and which agreements it was made from", () => {
    expect(page).toContain(policy.version);
    for (const { title, owner, approved, reviewBy } of policy.agreements)
      expect(page).toContain(`| ${title} | ${owner} | ${approved} | ${reviewBy} |`);
  });

  test("has a table for each owner of categories with every category, and a list for each role", () => {
    for (const owner of ["the partnership", "education", "health", "social care"]) expect(page).toContain(`## Held by ${owner}\n`);
    for (const { name } of policy.categories) expect(page).toContain(`\n| ${name} | `);
    for (const { name } of policy.roles) expect(page).toContain(`\n### ${name}\n`);
    expect(page).toContain("### Information governance officer\n\nReads nothing about a child.");
  });

  test("shows in each cell the way that needs least, and among those the one for the team", () => {
    for (const { person, category, cells } of whole.pairs) {
      const least = Math.min(...cells.map(({ need }) => needs.indexOf(need)));
      const open = cells.filter(({ need }) => needs.indexOf(need) === least);
      const sign = cells.length === 0 ? "–" : ["●", "◐", "◇", "◈"][least];
      const shown = shortest(whole, waysOf(cells, { withRules: false }));
      expect([person.role, category.id, shown.split(" ")[0]]).toEqual([person.role, category.id, sign]);
      if (open.some(({ relationship }) => relationship === "team")) expect(shown).not.toContain("lead");
    }
  });

  test("tells both rights-holders as one where it is the same for both", () => {
    const own = page.slice(page.indexOf("### SENCO\n"), page.indexOf("### CAMHS clinician\n"));
    expect(own.length).toBeGreaterThan(500);
    expect(own).not.toContain("hold the child's rights");
    expect(page.slice(page.indexOf("### Parent or carer\n"))).toContain("and the young person holds their own rights");
  });
});

describe("HTML", () => {
  const page = matrixHtml(whole);

  test("asks for nothing from anywhere, runs nothing but its own script, and is small enough to be sent", () => {
    expect(page.match(/(?:src|href)="[^"]*"/g)).toEqual(['href="data:,"']);
    expect(page).not.toMatch(/@import|url\(|https?:|<iframe|\son[a-z]+=|style="/i);
    const [script] = [...page.matchAll(/<script>([^]*?)<\/script>/g)].map(([, text = ""]) => text);
    const [style] = [...page.matchAll(/<style>([^]*?)<\/style>/g)].map(([, text = ""]) => text);
    const attribute = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1]?.replaceAll("&#39;", "'");
    expect(attribute).toBe(
      `default-src 'none'; script-src 'sha256-${hash(script)}'; style-src 'sha256-${hash(style)}'; img-src data:; base-uri 'none'; form-action 'none'`,
    );
    expect(Buffer.byteLength(page)).toBeLessThan(500_000);
  });

  test("is a real table: headings for each row, column and group, and a button in each cell", () => {
    expect(page.match(/<th scope="row" title=/g)).toHaveLength(policy.categories.length);
    expect(page.match(/<th scope="col" data-role=/g)).toHaveLength(policy.persons.length);
    expect(page.match(/<th scope="rowgroup"/g)).toHaveLength(4);
    expect(page.match(/<button type="button" class="n-[^>]*aria-expanded="false">/g)).toHaveLength(
      policy.categories.length * policy.persons.length,
    );
  });

  test("has behind every cell the sentence, reason, basis and agreement of each of its rules", () => {
    for (const { rules } of pageData(whole).outcomes) for (const id of rules) expect(page).toContain(`<article id="rule-${id}">`);
    for (const ids of pageData(whole).closers) for (const id of ids) expect(page).toContain(`<article id="rule-${id}">`);
  });

  test("shows without its script what its script shows, and with a purpose chosen what is read for that purpose", () => {
    const none = { purpose: -1, relationship: -1, need: -1, never: false };
    const data = pageData(whole);
    const text = (row: number, column: number, purpose: number) =>
      cellOf(data, data.ways[data.cells[row]?.[column]?.[0] ?? -1] ?? [], { ...none, purpose }).text;
    for (const [at, narrowed] of [whole, ...purposes.map((purpose) => matrixOf(policy, { purpose }))].entries()) {
      const expected = narrowed.pairs.map(({ cells }) => shortest(narrowed, waysOf(cells, { withRules: true })));
      const shown = narrowed.categories.flatMap((_, row) => narrowed.persons.map((_person, column) => text(row, column, at - 1)));
      // Of what is never read, the whole page says so whatever purpose is chosen; a narrowed one cannot know it.
      expect(shown.map((one) => (at > 0 && one === "– never" ? "– no" : one))).toEqual(expected);
    }
  });
});

type CellOf = (data: PageData, ways: PageData["ways"][number], asked: object) => { text: string };

/** The function of the page's script that chooses what a cell says; there is no page here, so the script does not start. */
const cellOf = ((): CellOf => {
  const context = createContext({});
  runInContext(readFileSync("policies/matrix/browser.js", "utf8"), context);
  return (context as { cellOf: CellOf }).cellOf;
})();

describe("names that are written to do harm", () => {
  const nasty = `</script><script>alert(1)</script><img src=x onerror=alert(2)>|*_"'<!--`;
  const written = JSON.stringify(nasty);
  const hostile = compile(
    smallPolicy({
      categories: small.categories.replace("Names", written),
      roles: small.roles.replace("SENCO", written),
      agreements: [
        small.agreement
          .replace("The school carries on what therapy began.", written)
          .replace("title: A small agreement", `title: ${written}`),
      ],
    }),
    today,
  );
  const [markdown = "", , html = ""] = render(hostile);

  test("stay text in the HTML page", () => {
    expect(html.match(/<script/g)).toHaveLength(2);
    expect(html).not.toMatch(/<img|<!--(?! Generated)/);
    expect(html).toContain("&#60;img src=x");
  });

  test("stay text in the data of its script", () => {
    expect(inScript({ nasty })).not.toMatch(/[<>]/);
    expect(JSON.parse(inScript({ nasty }))).toEqual({ nasty });
    expect(JSON.parse(/id="data">([^<]*)</.exec(html)?.[1] ?? "")).toEqual(JSON.parse(JSON.stringify(pageData(matrixOf(hostile)))));
  });

  test("stay text in Markdown, and in their place in a table", () => {
    expect(markdown.replace("<!-- Generated", "")).not.toMatch(/(?<!\\)<(?:script|img|!--)/);
    expect(markdown.split("\n").filter((line) => line.includes("alert") && line.startsWith("| ")).length).toBeGreaterThan(1);
    for (const line of markdown.split("\n").filter((one) => one.startsWith("| \\</script")))
      expect(line.match(/(?<!\\)\|/g)?.length).toBeGreaterThan(1);
  });
});

describe("the pages do not change", () => {
  const backwards = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(backwards).reverse();
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .map(([key, entry]) => [key, backwards(entry)])
        .reverse(),
    );
  };
  const document = (file: string) => ({ file, text: JSON.stringify(backwards(parse(readFileSync(`policies/${file}`, "utf8")))) });

  test("with the order of categories, roles, agreements, rules and the values in them", () => {
    const agreements = readdirSync("policies/agreements").map((name) => document(`agreements/${name}`));
    const shuffled = compile(
      {
        categories: document("categories.yaml"),
        roles: document("roles.yaml"),
        actions: document("actions.yaml"),
        agreements: agreements.reverse(),
        agencies: readdirSync("policies/agencies").map((name) => document(`agencies/${name}`)),
      },
      today,
    );
    expect(shuffled.categories.map(({ id }) => id)).not.toEqual(policy.categories.map(({ id }) => id));
    expect(render(shuffled).map(hash)).toEqual(render(policy).map(hash));
  });

  test("with the day on which they are made", () => {
    expect(render(compile(smallPolicy(), "2026-12-31"))).toEqual(render(compile(smallPolicy(), "2026-02-03")));
  });
});
