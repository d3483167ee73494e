import { reasonCodes } from "../../policies/index.ts";
import { remedy } from "../../trust/refusal-words.ts";
import { table } from "./markdown.ts";

const category = { name: "Therapies", owner: "health" };
const [opening, closing] = ["<!-- reasons: made by `npm run docs` -->", "<!-- end of reasons -->"];

/** The page about permits with the table of the codes that withhold, each with its sentences, from the code that says them. */
export function withReasons(page: string): string {
  const [before, rest] = page.split(opening);
  const after = rest?.split(closing)[1];
  if (before === undefined || after === undefined) throw new Error("docs/permits.md has no place for the reasons");
  return `${before}${opening}\n\n${reasonsTable()}\n${closing}${after}`;
}

function reasonsTable(): string {
  const rows = reasonCodes
    .filter((code) => code !== "PERMIT")
    .map((code) => {
      const [family, practitioner] = ["family", "education"].map((agency) => remedy(category, code, agency, (name) => name));
      const alike = family === practitioner?.replace("education", "you");
      return [`\`${code}\``, alike ? String(practitioner) : `To a family: ${String(family)}<br>To a practitioner: ${String(practitioner)}`];
    });
  return table(["code", "remedy"], rows);
}
