import { capitalised, listed } from "../../policies/index.ts";
import type { Chain, Step } from "./explore.ts";
import type { Harm } from "./harm.ts";
import { namesOf } from "./reads.ts";
import type { Oracle } from "./twins.ts";
import { agencyWords } from "./words.ts";
import type { Setting } from "./world.ts";

/** A chain as one sentence: who did what, and to what it came. */
export function chainSentence(setting: Setting, { steps, harm, because }: Chain): string {
  const introduced = new Set<string>();
  const done = steps.map((step) => stepWords(setting, step, introduced)).join("; ");
  const left = because === "untold" ? ", and nobody else is told" : because === "not undone" ? ", and nobody else can undo it" : "";
  return `${capitalised(done === "" ? "from the beginning" : done)}: ${harmWords(setting, harm)}${left}.`;
}

function stepWords({ world, policy }: Setting, step: Step, introduced: Set<string>): string {
  if ("days" in step) return step.days === 1 ? "a day goes by" : `${String(step.days)} days go by`;
  const { by, child, says } = step;
  const role = policy.roles.find(({ id }) => id === by.role)?.name ?? by.role;
  const who = introduced.has(by.subject) ? by.name : `${by.name} (${role})`;
  introduced.add(by.subject);
  return `${who} ${says}${world.children.length > 1 ? `, for ${childName({ world }, child)}` : ""}`;
}

/** What became worse, as a clause. */
function harmWords(setting: Setting, { kind, child, person, categories = 0, agency = "" }: Harm): string {
  const what = listed(namesOf(setting, categories), "and");
  const who = person?.name ?? "nobody";
  const whose = setting.world.children.length > 1 ? `${childName(setting, child)}'s ` : "";
  switch (kind) {
    case "gained":
      return `${who} reads ${whose}${what}, which nobody outside gave them`;
    case "opened":
      return `${whose}${what} is opened to ${who} (${agencyWords(setting, person?.agency ?? "")})`;
    case "override":
      return `${who} reads under an override`;
    case "out-of-reach":
      return `the child is out of reach of ${agencyWords(setting, person?.agency ?? "")} (${who})`;
    case "reads-less":
      return `${who} no longer reads ${whose}${what}`;
    case "decides-less":
      return `${who} no longer decides about ${whose}${what}`;
    case "no-team":
      return "nobody is left on the team";
    case "given-away":
      return `${who} reads ${whose}address, and so where the other child is hidden`;
    case "review-closed":
      return `the review is closed for ${agencyWords(setting, agency)} too`;
  }
}

function childName({ world }: Pick<Setting, "world">, child: number): string {
  return world.children[child]?.row.givenNames ?? "";
}

/** What somebody finds out by trying, as one sentence. */
export function oracleSentence(setting: Setting, { twin, moves, outcomes: [here, there] }: Oracle): string {
  const introduced = new Set<string>();
  const done = moves.map((move) => stepWords(setting, move, introduced)).join("; ");
  return `${capitalised(done)}: by ${here} in place of ${there} they learn whether it is so ${twin.fact}.`;
}
