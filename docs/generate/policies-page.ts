import { generateKeyPairSync } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commands } from "../../governance/commands.ts";
import { runCommand } from "../../governance/run.ts";

const consoleBlock = /```console( \w+)?( first=\d+)?\n\$ npm run( --silent)? policy -- ([^\n]+)\n[\s\S]*?```/g;
const changeBlock = /```diff\n--- policies\/(\S+)\n-(.*)\n\+(.*)\n```/;

/**
 * The page for officers, with what its commands print today. A block is `console`, then the documents on which it works (`changed` by the change that the page shows,
 * `broken`, `signing`; without a word those of the project), then how many lines are kept from the beginning. Throws if the page's change does not fit the documents,
 * and where `check` or `test` finds fault with them: what is not sound is no example.
 */
export async function policiesPage(page: string, now: Date): Promise<string> {
  const place = mkdtempSync(join(tmpdir(), "childview-policies-page-"));
  try {
    prepare(place, page);
    const blocks = [...page.matchAll(consoleBlock)];
    const outputs: string[] = [];
    // One after the other, since they share a folder.
    for (const [, variant = "", , , line = ""] of blocks) outputs.push(await outputOf(place, variant.trim(), line, now));
    return page.replace(consoleBlock, (_block, variant = "", first = "", silent = "", line: string) => {
      const output = outputs.shift() ?? "";
      return `\`\`\`console${String(variant)}${String(first)}\n$ npm run${String(silent)} policy -- ${line}\n${shortened(output, String(first))}\`\`\``;
    });
  } finally {
    rmSync(place, { recursive: true });
  }
}

function prepare(place: string, page: string): void {
  const [, file = "", from = "", to = ""] = changeBlock.exec(page) ?? [];
  const text = readFileSync(join("policies", file), "utf8");
  if (!text.includes(from)) throw new Error(`docs/policies.md changes a line that policies/${file} does not have: ${from}`);
  for (const [variant, replacement] of [
    ["changed", to],
    ["broken", to.replace(/(\w)s\]$/, "$1]")],
    ["signing", from],
  ] as const) {
    cpSync("policies", join(place, variant), { recursive: true });
    writeFileSync(join(place, variant, file), text.replace(from, replacement));
  }
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  writeFileSync(join(place, "my-key.pem"), privateKey.export({ type: "pkcs8", format: "pem" }));
  const { kty, crv, x } = publicKey.export({ format: "jwk" });
  const officer = { id: "peter-hale", name: "Peter Hale", agency: "education", key: { kty, crv, x }, from: "2026-11-01" };
  const agencies = readFileSync("agencies.yaml", "utf8").replace(/^officers: \[\]/m, `officers: [${JSON.stringify(officer)}]`);
  writeFileSync(join(place, "agencies.yaml"), agencies);
}

async function outputOf(place: string, variant: string, line: string, now: Date): Promise<string> {
  const here = variant === "" ? [] : ["--policies", join(place, variant)];
  // What is in force is compared with as it is in this tree: which branches there are differs from clone to clone.
  const stand: Readonly<Record<string, string>> = {
    main: "policies",
    "~/my-key.pem": join(place, "my-key.pem"),
    "~/agencies.yaml": join(place, "agencies.yaml"),
  };
  const words = line.split(" ").map((word) => stand[word] ?? word);
  const output: string[] = [];
  const code = await runCommand(commands, [...words, ...here], {
    now,
    write: (text) => output.push(text),
    complain: (text) => output.push(text),
  });
  if (isFault(variant, line, code)) throw new Error(`npm run policy -- ${line}\n${output.join("")}`);
  const text = output.join("").replaceAll(join(place, variant === "" ? "none" : variant), "policies");
  return variant === "signing" ? text.replace(/x: "[^"]+"/g, 'x: "…"').replace(/on \d{4}-\d{2}-\d{2}/g, "on …") : text;
}

/** Whether the page would show a fault that it does not mean to show. A test may fail for a change, which is what the page shows of it. */
function isFault(variant: string, line: string, code: number): boolean {
  if (variant === "broken") return false;
  return code === 2 || (code === 1 && (line === "check" || (line === "test" && variant === "")));
}

function shortened(output: string, first: string): string {
  const most = Number(first.replace(" first=", "")) || Infinity;
  const lines = output.trimEnd().split("\n");
  return `${(lines.length > most ? [...lines.slice(0, most), "…"] : lines).join("\n")}\n`;
}
